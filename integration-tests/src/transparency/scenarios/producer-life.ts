import { Partitioners } from 'kafkajs'
import { theme } from '../scenario'
import type { World } from '../world'
import { untyped } from './sending'

const record = (world: World, ...values: string[]) => ({
  topic: world.topic(),
  messages: values.map((value) => ({ key: value, value })),
})

export const producerLife = theme('producer', [
  {
    name: 'not connected yet',
    covers: ['Producer.send', 'Producer.sendBatch', 'Producer.transaction'],
    observes: ['error'],
    async run(world) {
      const producer = world.producer()
      await world.attempt('send', () => producer.send(record(world, 'a')))
      await world.attempt('sendBatch', () => producer.sendBatch({ topicMessages: [record(world, 'a')] }))
      await world.attempt('transaction', () => producer.transaction())
    },
  },
  {
    name: 'connected twice, disconnected twice, connected again',
    covers: ['Producer.connect', 'Producer.disconnect'],
    observes: ['result', 'error', 'records'],
    async run(world) {
      const producer = world.producer()
      await world.attempt('connect', () => producer.connect())
      await world.attempt('send', () => producer.send(record(world, 'a')))
      await world.attempt('connect again', () => producer.connect())
      for (const label of ['disconnect', 'disconnect again']) await world.attempt(label, () => producer.disconnect())
      await world.attempt('send after disconnect', () => producer.send(record(world, 'b')))
      // over a connection that was made anew kafkajs may fail once, or send twice: no send
      await world.attempt('connect anew', () => producer.connect())
      await world.noteRecords()
    },
  },
  {
    name: 'that disconnects',
    covers: ['Producer.disconnect'],
    observes: ['result', 'error'],
    async run(world) {
      const producer = await world.connectedProducer()
      const leaving = world.attempt('disconnect', () => producer.disconnect())
      await world.attempt('send', () => producer.send(record(world, 'a')))
      await leaving
    },
  },
  {
    name: 'of a broker that is not there',
    covers: ['Producer.connect', 'ProducerConfig.retry'],
    observes: ['error'],
    async run(world) {
      const producer = world.producer(
        { retry: { retries: 1, initialRetryTime: 5 } },
        { brokers: ['127.0.0.1:1'], retry: { retries: 1, initialRetryTime: 5 } },
      )
      await world.attempt('connect', () => producer.connect())
      await world.attempt('send', () => producer.send(record(world, 'a')))
    },
  },
  {
    name: 'idempotent',
    covers: ['ProducerConfig.idempotent', 'ProducerConfig.maxInFlightRequests', 'Producer.isIdempotent'],
    observes: ['result', 'error', 'records'],
    async run(world) {
      const producer = await world.connectedProducer({ idempotent: true, maxInFlightRequests: 1 })
      await world.attempt('isIdempotent', () => producer.isIdempotent())
      await world.attempt('send', () => producer.send(record(world, 'a', 'b')))
      await world.attempt('send again', () => producer.send(record(world, 'c')))
      await world.attempt('acks 1', () => producer.send({ ...record(world, 'd'), acks: 1 }))
      await world.attempt('sendBatch, acks 0', () =>
        producer.sendBatch({ topicMessages: [record(world, 'd')], acks: 0 }),
      )
      await world.noteRecords()
    },
  },
  {
    name: 'idempotent without retries',
    covers: ['ProducerConfig.idempotent', 'ProducerConfig.retry'],
    observes: ['result', 'error'],
    async run(world) {
      await world.attempt('producer', () => void world.producer({ idempotent: true, retry: { retries: 0 } }))
      await world.attempt('isIdempotent', () => world.producer().isIdempotent())
    },
  },
  {
    name: 'with wrong options',
    covers: ['ProducerConfig.createPartitioner'],
    observes: ['error'],
    async run(world) {
      await world.attempt('null', () => void world.producer(untyped(null)))
      await world.attempt('createPartitioner', () => void world.producer({ createPartitioner: untyped('none') }))
    },
  },
  {
    name: 'with the partitioners of kafkajs',
    covers: ['ProducerConfig.createPartitioner', 'ProducerConfig.metadataMaxAge', 'Message.key', 'Message.partition'],
    observes: ['result', 'records'],
    topics: { orders: { partitions: 3 } },
    async run(world) {
      for (const createPartitioner of [Partitioners.DefaultPartitioner, Partitioners.LegacyPartitioner]) {
        const producer = await world.connectedProducer({ createPartitioner, metadataMaxAge: 0 })
        const messages = ['a', 'b', 'c', 'd'].map((key) => ({ key, value: key }))
        await world.attempt('keys', () => producer.send({ topic: world.topic(), messages }))
        const placed = { key: 'a', value: 'placed', partition: 2 }
        await world.attempt('partition', () => producer.send({ topic: world.topic(), messages: [placed] }))
      }
      await world.noteRecords()
    },
  },
  {
    name: 'of a whole Kafka',
    covers: ['Kafka.producer', 'Kafka.logger', 'Kafka.admin', 'Kafka.consumer'],
    observes: ['result', 'error', 'records'],
    async run(world) {
      const kafka = world.kafka()
      const producer = world.kept(kafka.producer({ idempotent: false }))
      await world.attempt('connect', () => producer.connect())
      await world.attempt('send', () => producer.send(record(world, 'a')))
      await world.attempt('logger', () => Object.keys(kafka.logger()))
      await world.attempt('admin', () => Object.keys(kafka.admin()))
      await world.attempt('consumer without a group', () => void kafka.consumer(untyped({})))
      await world.attempt('consumer of nothing', () => void kafka.consumer(untyped(undefined)))
      await world.noteRecords()
    },
  },
])
