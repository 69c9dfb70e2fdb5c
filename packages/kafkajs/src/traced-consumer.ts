import { processBatch, processMessage, type Messaging } from '@filrouge/messaging'
import type { BatchLike, MessageLike } from './client-shapes'
import { derived } from './derived'
import { overlay } from './overlay'
import { sourceOf } from './source'

interface MessagePayload {
  readonly topic: string
  readonly partition: number
  readonly message: MessageLike
}
interface BatchPayload {
  readonly batch: BatchLike
}
type Handler<P> = (payload: P) => unknown
interface RunConfig {
  readonly eachMessage?: Handler<MessagePayload>
  readonly eachBatch?: Handler<BatchPayload>
}

/** The consumer group of each batch that is being handled, for `withMessage`. */
export type BatchGroups = WeakMap<BatchLike, string>

/** Traces the handlers of `run`. Payloads, results and errors are the client's and the handler's own. */
export function tracedConsumer<C extends object>(
  messaging: Messaging,
  consumer: C,
  groups: BatchGroups,
  groupId: string | undefined,
): C {
  const { run } = consumer as { run: (config?: unknown) => Promise<void> }
  const group = groupOf(consumer, groupId)
  return overlay(consumer, {
    run: (config?: unknown) => {
      const wrapped = isRunConfig(config) ? tracedConfig(messaging, config, groups, group) : config
      return run.call(consumer, wrapped)
    },
  })
}

function tracedConfig(messaging: Messaging, config: RunConfig, groups: BatchGroups, group: () => string | undefined) {
  const { eachMessage, eachBatch } = config
  const handlers: { eachMessage?: Handler<MessagePayload>; eachBatch?: Handler<BatchPayload> } = {}
  if (typeof eachMessage === 'function') {
    handlers.eachMessage = (payload) => {
      if (!messaging.isOpen) return eachMessage(payload)
      const { topic, partition, message } = payload
      return processMessage(messaging, sourceOf(topic, partition, group()), message, () => eachMessage(payload))
    }
  }
  if (typeof eachBatch === 'function') {
    handlers.eachBatch = (payload) => {
      if (!messaging.isOpen) return eachBatch(payload)
      const { batch } = payload
      const from = sourceOf(batch.topic, batch.partition, group())
      if (from.consumerGroup !== undefined) groups.set(batch, from.consumerGroup)
      return processBatch(messaging, from, batch.messages, () => eachBatch(payload))
    }
  }
  return derived(config, handlers)
}

function isRunConfig(config: unknown): config is RunConfig {
  return config !== null && typeof config === 'object'
}

/** kafkajs tells a consumer's group in its GROUP_JOIN event only; a caller that knows it may say so. */
function groupOf(consumer: object, known: string | undefined): () => string | undefined {
  let group = known
  const { on, events } = consumer as {
    on?: (event: string, listener: (event: { payload?: { groupId?: string } }) => void) => unknown
    events?: { GROUP_JOIN?: string }
  }
  if (group === undefined && typeof on === 'function' && typeof events?.GROUP_JOIN === 'string') {
    on.call(consumer, events.GROUP_JOIN, (event) => {
      group = event.payload?.groupId
    })
  }
  return () => group
}
