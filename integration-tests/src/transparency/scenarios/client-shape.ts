import { Kafka } from 'kafkajs'
import { theme } from '../scenario'
import { untyped } from './sending'

/** What is seen of a client without using it: by loggers, containers, mocks and code that wraps it once more. */
const shapeOf = (client: object) => ({
  keys: Object.keys(client),
  own: Reflect.ownKeys(client).map(String),
  prototype: Object.getPrototypeOf(client) === Object.prototype,
  text: Object.prototype.toString.call(client),
  json: JSON.stringify(client),
  types: Object.entries(client).map(([name, member]) => `${name} ${typeof member}`),
  frozen: Object.isFrozen(client),
  extensible: Object.isExtensible(client),
  spread: Object.keys({ ...client }),
  thenable: 'then' in client,
})

export const clientShape = theme('shape', [
  {
    name: 'of a producer',
    covers: ['Producer.events', 'Producer.logger'],
    observes: ['result'],
    async run(world) {
      const producer = world.producer()
      await world.attempt('shape', () => shapeOf(producer))
      await world.attempt('events', () => ({ ...producer.events, frozen: Object.isFrozen(producer.events) }))
      await world.attempt('methods stay', () => [producer.send === producer.send, producer.events === producer.events])
      await world.attempt('lengths', () => [producer.send.length, producer.sendBatch.length, producer.on.length])
      await world.attempt('in', () => ['send', 'transaction', 'nothing'].map((name) => name in producer))
    },
  },
  {
    name: 'of a consumer',
    covers: ['Consumer.events', 'Consumer.logger'],
    observes: ['result'],
    async run(world) {
      const consumer = world.consumer()
      await world.attempt('shape', () => shapeOf(consumer))
      await world.attempt('events', () => ({ ...consumer.events, frozen: Object.isFrozen(consumer.events) }))
      await world.attempt('methods stay', () => [consumer.run === consumer.run, consumer.on === consumer.on])
      await world.attempt('in', () => ['run', 'seek', 'nothing'].map((name) => name in consumer))
    },
  },
  {
    name: 'of a Kafka',
    covers: ['Kafka.producer', 'Kafka.consumer', 'Kafka.admin', 'Kafka.logger'],
    observes: ['result'],
    async run(world) {
      const kafka = world.kafka()
      await world.attempt('instanceof', () => kafka instanceof Kafka)
      await world.attempt('shape', () => [Object.keys(kafka), typeof kafka.admin, kafka.constructor === Kafka])
      await world.attempt('producer', () => Object.keys(kafka.producer()))
      await world.attempt('consumer', () => Object.keys(kafka.consumer({ groupId: world.id() })))
    },
  },
  {
    name: 'of a client whose methods a user replaces, as spies do',
    covers: ['Producer.send', 'Consumer.run'],
    observes: ['result'],
    async run(world) {
      const producer = world.producer()
      const consumer = world.consumer()
      const { send } = producer as unknown as { send: unknown }
      producer.send = () => Promise.resolve([])
      consumer.run = () => Promise.reject(new Error('spied'))
      await world.attempt('send', () => producer.send({ topic: world.topic(), messages: [{ value: 'a' }] }))
      await world.attempt('run', () => consumer.run().catch(String))
      producer.send = untyped(send)
      await world.attempt('restored', () => (producer as unknown as { send: unknown }).send === send)
    },
  },
  {
    name: 'of a producer that a user extends',
    covers: ['Producer.send'],
    observes: ['result', 'records'],
    async run(world) {
      const producer: { [name: string]: unknown } = untyped(await world.connectedProducer())
      await world.attempt('add', () => (producer['tenant'] = 'acme'))
      await world.attempt('added', () => [producer['tenant'], Object.keys(producer)])
      const own = { ...producer } as unknown as Awaited<ReturnType<typeof world.connectedProducer>>
      await world.attempt('send of a copy', () => own.send({ topic: world.topic(), messages: [{ value: 'a' }] }))
      const heir = Object.create(producer) as typeof own
      await world.attempt('send of an heir', () => heir.send({ topic: world.topic(), messages: [{ value: 'b' }] }))
      await world.attempt('delete', () => delete producer['tenant'])
      await world.noteRecords()
    },
  },
])
