import {
  overlay,
  captureContext,
  captureTracingSpanContext,
  forEachMessage,
  isWrapped,
  Messaging,
  parentOfStored,
  processMessage,
  republish,
  runUnder,
  wrappedMark,
  type CloseOptions,
  type Counts,
  type ForEachOptions,
  type MessagingOptions,
  type RepublishedMessage,
  type RepublishOptions,
  type StoredContext,
} from '@filrouge/messaging'
import type { BatchLike, BatchPayloadLike, ConsumerLike, KafkaLike, MessageLike, ProducerLike } from './client-shapes'
import { groupIdOf } from './consumer-group'
import { parentOf } from './parent'
import { sourceFrom, tracedConsumer, type HandledBatches } from './traced-consumer'
import { tracedProducer } from './traced-producer'

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
  /** A `Kafka` whose producers and consumers are wrapped; those that its own methods make inside of a subclass are not. */
  kafka<K extends KafkaLike>(kafka: K): K
  /** Runs `fn` inside the span of one message of a batch, child of that message's context. */
  withMessage<T>(batch: BatchLike, message: MessageLike, fn: () => T): T
  /**
   * Handles the messages of a batch, each inside its own span, several at once where asked. Resolves only offsets below which all
   * are done, sends heartbeats, and stops where the batch is stale or a message fails.
   *
   * @throws what `fn` threw first, after those that run have ended
   */
  forEachMessage<P extends BatchPayloadLike>(
    payload: P,
    options: ForEachOptions,
    fn: (message: P['batch']['messages'][number]) => unknown,
  ): Promise<void>
  /**
   * A received message as one to send to a retry or dead letter topic: its own key, value and headers, the attempt's number, where it
   * stood first, what failed (`REPUBLISHED`). One trace from the first attempt on.
   */
  republish(
    from: { readonly topic: string; readonly partition: number; readonly message: MessageLike },
    options?: RepublishOptions,
  ): RepublishedMessage
  /** What is active, as plain JSON to store beside a row (outbox); empty where nothing is. */
  captureContext(): StoredContext
  /** The same as text for Debezium's column `tracingspancontext`. */
  captureTracingSpanContext(): string
  /** Runs `fn` with a stored context, of either form, as parent for what it sends; with nothing active where it holds none. */
  withContext<T>(stored: StoredContext | string | null | undefined, fn: () => T): T
  /** Runs `fn` with a parent for what it sends: a span or span context of the tracer, a `TraceContext`, or what `extract` gave. */
  withParent<T>(parent: object, fn: () => T): T
  counts(): Counts
  /** Flushes and closes the tracer within 5 s; disconnects no client. Wrappers hand everything on as it is afterwards. */
  close(options?: CloseOptions): Promise<void>
}

/** @throws TypeError for options that cannot work: a tracer that was not wrapped, an unknown format or choice */
export function kafkaTracing(options: MessagingOptions): KafkaTracing {
  const messaging = new Messaging(options)
  const batches: HandledBatches = new WeakMap()
  const unknownClient = { component: options.component ?? 'kafkajs', yields: false }

  const tracing: KafkaTracing = {
    producer: (producer) => {
      requireMethods('producer', producer, ['send', 'sendBatch'])
      return isWrapped(producer) ? producer : tracedProducer(messaging, producer)
    },
    consumer: (consumer, { groupId } = {}) => {
      requireMethods('consumer', consumer, ['run'])
      return isWrapped(consumer) ? consumer : tracedConsumer(messaging, consumer, batches, groupId)
    },
    kafka: (kafka) => {
      requireMethods('kafka', kafka, ['producer', 'consumer'])
      if (isWrapped(kafka)) return kafka
      return overlay(kafka, {
        ...wrappedMark,
        producer: (...given: never[]) => tracing.producer(kafka.producer(...(given as [never]))),
        consumer: (...given: never[]) => tracing.consumer(kafka.consumer(...(given as [never])), groupIdOf(given[0])),
      })
    },
    withMessage: (batch, message, fn) => {
      if (!messaging.isOpen) return fn()
      const source = batches.get(batch)?.source ?? sourceFrom(unknownClient, batch.topic, batch.partition)
      return processMessage(messaging, source, message, fn)
    },
    forEachMessage: (payload, forEachOptions, fn) => {
      const autoResolves = batches.get(payload.batch)?.autoResolves ?? true
      return forEachMessage(payload, forEachOptions, autoResolves, (message) =>
        tracing.withMessage(payload.batch, message, () => fn(message)),
      )
    },
    republish: ({ topic, partition, message }, republishOptions) =>
      republish(messaging, { topic, partition }, message, republishOptions),
    captureContext: () => captureContext(messaging),
    captureTracingSpanContext: () => captureTracingSpanContext(messaging),
    withContext: (stored, fn) => runUnder(messaging, parentOfStored(messaging, stored), fn),
    withParent: (parent, fn) =>
      runUnder(
        messaging,
        messaging.guard.run('reading a parent', () => parentOf(parent)),
        fn,
      ),
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
