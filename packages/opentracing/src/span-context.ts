import { extract, headersFor, type BaggageEntry, type TraceContext } from '@filrouge/propagation'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'
import type { Carrier, Dialect } from './dialect'

const UBERCTX_PREFIX = 'uberctx-'

/** A tracer's own span context, read through the text map that it injects. Invalid and no-op contexts give nothing. */
export function readSpanContext(
  tracer: Tracer,
  dialect: Dialect,
  spanContext: SpanContext,
): { context?: TraceContext; baggage: readonly BaggageEntry[] } {
  if (dialect === 'none') return { baggage: [] }
  const carrier: Carrier = {}
  tracer.inject(spanContext, FORMAT_TEXT_MAP, carrier)
  if (dialect === 'w3c') {
    const { context, baggage } = extract(carrier, { read: ['traceparent'] })
    return { ...(context !== undefined && { context }), baggage }
  }
  const { context } = extract({ 'uber-trace-id': carrier['uber-trace-id'] }, { read: ['uber-trace-id'] })
  return { ...(context !== undefined && { context }), baggage: jaegerBaggage(carrier) }
}

/** In memory the values are raw text of any characters: what the specification asks of headers does not hold here. */
function jaegerBaggage(carrier: Carrier): BaggageEntry[] {
  const baggage: BaggageEntry[] = []
  for (const key of Object.keys(carrier)) {
    if (key.startsWith(UBERCTX_PREFIX))
      baggage.push({ key: key.slice(UBERCTX_PREFIX.length), value: String(carrier[key]) })
  }
  return baggage
}

/**
 * A context from elsewhere as the tracer's own. Without a context jaeger-client gives an invalid one that carries the baggage and,
 * as a parent, starts a new trace; others give null.
 */
export function toSpanContext(
  tracer: Tracer,
  dialect: Dialect,
  context: TraceContext | undefined,
  baggage: readonly BaggageEntry[],
): SpanContext | null {
  const carrier: Carrier = {}
  if (dialect === 'w3c') {
    if (context === undefined) return null
    Object.assign(carrier, Object.fromEntries(headersFor(context, baggage, { write: ['traceparent'] }).headers))
  } else {
    if (context !== undefined) {
      Object.assign(carrier, Object.fromEntries(headersFor(context, [], { write: ['uber-trace-id'] }).headers))
    }
    for (const { key, value } of baggage) carrier[UBERCTX_PREFIX + key] = value
  }
  return tracer.extract(FORMAT_TEXT_MAP, carrier)
}
