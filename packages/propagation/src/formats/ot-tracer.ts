import { writePrefixed } from '../baggage/prefixed-baggage'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair, Lost } from '../header-format'
import { spanIdOf, traceIdOf } from '../hex'
import { contextOf, ZERO_HALF, type TraceContext } from '../trace-context'
import { readIds } from './id-headers'
import { DEFERRED, NO, oneOf, YES } from './sampling'

const TRACE_ID = 'ot-tracer-traceid'
const SPAN_ID = 'ot-tracer-spanid'
const SAMPLED = 'ot-tracer-sampled'

/** The context of OpenTracing's basictracer: 64-bit ids, with its baggage in `ot-baggage-*`. */
export const otTracer: HeaderFormat = {
  name: 'ot-tracer',
  keys: [TRACE_ID, SPAN_ID, SAMPLED],

  read(headers: HeaderFields): FormatReading | undefined {
    const ids = readIds(headers, {
      traceId: [TRACE_ID, (text) => traceIdOf(text, 1)],
      spanId: [SPAN_ID, (text) => spanIdOf(text, 1)],
    })
    if (typeof ids === 'string') return undefined
    const sampling = headers.text(SAMPLED, headers.limits.field, samplingOf).last ?? DEFERRED
    return { context: contextOf('ot-tracer', ids.traceId, ids.spanId, sampling), links: [] }
  },

  write({ traceId, spanId, sampled }: TraceContext, lost: Lost): readonly TextPair[] {
    const low = traceId.slice(16)
    if (low === ZERO_HALF) {
      lost.formats++
      return []
    }
    if (sampled === undefined) lost.deferred = 1
    return [
      [TRACE_ID, low],
      [SPAN_ID, spanId],
      [SAMPLED, sampled === true ? 'true' : 'false'],
    ]
  },

  writeBaggage: writePrefixed('ot-baggage-'),
}

/** What Go's `ParseBool` takes, which basictracer reads with. */
const samplingOf = oneOf({
  ...Object.fromEntries(['1', 't', 'T', 'true', 'True', 'TRUE'].map((text) => [text, YES])),
  ...Object.fromEntries(['0', 'f', 'F', 'false', 'False', 'FALSE'].map((text) => [text, NO])),
})
