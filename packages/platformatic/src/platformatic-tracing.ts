import {
  captureContext,
  captureTracingSpanContext,
  isWrapped,
  Messaging,
  parentOfStored,
  processMessage,
  runUnder,
  type Client,
  type CloseOptions,
  type Counts,
  type MessagingOptions,
  type StoredContext,
} from '@filrouge/messaging'
import type { MessageLike, ProducerLike } from './client-shapes'
import { groupOf, received, stripped } from './received-message'
import { tracedProducer } from './traced-producer'

const COMPONENT = '@platformatic/kafka'

/** Traces clients of `@platformatic/kafka`, so that every record carries its span context and every message is handled inside its span. */
export interface PlatformaticTracing {
  /** The producer with traced `send`, in transactions too. A wrapped one is returned as it is. */
  producer<P extends ProducerLike>(producer: P): P
  /**
   * Runs `fn` inside the span of a message that a stream gave: child of that message's context, ended when what `fn` gives back has
   * settled. Result and error are `fn`'s own. A loop over a stream cannot be inside the span by itself: what is active follows
   * function calls, and a loop body is none.
   *
   * @param fn is handed the message; without the headers of a trace where the topic's policy is to strip them
   */
  process<M extends MessageLike, T>(message: M, fn: (message: M) => T): T
  /** What is active, as plain JSON to store beside a row (outbox); empty where nothing is. */
  captureContext(): StoredContext
  /** The same as text for Debezium's column `tracingspancontext`. */
  captureTracingSpanContext(): string
  /** Runs `fn` with a stored context, of either form, as parent for what it sends; with nothing active where it holds none. */
  withContext<T>(stored: StoredContext | string | null | undefined, fn: () => T): T
  counts(): Counts
  /** Flushes and closes the tracer within 5 s; disconnects no client. Afterwards everything is handed on as it is. */
  close(options?: CloseOptions): Promise<void>
}

/** @throws TypeError for options that cannot work: a tracer that was not wrapped, an unknown format or choice */
export function platformaticTracing(options: MessagingOptions): PlatformaticTracing {
  const messaging = new Messaging(options)
  const client: Client = { component: options.component ?? COMPONENT, yields: false }
  return {
    producer: (producer) => {
      if (typeof (producer as Partial<ProducerLike> | null | undefined)?.send !== 'function') {
        throw new TypeError('tracing.producer was given no producer of @platformatic/kafka: it has no send')
      }
      return isWrapped(producer) ? producer : tracedProducer(messaging, client, producer)
    },
    process: (message, fn) => {
      if (!messaging.isOpen) return fn(message)
      const incoming = messaging.guard.run('a look at a message', () => received(message))
      if (incoming === undefined) return fn(message)
      const { topic, partition } = message
      const consumerGroup = groupOf(message)
      const source = { ...client, topic, partition, ...(consumerGroup !== undefined && { consumerGroup }) }
      const isStripped = messaging.policies.consuming(topic).mode === 'strip'
      return processMessage(messaging, source, incoming, () => fn(isStripped ? stripped(message) : message))
    },
    captureContext: () => captureContext(messaging),
    captureTracingSpanContext: () => captureTracingSpanContext(messaging),
    withContext: (stored, fn) => runUnder(messaging, parentOfStored(messaging, stored), fn),
    counts: () => messaging.counts(),
    close: (closeOptions) => messaging.close(closeOptions),
  }
}
