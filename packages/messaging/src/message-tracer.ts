import type { BaggageEntry, Decision, FormatName, HeaderFormat, TraceContext } from '@filrouge/propagation'

/** Where a span hangs: on a live span of this process (the tracer's own object), or on what a record's headers said. */
export type SpanParent =
  | { readonly native: unknown }
  | {
      /** absent where only baggage arrived: the span is a root that carries it on */
      readonly remote?: TraceContext | undefined
      readonly baggage: readonly BaggageEntry[]
    }

/** What the conventions record of a message hop; each tracer has its own names for these. Undefined is not known. */
export interface MessageAttributes {
  /** the client, such as `kafkajs` */
  readonly component?: string | undefined
  readonly topic?: string | undefined
  readonly partition?: number | undefined
  /** text, since offsets exceed 2^53 */
  readonly offset?: string | undefined
  readonly consumerGroup?: string | undefined
  readonly clientId?: string | undefined
  readonly batchSize?: number | undefined
  /** a message without a value, which compaction takes for a deletion */
  readonly tombstone?: boolean | undefined
  /** milliseconds between the record's timestamp and its receipt, never negative */
  readonly queueTimeMs?: number | undefined
  /** who set that timestamp: the producer when it made the record, or the broker when it appended it (LogAppendTime) */
  readonly queueTimeFrom?: 'create' | 'append' | undefined
  /** links that a batch did not get because of its budget */
  readonly linksDropped?: number | undefined
  /** recorded only where asked for; text, bounded */
  readonly key?: string | undefined
  /** how often the message was handled, this time included; from 2 on, since a republished message says so */
  readonly attempt?: number | undefined
  /** where a republished message stood first */
  readonly originalTopic?: string | undefined
  readonly originalPartition?: number | undefined
  /** text, since offsets exceed 2^53 */
  readonly originalOffset?: string | undefined
  /** the record was older than `maxAge`: its context is linked, not continued */
  readonly replayed?: boolean | undefined
  /** contexts of other formats or copies that lost against the one in use */
  readonly conflicts?: number | undefined
}

/** Attributes while they are gathered: one object a hop, since objects that are spread into others cost more than a span. */
export type GatheredAttributes = { -readonly [Name in keyof MessageAttributes]: MessageAttributes[Name] }

export interface SpanRequest {
  readonly name: string
  readonly kind: 'producer' | 'consumer'
  /** milliseconds since 1970, with microseconds in the fraction */
  readonly startTime: number
  /** absent: a new trace, never the ambient span */
  readonly parent?: SpanParent | undefined
  /** contexts that this span points back to without being their child; together with no remote parent the trace is new */
  readonly links: readonly TraceContext[]
  /** what a record without a context asks of the trace that starts here, such as `b3: 0`; tracers without a way ignore it */
  readonly decision?: Decision | undefined
  readonly attributes: MessageAttributes
}

/** What headers say of a span: nothing where the tracer has no ids, as a no-op tracer. */
export interface SpanIdentity {
  readonly context?: TraceContext | undefined
  readonly baggage: readonly BaggageEntry[]
}

/** A span of a message hop. Its tracer may throw from any of these; callers of the port guard them. */
export interface MessageSpan extends SpanIdentity {
  /** the tracer's own span */
  readonly native: unknown
  describe(attributes: MessageAttributes): void
  fail(error: unknown): void
  /** @param endTime milliseconds since 1970, with microseconds in the fraction */
  finish(endTime: number): void
}

/** What tracing messages needs of a tracer. `@filrouge/opentracing` has one over any OpenTracing tracer. */
export interface MessageTracer {
  /** the formats written unless the user names others; a tracer whose own form has no name gives a format */
  defaultFormats(): readonly (FormatName | HeaderFormat)[]
  start(request: SpanRequest): MessageSpan
  active(): SpanParent | undefined
  /** what headers would carry of a parent, without a span of one's own */
  identityOf(parent: SpanParent): SpanIdentity
  /**
   * Whether all that it would start goes nowhere now. Asked of each call and message, since a tracer may be registered later.
   * Absent: never. Messages are then handed through, and their headers are not read.
   */
  isNoop?(): boolean
  /** runs `fn` with `parent` active, or with nothing active */
  withActive<T>(parent: SpanParent | undefined, fn: () => T): T
  /** sends off what is buffered and frees what the tracer holds */
  close(): Promise<void>
}
