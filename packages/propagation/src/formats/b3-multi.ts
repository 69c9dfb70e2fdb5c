import type { Decision } from '../extraction'
import { IGNORED, refused } from '../fault'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair } from '../header-format'
import { parentIdOf, spanIdOf, traceIdOf } from '../hex'
import { contextOf, type Sampling, type TraceContext } from '../trace-context'
import { readIds } from './id-headers'
import { DEBUG, DEFERRED, NO, oneOf, YES } from './sampling'

const TRACE_ID = 'x-b3-traceid'
const SPAN_ID = 'x-b3-spanid'
const PARENT_ID = 'x-b3-parentspanid'
const SAMPLED = 'x-b3-sampled'
const FLAGS = 'x-b3-flags'

/** Zipkin's context in one header a field (openzipkin/b3-propagation), in lower case as it asks of case-sensitive transports. */
export const b3Multi: HeaderFormat = {
  name: 'b3-multi',
  keys: [TRACE_ID, SPAN_ID, PARENT_ID, SAMPLED, FLAGS],

  read(headers: HeaderFields): FormatReading | undefined {
    const ids = readIds(headers, {
      traceId: [TRACE_ID, (text) => (text.length === 16 || text.length === 32 ? traceIdOf(text, 16) : BAD_TRACE_ID)],
      spanId: [SPAN_ID, (text) => spanIdOf(text, 16)],
    })
    if (ids === 'refused') return undefined
    if (ids === 'absent') {
      const decision = readSampling(headers)
      return decision === undefined ? undefined : { decision: decision as Decision, links: [] }
    }
    const parent = headers.text(PARENT_ID, headers.limits.field, (text) => parentIdOf(text, 16) ?? IGNORED).last
    const sampling = readSampling(headers) ?? DEFERRED
    return { context: contextOf('b3-multi', ids.traceId, ids.spanId, sampling, parent), links: [] }
  },

  write(context: TraceContext): readonly TextPair[] {
    return [[TRACE_ID, context.traceId], [SPAN_ID, context.spanId], ...writtenSampling(context)]
  },

  writeDecision: writtenSampling,
}

const BAD_TRACE_ID = refused('bad_trace_id')
const sampledOf = oneOf({ '0': NO, false: NO, '1': YES, true: YES })
const flagsOf = oneOf({ '0': DEFERRED, '1': DEBUG })

/** Debug says sampled too, so that `x-b3-flags: 1` wins over any `x-b3-sampled`. */
function readSampling(headers: HeaderFields): Sampling | undefined {
  const sampled = headers.text(SAMPLED, headers.limits.field, sampledOf).last
  const flags = headers.text(FLAGS, headers.limits.field, flagsOf).last
  return flags?.debug === true ? flags : sampled
}

function writtenSampling({ sampled, debug }: { sampled?: boolean; debug: boolean }): readonly TextPair[] {
  if (debug) return [[FLAGS, '1']]
  return sampled === undefined ? [] : [[SAMPLED, sampled ? '1' : '0']]
}
