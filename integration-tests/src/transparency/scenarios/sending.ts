import type { ProducerBatch, ProducerConfig, ProducerRecord } from 'kafkajs'
import type { Channel } from '../channels'
import type { Scenario, TopicShape } from '../scenario'
import type { World } from '../world'

/** A call, or a part of it, that the types of kafkajs may not allow: users of JavaScript make such calls too. */
export const untyped = (value: unknown): never => value as never

interface Call {
  readonly name: string
  readonly covers?: readonly string[]
  /** the argument of `send`, made anew for each call */
  readonly record: (world: World) => unknown
  /** the client refuses it: nothing to read afterwards */
  readonly refused?: boolean
  /** the client takes it and sends nothing */
  readonly nothing?: boolean
  readonly topics?: Readonly<Record<string, TopicShape>>
  readonly producer?: ProducerConfig
}

const SENT: readonly Channel[] = ['result', 'records', 'inputs']
const NOTHING: readonly Channel[] = ['result', 'inputs']
const REFUSED: readonly Channel[] = ['error', 'inputs']

/**
 * One record, sent by `send` alone, by `send` inside a trace, and by `sendBatch`: the wrappers make their spans in other ways for
 * each. What the client gives, what arrives, and that the caller's objects stay as they are, is compared.
 */
export function sending({
  name,
  covers = [],
  record,
  refused = false,
  nothing,
  topics,
  producer: config,
}: Call): Scenario {
  return {
    name,
    covers: ['Producer.send', 'Producer.sendBatch', 'ProducerBatch.topicMessages', ...covers],
    observes: refused ? REFUSED : nothing ? NOTHING : SENT,
    ...(topics !== undefined && { topics }),
    async run(world) {
      const producer = await world.connectedProducer(config)
      const given = () => world.input(record(world)) as ProducerRecord
      await world.attempt('send', () => producer.send(given()))
      await world.attempt('send in a trace', () => world.inTrace(() => producer.send(given())))
      await world.attempt('sendBatch', () => producer.sendBatch(world.input(batchOf(record(world)))))
      // a record that no follower has acknowledged is not read yet: one that all have is behind it
      if (!refused && acksOf(record(world)) !== -1) await world.seed(['behind all'])
      await world.noteRecords()
    },
  }
}

/** kafkajs waits for all replicas unless told otherwise. */
function acksOf(record: unknown): unknown {
  return (record as { acks?: unknown } | null | undefined)?.acks ?? -1
}

/** The same as a batch; a record that is none becomes a wrong entry of a batch. */
function batchOf(record: unknown): ProducerBatch {
  if (record === null || typeof record !== 'object') return untyped({ topicMessages: record })
  const { topic, messages, ...options } = record as ProducerRecord
  return { ...options, topicMessages: [{ topic, messages }] }
}

/** Messages to the world's topic. */
export function sendingMessages(name: string, messages: () => unknown, rest: Partial<Call> = {}): Scenario {
  return sending({ name, record: (world) => ({ topic: world.topic(), messages: messages() }), ...rest })
}
