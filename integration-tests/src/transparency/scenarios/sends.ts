import { CompressionTypes } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import { sending, untyped } from './sending'

const withOption = (name: string, option: object, covers: string[], refused = false): Scenario =>
  sending({
    name,
    covers,
    refused,
    record: (world) => ({ topic: world.topic(), messages: [{ value: 'v' }], ...option }),
  })
const withTopic = (name: string, topic: unknown): Scenario =>
  sending({
    name,
    covers: ['ProducerRecord.topic'],
    refused: true,
    record: () => ({ topic, messages: [{ value: 'v' }] }),
  })
const withRecord = (name: string, record: unknown): Scenario => ({
  name,
  covers: ['Producer.send', 'Producer.sendBatch'],
  observes: record === null || record === undefined ? ['error'] : ['result', 'error'],
  async run(world) {
    const producer = await world.connectedProducer()
    await world.attempt('send', () => producer.send(untyped(record)))
    await world.attempt('sendBatch', () => producer.sendBatch(untyped(record)))
  },
})

/** Methods as values, which a user may call without their object. */
interface Functions {
  readonly send: (...given: unknown[]) => Promise<unknown>
  readonly sendBatch: (...given: unknown[]) => Promise<unknown>
}

const ACKS = ['ProducerRecord.acks', 'ProducerBatch.acks']
const TIMEOUT = ['ProducerRecord.timeout', 'ProducerBatch.timeout']
const COMPRESSION = ['ProducerRecord.compression', 'ProducerBatch.compression']

export const sends = theme('send', [
  withOption('with acks 1', { acks: 1 }, ACKS),
  withOption('with acks -1', { acks: -1 }, ACKS),
  withOption('with acks 5', { acks: 5 }, ACKS, true),
  withOption('with acks as text', { acks: '1' }, ACKS),
  withOption('with a timeout', { timeout: 5_000 }, TIMEOUT),
  withOption('with a timeout as text', { timeout: '7000' }, TIMEOUT),
  withOption('with gzip', { compression: CompressionTypes.GZIP }, COMPRESSION),
  withOption('with a codec that is not there', { compression: CompressionTypes.Snappy }, COMPRESSION, true),
  withOption('with a codec that is none', { compression: 77 }, COMPRESSION, true),
  withTopic('to no topic', undefined),
  withTopic('to an empty topic', ''),
  withTopic('to a topic that is a number', 5),
  withTopic('to a topic with a name that is not allowed', 'not allowed!'),
  withRecord('of undefined', undefined),
  withRecord('of null', null),
  withRecord('of a text', 'text'),
  withRecord('of a number', 5),
  {
    name: 'with acks 0',
    covers: ACKS,
    observes: ['result', 'records'],
    async run(world) {
      const producer = await world.connectedProducer()
      const messages = [{ value: 'v' }]
      await world.attempt('send', () => producer.send({ topic: world.topic(), messages, acks: 0 }))
      await world.attempt('sendBatch', () =>
        producer.sendBatch({ topicMessages: [{ topic: world.topic(), messages }], acks: 0 }),
      )
      // the broker takes requests of a connection in their order: this one is answered after the others are written
      await world.attempt('last', () => producer.send({ topic: world.topic(), messages }))
      await world.noteRecords()
    },
  },
  {
    name: 'to a topic that is not there',
    covers: ['ProducerConfig.allowAutoTopicCreation'],
    observes: ['error'],
    async run(world) {
      const producer = await world.connectedProducer({ allowAutoTopicCreation: false })
      const topic = world.topic('nowhere')
      await world.attempt('send', () => producer.send({ topic, messages: [{ value: 'v' }] }))
      const creating = await world.connectedProducer({ allowAutoTopicCreation: true, retry: { retries: 1 } })
      await world.attempt('send, creating', () => creating.send({ topic, messages: [{ value: 'v' }] }))
    },
  },
  {
    name: 'with a second argument, and as a function of its own',
    covers: ['Producer.send'],
    observes: ['result', 'records'],
    async run(world) {
      const producer = await world.connectedProducer()
      const { send, sendBatch } = producer as unknown as Functions
      const record = { topic: world.topic(), messages: [{ value: 'v' }] }
      await world.attempt('send', () => send(record, 'more'))
      await world.attempt('apply', () => Reflect.apply(send, undefined, [record]) as unknown)
      await world.attempt('sendBatch', () => sendBatch({ topicMessages: [record] }))
      await world.noteRecords()
    },
  },
])
