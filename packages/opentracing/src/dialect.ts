import { extract, headersFor, writableFormats, type FormatName, type TraceContext } from '@filrouge/propagation'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'
import { jaegerContextClass, type JaegerContextClass } from './jaeger-context'
import { isolated } from './tracer-scope'

export type Carrier = Record<string, string>

/** How a tracer writes a span context into a text map, which is also how it is given one. */
export interface Dialect {
  readonly format: FormatName
  /** its keys in the letter case in which the tracer writes them, by lower case */
  readonly keys: ReadonlyMap<string, string>
  /** whose ways of linking and of carrying baggage are known; any other tracer has what OpenTracing promises alone */
  readonly tracer: 'jaeger-client' | 'dd-trace' | 'other'
  /** how jaeger-client's contexts are made without a text; absent where its class is not as expected */
  readonly contexts?: JaegerContextClass | undefined
}

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
 * for the result are its own. Nothing for a no-op tracer, and for one that reads none of the formats.
 */
export function dialectOf(tracer: Tracer): Dialect | undefined {
  return isolated(() => {
    const context = tracer.extract(FORMAT_TEXT_MAP, everyDialect()) as SpanContext | null | undefined
    if (context === null || context === undefined) return undefined
    const carrier: Carrier = {}
    tracer.inject(context, FORMAT_TEXT_MAP, carrier)
    const format = formatIn(carrier)
    if (format === undefined) return undefined
    const keys = new Map(Object.keys(carrier).map((key) => [key.toLowerCase(), key]))
    const kind = tracerWith(tracer, carrier)
    return { format, keys, tracer: kind, contexts: kind === 'jaeger-client' ? jaegerContextClass(context) : undefined }
  })
}

/** The formats that are written with a dialect: W3C, and beside it what the tracer's own fleet reads. */
export function formatsWith(dialect: Dialect | undefined): readonly FormatName[] {
  if (dialect === undefined) return ['traceparent', 'uber-trace-id']
  return dialect.format === 'traceparent' ? ['traceparent'] : ['traceparent', dialect.format]
}

/** A tracer may look for its keys in any letter case; B3's in several headers have one in which HTTP libraries write them. */
function everyDialect(): Carrier {
  const carrier: Carrier = {}
  for (const [key, value] of headersFor(SYNTHETIC, [], { write: writableFormats }).headers) {
    carrier[key] = value
    const upper = CANONICAL.find((name) => name.toLowerCase() === key)
    if (upper !== undefined) carrier[upper] = value
  }
  return carrier
}

const CANONICAL = ['X-B3-TraceId', 'X-B3-SpanId', 'X-B3-Sampled', 'X-B3-Flags']

/** The format that a carrier is read by. A tracer of 64-bit ids keeps the low half of the trace id. */
function formatIn(carrier: Carrier): FormatName | undefined {
  const { context } = extract(carrier)
  if (context === undefined || context.traceId.slice(16) !== SYNTHETIC.traceId.slice(16)) return undefined
  return context.format as FormatName
}

function tracerWith(tracer: Tracer, carrier: Carrier): Dialect['tracer'] {
  if ('x-datadog-trace-id' in carrier || /(^|,)dd=/.test(carrier['tracestate'] ?? '')) return 'dd-trace'
  if (!('uber-trace-id' in carrier)) return 'other'
  // jaeger-client gives a context that is not valid where others give none
  const nothing = tracer.extract(FORMAT_TEXT_MAP, {}) as { isValid?: unknown } | null | undefined
  return nothing?.isValid === false ? 'jaeger-client' : 'other'
}
