/** What a hook is told of a hop: of a batch or a send of several messages no single message. */
export interface HopInfo {
  readonly hop: 'send' | 'receive' | 'process'
  readonly topic: string
  /** the client's own object; do not change it */
  readonly message?: unknown
}

/** Adds to spans what only a user knows. `span` is the tracer's own span, such as an OpenTracing `Span`. */
export interface SpanDecorator {
  onStart?(span: unknown, info: HopInfo): void
  /** before the span is finished; `error` is what the client or the handler threw */
  onEnd?(span: unknown, info: HopInfo, outcome: { readonly error?: unknown }): void
}

export type SpanNameProvider = (info: HopInfo) => string | undefined
