import {
  derived,
  overlay,
  processBatch,
  processMessage,
  runUnder,
  withoutTrace,
  wrappedMark,
  type Client,
  type Messaging,
  type Source,
} from '@filrouge/messaging'
import type { BatchLike, MessageLike } from './client-shapes'
import { groupOf } from './consumer-group'
import { clientOf } from './wiring'

interface MessagePayload {
  readonly topic: string
  readonly partition: number
  readonly message: MessageLike
}
interface BatchPayload {
  readonly batch: BatchLike
}
/** kafkajs calls a handler with its runner as `this`. */
type Handler<P> = (this: unknown, payload: P) => unknown
interface RunConfig {
  readonly eachMessage?: Handler<MessagePayload>
  readonly eachBatch?: Handler<BatchPayload>
  readonly eachBatchAutoResolve?: unknown
}

/** A batch that is being handled, for `withMessage` and `forEachMessage`. */
export interface HandledBatch {
  readonly source: Source
  readonly autoResolves: boolean
}
export type HandledBatches = WeakMap<BatchLike, HandledBatch>

/** Traces the handlers of `run`. Payloads, results and errors are the client's and the handler's own. */
export function tracedConsumer<C extends object>(
  messaging: Messaging,
  consumer: C,
  batches: HandledBatches,
  groupId: string | undefined,
): C {
  const client = clientOf(messaging, consumer, 'consumer')
  const { run } = consumer as { run: (...given: unknown[]) => Promise<void> }
  const group = groupOf(consumer, groupId)
  // messages come in runs of one partition
  let last: Source | undefined
  const sourceOf = (topic: string, partition: number): Source => {
    const consumerGroup = group()
    if (last?.partition === partition && last.topic === topic && last.consumerGroup === consumerGroup) return last
    return (last = sourceFrom(client, topic, partition, consumerGroup))
  }
  return overlay(consumer, {
    ...wrappedMark,
    run: (...[config, ...more]: unknown[]) => {
      // a getter that throws is left to the client, which reads it too
      const traced = messaging.guard.run('a look at handlers', () =>
        isRunConfig(config) ? tracedConfig(messaging, config, batches, sourceOf) : undefined,
      )
      const start = () => run.call(consumer, traced ?? config, ...more)
      // Nothing of ours is active in the consumer then: what is active in a handler is the other instrumentation's.
      return client.yields ? runUnder(messaging, undefined, start) : start()
    },
  })
}

/** Whether a handler runs inside the span of another instrumentation, which ours leaves active. */
function isForeignActive({ guard, tracer }: Messaging, { yields }: Source): boolean {
  return yields && guard.run('reading the active span', () => tracer.active()) !== undefined
}

export function sourceFrom(
  { component, yields }: Client,
  topic: string,
  partition: number,
  consumerGroup?: string,
): Source {
  return { component, yields, topic, partition, consumerGroup }
}

function tracedConfig(
  messaging: Messaging,
  config: RunConfig,
  batches: HandledBatches,
  sourceOf: (topic: string, partition: number) => Source,
) {
  const { eachMessage, eachBatch } = config
  const strips = (topic: string) => messaging.policies.consuming(topic).mode === 'strip'
  const handlers: { eachMessage?: Handler<MessagePayload>; eachBatch?: Handler<BatchPayload> } = {}
  if (typeof eachMessage === 'function') {
    handlers.eachMessage = function (payload) {
      if (!messaging.isOpen) return eachMessage.call(this, payload)
      const { topic, partition, message } = payload
      const given = strips(topic) ? derived(payload, { message: withoutTrace(message) }) : payload
      const source = sourceOf(topic, partition)
      if (isForeignActive(messaging, source)) return eachMessage.call(this, given)
      return processMessage(messaging, source, message, () => eachMessage.call(this, given))
    }
  }
  if (typeof eachBatch === 'function') {
    handlers.eachBatch = function (payload) {
      const { batch } = payload
      const source = sourceOf(batch.topic, batch.partition)
      const given = messaging.isOpen && strips(batch.topic) ? stripped(batch) : batch
      batches.set(given, { source, autoResolves: config.eachBatchAutoResolve !== false })
      if (!messaging.isOpen) return eachBatch.call(this, payload)
      const handed = given === batch ? payload : derived(payload, { batch: given })
      if (isForeignActive(messaging, source)) return eachBatch.call(this, handed)
      return processBatch(messaging, source, batch.messages, () => eachBatch.call(this, handed))
    }
  }
  return derived(config, handlers)
}

function stripped(batch: BatchLike): BatchLike {
  return derived(batch, { messages: batch.messages.map(withoutTrace) })
}

function isRunConfig(config: unknown): config is RunConfig {
  return config !== null && typeof config === 'object'
}
