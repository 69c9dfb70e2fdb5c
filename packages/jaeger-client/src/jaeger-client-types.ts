/**
 * The fields of jaeger-client 3.19 that are read here. It publishes no types, and all but the two identifiers below are
 * private by name: its own reporters read them in the same way (`dist/src/thrift.js`).
 */
export interface JaegerSpan {
  readonly _operationName: string
  readonly _spanContext: JaegerSpanContext
  /** Milliseconds since 1970, fractions allowed. */
  readonly _startTime: number
  /** Milliseconds, set by `finish()`. */
  readonly _duration?: number
  readonly _tags: readonly JaegerTag[]
  readonly _logs: readonly JaegerLog[]
  readonly _references: readonly JaegerReference[]
  readonly _tracer: { readonly _process: JaegerProcess }
}

export interface JaegerSpanContext {
  /** 8 or 16 bytes, big-endian; null in a context that carries only baggage or a debug id. */
  readonly traceId: Uint8Array | null | undefined
  /** 8 bytes. */
  readonly spanId: Uint8Array | null | undefined
  readonly parentId: Uint8Array | null | undefined
  /** Bit 0 sampled, bit 1 debug, bit 3 firehose. */
  readonly flags: number
  isRemote(): boolean
}

export interface JaegerTag {
  readonly key: string
  readonly value: unknown
}

export interface JaegerLog {
  /** Milliseconds since 1970, fractions allowed. */
  readonly timestamp: number
  readonly fields: readonly JaegerTag[]
}

export interface JaegerReference {
  /** `child_of` or `follows_from`. */
  type(): string
  /** A span where the caller gave one: opentracing takes its context only of its own class, which jaeger-client's is not. */
  referencedContext(): JaegerSpanContext | { context(): JaegerSpanContext } | null
}

export interface JaegerProcess {
  readonly serviceName: string
  readonly tags: readonly JaegerTag[]
}
