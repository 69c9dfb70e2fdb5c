import { extract, headersFor, type BaggageEntry, type TraceContext } from '@filrouge/propagation'
import { RecordingContext } from './recording-context'

/** The dialect of a recording tracer: that of jaeger-client, or W3C's. */
export type RecordingFormat = 'uber-trace-id' | 'traceparent'

const PREFIX = 'uberctx-'
const LISTS = { 'uber-trace-id': ['uber-trace-id'], traceparent: ['traceparent'] } as const

/** Writes as tracers of that dialect do: jaeger-client's baggage is raw text in a text map. */
export function writeTextMap(
  format: RecordingFormat,
  context: RecordingContext,
  carrier: Record<string, unknown>,
): void {
  const entries = [...context.baggage].map(([key, value]): BaggageEntry => ({ key, value }))
  const listed = format === 'traceparent' ? entries : []
  for (const [key, value] of headersFor(context.trace, listed, { write: LISTS[format] }).headers) carrier[key] = value
  if (format === 'uber-trace-id') for (const { key, value } of entries) carrier[PREFIX + key] = value
}

/** Reads texts and bytes, so that record headers can be given as they are. Nothing for what holds no valid context. */
export function readTextMap(
  format: RecordingFormat,
  carrier: Readonly<Record<string, unknown>>,
): RecordingContext | undefined {
  const { context, baggage } = extract(carrier, { read: LISTS[format] })
  if (context === undefined) return undefined
  const found = new Map(format === 'traceparent' ? baggage.map(({ key, value }) => [key, value]) : rawBaggage(carrier))
  return new RecordingContext(withoutParent(context), found)
}

function rawBaggage(carrier: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(carrier)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [
      key.slice(PREFIX.length),
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value),
    ])
}

/** The span that was extracted is the parent of what comes; its own parent is nobody's business here. */
function withoutParent(context: TraceContext): TraceContext {
  const { traceId, spanId, debug, format, tracestate, sampled } = context
  return { traceId, spanId, debug, format, tracestate, ...(sampled !== undefined && { sampled }) }
}
