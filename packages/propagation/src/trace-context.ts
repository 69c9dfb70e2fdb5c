/** The identity of a span as it travels between processes. Ids are lower-case hex of full length and never all zero. */
export interface TraceContext {
  /** 32 hex digits; the high 16 are zero where the sender had 64-bit ids */
  readonly traceId: string
  /** 16 hex digits */
  readonly spanId: string
  /** 16 hex digits; only Jaeger's and Zipkin's formats carry it */
  readonly parentId?: string
  /** absent = deferred: the sender left the decision to the receiver */
  readonly sampled?: boolean
  /** the trace is kept whatever samplers say; only together with `sampled` */
  readonly debug: boolean
  /** the name of the format that the ids came from, such as `traceparent` */
  readonly format: string
  /** members `key=value`, newest first; empty without `tracestate` */
  readonly tracestate: readonly string[]
}

/** Sampling as headers say it: undefined is deferred. */
export interface Sampling {
  readonly sampled: boolean | undefined
  readonly debug: boolean
}

/** A context read from headers; what is undefined is left out. */
export function contextOf(
  format: string,
  traceId: string,
  spanId: string,
  { sampled, debug }: Sampling,
  parentId?: string,
  tracestate = NO_TRACESTATE,
): TraceContext {
  // Not by spreads, which take longer than the rest of a header's reading.
  if (parentId === undefined) {
    if (sampled === undefined) return { traceId, spanId, debug, format, tracestate }
    return { traceId, spanId, sampled, debug, format, tracestate }
  }
  if (sampled === undefined) return { traceId, spanId, parentId, debug, format, tracestate }
  return { traceId, spanId, parentId, sampled, debug, format, tracestate }
}

export const NO_TRACESTATE: readonly string[] = []

/** One key of the baggage. W3C properties are kept as the text that followed the first `;`. */
export interface BaggageEntry {
  readonly key: string
  readonly value: string
  readonly properties?: string
}

/** Whether two trace ids name one trace: a sender with 64-bit ids leaves the high half zero (spec, section 8). */
export function sameTrace(a: string, b: string): boolean {
  if (a === b) return true
  return (a.startsWith(ZERO_HALF) || b.startsWith(ZERO_HALF)) && a.endsWith(b.slice(16))
}

export const ZERO_HALF = '0000000000000000'
