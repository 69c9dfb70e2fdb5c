import { headersFor, type FormatName, type TraceContext } from '@filrouge/propagation'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'

export type Carrier = Record<string, string>

/** How a tracer writes a span context into a text map, which is also how it is given one. */
export type Dialect = 'jaeger' | 'w3c' | 'none'

const SYNTHETIC: TraceContext = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: [],
}

/**
 * Found without a span, which would be reported: a carrier with every dialect is extracted, and the keys that the tracer injects
 * for the result are its own. A no-op tracer injects none.
 */
export function dialectOf(tracer: Tracer): Dialect {
  const context: SpanContext | null = tracer.extract(
    FORMAT_TEXT_MAP,
    Object.fromEntries(headersFor(SYNTHETIC, []).headers),
  )
  if (context === null) return 'none'
  const carrier: Carrier = {}
  tracer.inject(context, FORMAT_TEXT_MAP, carrier)
  if ('uber-trace-id' in carrier) return 'jaeger'
  return 'traceparent' in carrier ? 'w3c' : 'none'
}

/** OpenTelemetry and dd-trace speak W3C alone; Jaeger's fleets still read `uber-trace-id`. */
export const formatsOf: Readonly<Record<Dialect, readonly FormatName[]>> = {
  jaeger: ['traceparent', 'uber-trace-id'],
  w3c: ['traceparent'],
  none: ['traceparent', 'uber-trace-id'],
}
