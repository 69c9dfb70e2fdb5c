import type { Decision } from '../extraction'
import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair } from '../header-format'
import { parentIdOf, spanIdOf, traceIdOf } from '../hex'
import { contextOf, type TraceContext } from '../trace-context'
import { dashedSampling, DEBUG, DEFERRED, NO, oneOf, YES } from './sampling'

/**
 * Zipkin's single header `trace-id "-" span-id [ "-" sampling [ "-" parent-id ] ]`, or the sampling alone
 * (openzipkin/b3-propagation). Without sampling it is deferred.
 */
export const b3: HeaderFormat = {
  name: 'b3',
  keys: ['b3'],

  read(headers: HeaderFields): FormatReading | undefined {
    const { last, older } = headers.text('b3', headers.limits.field, parseB3)
    if (last === undefined) return undefined
    const links = older.filter(isContext)
    return isContext(last) ? { context: last, links } : { decision: last, links }
  },

  // No parent, as the specification asks of messaging, and no `d`: OpenTelemetry Rust rejects the context over it.
  write({ traceId, spanId, sampled }: TraceContext): readonly TextPair[] {
    return [['b3', `${traceId}-${spanId}${dashedSampling(sampled)}`]]
  },

  writeDecision({ sampled, debug }: Decision): readonly TextPair[] {
    if (debug) return [['b3', 'd']]
    return sampled === undefined ? [] : [['b3', sampled ? '1' : '0']]
  },
}

const samplingOf = oneOf({ '0': NO, '1': YES, d: DEBUG })

function parseB3(text: string): TraceContext | Decision | Refusal {
  const fields = text.split('-')
  if (fields.length === 1) {
    const sampling = samplingOf(text)
    return 'sampled' in sampling ? (sampling as Decision) : refused('bad_shape')
  }
  if (fields.length > 4) return refused('bad_shape')
  const [trace = '', span = '', sampled, parent] = fields
  const traceId = trace.length === 16 || trace.length === 32 ? traceIdOf(trace, 16) : refused('bad_trace_id')
  if (typeof traceId !== 'string') return traceId
  const spanId = spanIdOf(span, 16)
  if (typeof spanId !== 'string') return spanId
  const sampling = sampled === undefined ? DEFERRED : samplingOf(sampled)
  if (!('sampled' in sampling)) return sampling
  return contextOf('b3', traceId, spanId, sampling, parentIdOf(parent, 16))
}

function isContext(value: TraceContext | Decision): value is TraceContext {
  return 'traceId' in value
}
