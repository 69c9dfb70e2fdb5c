import type { MessageTracer } from '@filrouge/messaging'

/** A finished span, as each tracer of the suite tells it. */
export interface SeenSpan {
  readonly name: string
  /** 32 hex digits */
  readonly traceId: string
  /** 16 hex digits */
  readonly spanId: string
  readonly parentId?: string | undefined
  readonly kind: string
  /** whether it says that it holds a tombstone */
  readonly isTombstone: boolean
  readonly offset?: string | undefined
  /** the text of the error that it records */
  readonly error?: string | undefined
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
}

export interface RootOptions {
  readonly baggage?: Readonly<Record<string, string>>
}

/** A tracer under test, and how its users make a span active. */
export interface TracedWorld {
  readonly tracer: MessageTracer
  /** Runs `fn` inside a span of the tracer's own, which ends with it; gives that span's identity. */
  inRoot(
    fn: () => Promise<unknown>,
    options?: RootOptions,
  ): Promise<{ readonly traceId: string; readonly spanId: string }>
  /** finished spans, those of `inRoot` too, in the order of their end */
  spans(): readonly SeenSpan[]
  /** whether closing has flushed what there is to flush; absent where the tracer has no way to tell */
  isFlushed?(): boolean
  stop(): Promise<void>
}

export interface TracerUnderTest {
  readonly name: string
  /** whether a record without a context can ask it not to sample */
  readonly takesDecisions: boolean
  start(options: { readonly sampled: boolean }): Promise<TracedWorld> | TracedWorld
}
