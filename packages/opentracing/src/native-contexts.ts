import type { SpanIdentity } from '@filrouge/messaging'
import type { BaggageEntry, Decision, FormatName, HeaderFormat, TraceContext } from '@filrouge/propagation'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'
import { isSpan, type Active } from './active-span'
import { dialectOf, formatsWith, type Carrier, type Dialect } from './dialect'
import { jaegerContext, jaegerIdentity } from './jaeger-context'
import { ownCarrier, ownContext, ownHeaders } from './own-headers'
import { identityIn, toSpanContext } from './span-context'

/** Between a tracer's span contexts and those of headers, through the text maps that the tracer injects and extracts. */
export class NativeContexts {
  readonly #tracer: Tracer
  readonly #isEncoded: boolean
  #dialect: Dialect | undefined
  #isProbed = false
  #isJaeger = false
  #ownKeys: readonly string[] | undefined
  /** Of dialects that have no place for it: what came in with a context goes out again with what hangs on it. */
  readonly #tracestates = new WeakMap<object, readonly string[]>()
  #hasTracestates = false

  /** @param options.isShim an OpenTelemetry tracer stands behind it */
  constructor(tracer: Tracer, { isShim }: { readonly isShim: boolean }) {
    this.#tracer = tracer
    this.#isEncoded = isShim
  }

  /** Found at the first message, since a tracer may only then be set up; nothing for one that writes no context or an unknown one. */
  get dialect(): Dialect | undefined {
    if (!this.#isProbed) this.#probe()
    return this.#dialect
  }

  /** What is written unless a user names formats. */
  formats(): readonly (FormatName | HeaderFormat)[] {
    const { dialect } = this
    if (dialect !== undefined || this.#ownKeys === undefined) return formatsWith(dialect)
    return [ownHeaders(this.#ownKeys)]
  }

  identityOf(native: Active): SpanIdentity {
    const isStarted = isSpan(native)
    const context = isStarted ? native.context() : native
    const identity = (this.#isJaeger && jaegerIdentity(context, isStarted)) || this.#injected(context)
    if (!this.#hasTracestates) return identity
    const own = identity.context
    const tracestate = own?.tracestate.length === 0 ? this.#tracestates.get(native) : undefined
    if (own === undefined || tracestate === undefined) return identity
    return { context: { ...own, tracestate }, baggage: identity.baggage }
  }

  /** What the tracer writes of a context. */
  #injected(native: SpanContext): SpanIdentity {
    const carrier: Carrier = {}
    this.#tracer.inject(native, FORMAT_TEXT_MAP, carrier)
    if (this.dialect === undefined) {
      const keys = Object.keys(carrier)
      if (keys.length === 0) return NOTHING
      // A global tracer may have been set since, or this one reads none of the formats and writes one of its own.
      this.#probe()
      if (this.#dialect === undefined) {
        const context = ownContext(carrier)
        if (context === undefined) return NOTHING
        this.#ownKeys = Object.keys(ownCarrier(context) ?? {})
        return { context, baggage: [] }
      }
    }
    const dialect = this.#dialect as Dialect
    return identityIn(carrier, dialect, this.#encodes(dialect))
  }

  /** Hands the tracestate of a parent on to a span that hangs on it. */
  inherit(native: Active, parent: Active | undefined): void {
    if (!this.#hasTracestates || parent === undefined) return
    const tracestate = this.#tracestates.get(parent)
    if (tracestate !== undefined) this.#tracestates.set(native, tracestate)
  }

  /** Positions, and not one object, since it is asked for every message. */
  toNative(
    context: TraceContext | undefined,
    baggage: readonly BaggageEntry[],
    decision?: Decision,
  ): SpanContext | undefined {
    const { dialect } = this
    if (dialect === undefined) {
      const own = context && ownCarrier(context)
      return own && (this.#tracer.extract(FORMAT_TEXT_MAP, { ...own }) ?? undefined)
    }
    const isPlain = context !== undefined && baggage.length === 0 && decision === undefined
    const native =
      isPlain && dialect.contexts !== undefined
        ? jaegerContext(dialect.contexts, context)
        : toSpanContext(this.#tracer, dialect, { context, baggage, decision }, this.#encodes(dialect))
    const tracestate = context?.tracestate
    if (tracestate !== undefined && tracestate.length > 0 && isObject(native)) {
      this.#tracestates.set(native, tracestate)
      this.#hasTracestates = true
    }
    return native
  }

  #encodes({ format }: Dialect): boolean {
    return this.#isEncoded && format === 'uber-trace-id'
  }

  #probe(): void {
    this.#dialect = dialectOf(this.#tracer)
    this.#isProbed = true
    this.#isJaeger = this.#dialect?.tracer === 'jaeger-client'
  }
}

export function contextOf(active: Active): SpanContext {
  return isSpan(active) ? active.context() : active
}

function isObject(native: unknown): native is object {
  return typeof native === 'object' && native !== null
}

const NOTHING: SpanIdentity = { baggage: [] }
