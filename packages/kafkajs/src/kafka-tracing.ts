import {
  Messaging,
  processMessage,
  type CloseOptions,
  type Counts,
  type MessagingOptions,
  type SpanParent,
} from '@filrouge/messaging'
import type { Extraction, TraceContext } from '@filrouge/propagation'
import type { BatchLike, ConsumerLike, KafkaLike, MessageLike, ProducerLike } from './client-shapes'
import { overlay } from './overlay'
import { sourceOf } from './source'
import { tracedConsumer, type BatchGroups } from './traced-consumer'
import { tracedProducer } from './traced-producer'

const WRAPPED = Symbol.for('filrouge.wrapped')

export interface ConsumerOptions {
  /** the consumer group, for the spans' tags; by default learned when the consumer joins */
  readonly groupId?: string
}

/** Wraps kafkajs clients, so that every record carries its span context and every handler runs inside its message's span. */
export interface KafkaTracing {
  /** The producer with traced `send`, `sendBatch` and `transaction`. A wrapped one is returned as it is. */
  producer<P extends ProducerLike>(producer: P): P
  /** The consumer with traced `eachMessage` and `eachBatch`. */
  consumer<C extends ConsumerLike>(consumer: C, options?: ConsumerOptions): C
  /** A `Kafka` whose producers and consumers are wrapped. */
  kafka<K extends KafkaLike>(kafka: K): K
  /** Runs `fn` inside the span of one message of a batch, child of that message's context. */
  withMessage<T>(batch: BatchLike, message: MessageLike, fn: () => T): T
  /** Runs `fn` with a parent for what it sends: a span or span context of the tracer, a `TraceContext`, or what `extract` gave. */
  withParent<T>(parent: object, fn: () => T): T
  counts(): Counts
  /** Flushes and closes the tracer within 5 s; disconnects no client. Wrappers hand everything on as it is afterwards. */
  close(options?: CloseOptions): Promise<void>
}

/** @throws TypeError for options that cannot work: a tracer that was not wrapped, an unknown format or choice */
export function kafkaTracing(options: MessagingOptions): KafkaTracing {
  const messaging = new Messaging(options)
  const groups: BatchGroups = new WeakMap()

  const tracing: KafkaTracing = {
    producer: (producer) => {
      requireMethods('producer', producer, ['send', 'sendBatch'])
      return once(producer, () => tracedProducer(messaging, producer))
    },
    consumer: (consumer, { groupId } = {}) => {
      requireMethods('consumer', consumer, ['run'])
      return once(consumer, () => tracedConsumer(messaging, consumer, groups, groupId))
    },
    kafka: (kafka) => {
      requireMethods('kafka', kafka, ['producer', 'consumer'])
      return once(kafka, () =>
        overlay(kafka, {
          producer: (config: never) => tracing.producer(kafka.producer(config)),
          consumer: (config: never) => tracing.consumer(kafka.consumer(config), groupIdOf(config)),
        }),
      )
    },
    withMessage: (batch, message, fn) => {
      if (!messaging.isOpen) return fn()
      const source = sourceOf(batch.topic, batch.partition, groups.get(batch))
      return processMessage(messaging, source, message, fn)
    },
    withParent: (parent, fn) => messaging.tracer.withActive(parentOf(parent), fn),
    counts: () => messaging.counts(),
    close: (closeOptions) => messaging.close(closeOptions),
  }
  return tracing
}

function requireMethods(name: string, client: unknown, methods: readonly string[]): void {
  const given = client as Partial<Record<string, unknown>> | null | undefined
  const missing = methods.filter((method) => typeof given?.[method] !== 'function')
  if (missing.length === 0) return
  throw new TypeError(`tracing.${name} was given no ${name} of kafkajs: it has no ${missing.join(', ')}`)
}

/** Marked with a registered symbol, so that a second installed copy does not wrap once more. */
function once<T extends object>(client: T, wrap: () => T): T {
  if ((client as { [WRAPPED]?: boolean })[WRAPPED] === true) return client
  return overlay(wrap(), { [WRAPPED]: true })
}

function groupIdOf(config: unknown): ConsumerOptions {
  const groupId = (config as { groupId?: unknown } | undefined)?.groupId
  return typeof groupId === 'string' ? { groupId } : {}
}

function parentOf(parent: object): SpanParent {
  const { context, faults, baggage } = parent as Partial<Extraction>
  if (Array.isArray(faults) && Array.isArray(baggage)) {
    return { ...(context !== undefined && { remote: context }), baggage }
  }
  const { traceId, tracestate } = parent as Partial<TraceContext>
  const isTraceContext = typeof traceId === 'string' && Array.isArray(tracestate)
  return isTraceContext ? { remote: parent as TraceContext, baggage: [] } : { native: parent }
}
