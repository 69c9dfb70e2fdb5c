import type { SpanIdentity } from '@filrouge/messaging'
import type { FormatName } from '@filrouge/propagation'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'
import { dialectOf, formatsWith, type Carrier, type Dialect } from './dialect'
import { ownCarrier, ownContext, ownHeaders } from './own-headers'
import { identityIn, toSpanContext, type Received } from './span-context'

/** Between a tracer's span contexts and those of headers, through the text maps that the tracer injects and extracts. */
export class NativeContexts {
  readonly #tracer: Tracer
  readonly #isEncoded: boolean
  #dialect: Dialect | undefined
  #isProbed = false
  #ownKeys: readonly string[] | undefined

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
  formats(): readonly FormatName[] {
    const { dialect } = this
    if (dialect !== undefined || this.#ownKeys === undefined) return formatsWith(dialect)
    // The port speaks of names; what becomes of them takes formats of other people as well.
    return [ownHeaders(this.#ownKeys) as unknown as FormatName]
  }

  identityOf(native: SpanContext): SpanIdentity {
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
    return identityIn(carrier, this.#dialect as Dialect, this.#isEncoded && this.#dialect?.format === 'uber-trace-id')
  }

  toNative(received: Received): SpanContext | undefined {
    const { dialect } = this
    if (dialect !== undefined) {
      return toSpanContext(this.#tracer, dialect, received, this.#isEncoded && dialect.format === 'uber-trace-id')
    }
    const own = received.context && ownCarrier(received.context)
    return own && (this.#tracer.extract(FORMAT_TEXT_MAP, { ...own }) ?? undefined)
  }

  #probe(): void {
    this.#dialect = dialectOf(this.#tracer)
    this.#isProbed = true
  }
}

const NOTHING: SpanIdentity = { baggage: [] }
