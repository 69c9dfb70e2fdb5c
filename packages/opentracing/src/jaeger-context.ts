import type { SpanIdentity } from '@filrouge/messaging'
import { LIMITS, type BaggageEntry, type TraceContext } from '@filrouge/propagation'
import type { SpanContext } from 'opentracing'

/** What is read of a span context of jaeger-client 3; texts are hex without leading zeros, or as they were received. */
interface JaegerContext {
  /** its text where it was received or asked for before, and else its bytes: the getters make each of the other and keep it */
  readonly _traceIdStr: unknown
  readonly _traceId: unknown
  readonly traceIdStr: unknown
  readonly spanIdStr: unknown
  /** 8 bytes; of a context with texts they are made first, which takes long */
  readonly spanId: unknown
  readonly parentIdStr: unknown
  readonly flags: unknown
  readonly baggage: Readonly<Record<string, unknown>>
}

/** The class of jaeger-client's span contexts; it is not exported by name in all versions. */
export interface JaegerContextClass {
  withStringIds(traceId: string, spanId: string, parentId: string | null, flags: number): SpanContext & Remote
}
interface Remote {
  _setRemote(isRemote: boolean): void
}

const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)
const NO_TRACESTATE: readonly string[] = []
const NO_BAGGAGE: readonly BaggageEntry[] = []
const SAMPLED = 1
const DEBUG = 2

/** Ids of one kind. Spans that follow each other are often of one trace and one parent, whose text is looked at once. */
class Ids {
  readonly #shape: RegExp
  readonly #digits: number
  #text = ''
  #padded: string | undefined

  constructor(digits: number) {
    this.#shape = new RegExp(`^[0-9a-f]{1,${String(digits)}}$`)
    this.#digits = digits
  }

  /** Undefined for what is none. */
  padded(text: unknown): string | undefined {
    if (typeof text !== 'string') return undefined
    if (text !== this.#text) {
      this.#padded = this.#shape.test(text) ? text.padStart(this.#digits, '0') : undefined
      this.#text = text
    }
    return this.#padded
  }
}

const traceIds = new Ids(32)
const spanIds = new Ids(16)
const parentIds = new Ids(16)

/**
 * What a span context of jaeger-client says, which is what its `inject` writes into a text map. Asking it spares a text that is
 * made to be parsed, which takes longer than the span. Nothing where it is not as expected: it is left to `inject` then.
 *
 * @param isStarted a span of this process, whose own id is bytes
 */
export function jaegerIdentity(native: object, isStarted = false): SpanIdentity | undefined {
  const jaeger = native as JaegerContext
  const { flags } = jaeger
  const traceId = (jaeger._traceIdStr ? undefined : traceIdOf(jaeger._traceId)) ?? traceIds.padded(jaeger.traceIdStr)
  const spanId = (isStarted ? spanIdOf(jaeger.spanId) : undefined) ?? spanIds.padded(jaeger.spanIdStr)
  const parent = jaeger.parentIdStr ?? NO_SPAN
  const parentId = parent === NO_SPAN ? NO_SPAN : parentIds.padded(parent)
  if (traceId === undefined || spanId === undefined || parentId === undefined || typeof flags !== 'number') {
    return undefined
  }
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined
  const sampled = (flags & SAMPLED) !== 0
  const debug = sampled && (flags & DEBUG) !== 0
  const format = 'uber-trace-id'
  const context =
    parentId === NO_SPAN
      ? { traceId, spanId, sampled, debug, format, tracestate: NO_TRACESTATE }
      : { traceId, spanId, parentId, sampled, debug, format, tracestate: NO_TRACESTATE }
  return { context, baggage: entriesOf(jaeger.baggage) }
}

/** A trace id's bytes, of which jaeger-client makes 8 or 16. */
function traceIdOf(id: unknown): string | undefined {
  if (!(id instanceof Uint8Array)) return undefined
  if (id.length === 16) return hex128(id)
  return id.length === 8 ? NO_SPAN + hex64(id) : undefined
}

function spanIdOf(id: unknown): string | undefined {
  return id instanceof Uint8Array && id.length === 8 ? hex64(id) : undefined
}

const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const high = (bytes: Uint8Array, at: number) => DIGITS[(bytes[at] as number) >> 4] as number
const low = (bytes: Uint8Array, at: number) => DIGITS[(bytes[at] as number) & 15] as number

/** Eight bytes as hex. A buffer's own `toString` leaves JavaScript for it, which takes twice as long. */
function hex64(id: Uint8Array): string {
  // prettier-ignore
  return String.fromCharCode(
    high(id, 0), low(id, 0), high(id, 1), low(id, 1), high(id, 2), low(id, 2), high(id, 3), low(id, 3),
    high(id, 4), low(id, 4), high(id, 5), low(id, 5), high(id, 6), low(id, 6), high(id, 7), low(id, 7),
  )
}

function hex128(id: Uint8Array): string {
  // prettier-ignore
  return String.fromCharCode(
    high(id, 0), low(id, 0), high(id, 1), low(id, 1), high(id, 2), low(id, 2), high(id, 3), low(id, 3),
    high(id, 4), low(id, 4), high(id, 5), low(id, 5), high(id, 6), low(id, 6), high(id, 7), low(id, 7),
    high(id, 8), low(id, 8), high(id, 9), low(id, 9), high(id, 10), low(id, 10), high(id, 11), low(id, 11),
    high(id, 12), low(id, 12), high(id, 13), low(id, 13), high(id, 14), low(id, 14), high(id, 15), low(id, 15),
  )
}

function entriesOf(baggage: JaegerContext['baggage']): readonly BaggageEntry[] {
  const keys = Object.keys(baggage)
  if (keys.length === 0) return NO_BAGGAGE
  return keys.slice(0, LIMITS.baggageEntries).map((key) => ({ key, value: String(baggage[key]) }))
}

/**
 * The class of a context that jaeger-client extracted, for `jaegerContext`: where what is made with it says the same as what was
 * extracted. Nothing for any other.
 */
export function jaegerContextClass(extracted: object): JaegerContextClass | undefined {
  const { constructor: made } = extracted as { readonly constructor: Partial<JaegerContextClass> }
  const isKnown = typeof made.withStringIds === 'function' && typeof (extracted as Remote)._setRemote === 'function'
  const context = jaegerIdentity(extracted)?.context
  if (!isKnown || context === undefined) return undefined
  const again = jaegerIdentity(jaegerContext(made as JaegerContextClass, context))?.context
  const isSame =
    again?.traceId === context.traceId && again.spanId === context.spanId && again.sampled === context.sampled
  return isSame ? (made as JaegerContextClass) : undefined
}

/** A received context as jaeger-client's own, as its `extract` makes it of a text (a fifth of the time). */
export function jaegerContext(
  made: JaegerContextClass,
  { traceId, spanId, sampled, debug }: TraceContext,
): SpanContext {
  const flags = sampled === true ? (debug ? SAMPLED | DEBUG : SAMPLED) : 0
  const context = made.withStringIds(traceId, spanId, null, flags)
  context._setRemote(true)
  return context
}
