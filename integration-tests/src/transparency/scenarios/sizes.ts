import { CompressionTypes, type Message } from 'kafkajs'
import { theme, type Scenario, type TopicShape } from '../scenario'

/** `message.max.bytes` of a broker that was told nothing else. */
const BROKER_LIMIT = 1_048_588
/** A record batch of one message without key and headers takes this much beside the value. */
const OVERHEAD = 72

interface Sized {
  readonly name: string
  readonly messages: () => Message[]
  readonly refused?: boolean
  readonly compression?: CompressionTypes
  readonly topic?: TopicShape
  readonly maxMessageBytes?: number
}

/** Sends that just fit: our headers must never be the reason for a refusal. */
const sized = ({ name, messages, refused = false, compression, topic = {}, maxMessageBytes }: Sized): Scenario => ({
  name,
  covers: ['Producer.send', 'ProducerRecord.messages', 'ProducerRecord.compression'],
  observes: refused ? ['error'] : ['result', 'records'],
  topics: { orders: topic },
  ...(maxMessageBytes !== undefined && { tracing: { maxMessageBytes } }),
  async run(world) {
    const producer = await world.connectedProducer()
    const record = () => ({
      topic: world.topic(),
      messages: messages(),
      ...(compression !== undefined && { compression }),
    })
    await world.attempt('send', () => producer.send(record()))
    await world.attempt('in a trace', () =>
      world.inTrace(() => producer.sendBatch({ topicMessages: [record()], ...record() })),
    )
    await world.noteRecords()
  },
})
const value = (bytes: number): Message => ({ value: Buffer.alloc(bytes, 'x') })
const own = (bytes: number): TopicShape => ({ config: { 'max.message.bytes': String(bytes) } })

export const sizes = theme('size', [
  sized({ name: 'what the broker just takes', messages: () => [value(BROKER_LIMIT - OVERHEAD)] }),
  sized({ name: 'one byte too many', messages: () => [value(BROKER_LIMIT - OVERHEAD + 1)], refused: true }),
  sized({ name: 'just below a million bytes', messages: () => [value(999_900)] }),
  sized({ name: 'a million bytes', messages: () => [value(1_000_000)] }),
  sized({ name: 'between a million bytes and what the broker takes', messages: () => [value(1_048_300)] }),
  sized({
    name: 'a call of many messages that the broker just takes',
    messages: () => Array.from({ length: 1_000 }, () => value(1_036)),
  }),
  sized({
    name: 'a call of many small messages near a million bytes',
    messages: () => Array.from({ length: 2_000 }, (_, i) => ({ key: String(i), ...value(480) })),
  }),
  sized({
    name: 'a call of messages that share a partition with a large one',
    messages: () => [value(1_048_000), ...Array.from({ length: 10 }, () => value(30))],
  }),
  sized({
    name: 'more than the limit, which gzip makes small',
    messages: () => [value(3_000_000)],
    compression: CompressionTypes.GZIP,
  }),
  sized({
    name: 'the own limit of a topic, which the tracing object is told',
    topic: own(4_000),
    maxMessageBytes: 4_000,
    messages: () => [value(4_000 - OVERHEAD)],
  }),
  sized({
    name: 'small messages of which some have room for headers',
    topic: own(4_000),
    maxMessageBytes: 4_000,
    messages: () => Array.from({ length: 25 }, () => value(100)),
  }),
  sized({
    name: 'a topic that takes more',
    topic: own(5_000_000),
    messages: () => [value(3_000_000), value(100)],
  }),
])
