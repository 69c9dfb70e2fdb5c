import type { SpanIdentity } from '@filrouge/messaging'
import { LIMITS, type BaggageEntry } from '@filrouge/propagation'

/** What is read of a span context of jaeger-client 3; ids are hex without leading zeros, or as they were received. */
interface JaegerContext {
  readonly traceIdStr: unknown
  readonly spanIdStr: unknown
  readonly parentIdStr: unknown
  readonly flags: unknown
  readonly baggage: Readonly<Record<string, unknown>>
}

const TRACE_ID = /^[0-9a-f]{1,32}$/
const SPAN_ID = /^[0-9a-f]{1,16}$/
const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)
const NO_TRACESTATE: readonly string[] = []
const NO_BAGGAGE: readonly BaggageEntry[] = []
const SAMPLED = 1
const DEBUG = 2

/**
 * What a span context of jaeger-client says, which is what its `inject` writes into a text map. Asking it spares a text that is
 * made to be parsed, which takes longer than the span. Nothing where it is not as expected: it is left to `inject` then.
 */
export function jaegerIdentity(native: object): SpanIdentity | undefined {
  const { traceIdStr, spanIdStr, parentIdStr, flags, baggage } = native as JaegerContext
  const traceId = idOf(traceIdStr, TRACE_ID, NO_TRACE)
  const spanId = idOf(spanIdStr, SPAN_ID, NO_SPAN)
  const parentId = idOf(parentIdStr ?? '0', SPAN_ID, NO_SPAN)
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
  return { context, baggage: entriesOf(baggage) }
}

function idOf(text: unknown, shape: RegExp, zero: string): string | undefined {
  return typeof text === 'string' && shape.test(text) ? text.padStart(zero.length, '0') : undefined
}

function entriesOf(baggage: JaegerContext['baggage']): readonly BaggageEntry[] {
  const keys = Object.keys(baggage)
  if (keys.length === 0) return NO_BAGGAGE
  return keys.slice(0, LIMITS.baggageEntries).map((key) => ({ key, value: String(baggage[key]) }))
}
