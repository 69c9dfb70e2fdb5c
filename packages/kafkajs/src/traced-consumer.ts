import { processBatch, processMessage, type IncomingMessage, type Messaging, type Source } from '@filrouge/messaging'
import type { BatchLike, MessageLike } from './client-shapes'
import { overlay } from './overlay'

export const COMPONENT = 'kafkajs'

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
  const source = (topic: string, partition: number): Source => {
    const consumerGroup = group()
    return { component: COMPONENT, topic, partition, ...(consumerGroup !== undefined && { consumerGroup }) }
  }
  const handlers: PropertyDescriptorMap = {}
  if (typeof eachMessage === 'function') {
    handlers['eachMessage'] = handler((payload: MessagePayload) => {
      if (!messaging.isOpen) return eachMessage(payload)
      const { topic, partition, message } = payload
      return processMessage(messaging, source(topic, partition), message as IncomingMessage, () => eachMessage(payload))
    })
  }
  if (typeof eachBatch === 'function') {
    handlers['eachBatch'] = handler((payload: BatchPayload) => {
      if (!messaging.isOpen) return eachBatch(payload)
      const { batch } = payload
      const from = source(batch.topic, batch.partition)
      if (from.consumerGroup !== undefined) groups.set(batch, from.consumerGroup)
      return processBatch(messaging, from, batch.messages as readonly IncomingMessage[], () => eachBatch(payload))
    })
  }
  // Derived, not copied: getters of a class and settings of later versions stay as they are.
  return Object.create(config, handlers) as RunConfig
}

function handler(value: unknown): PropertyDescriptor {
  return { value, enumerable: true }
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
