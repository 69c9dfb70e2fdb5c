import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import { readingOf, type FormatReading, type HeaderFormat, type TextPair } from '../header-format'
import { isLowerHex, spanIdOf, traceIdOf } from '../hex'
import { contextOf, type TraceContext } from '../trace-context'
import { dashedSampling, DEFERRED, NO, oneOf, YES } from './sampling'

/** Sentry's context: `<32 lower hex>-<16 lower hex>[-<0|1>]`; no third field is deferred. */
export const sentryTrace: HeaderFormat = {
  name: 'sentry-trace',
  keys: ['sentry-trace'],

  read(headers: HeaderFields): FormatReading | undefined {
    return readingOf(headers.text('sentry-trace', headers.limits.field, parseSentryTrace))
  },

  write({ traceId, spanId, sampled }: TraceContext): readonly TextPair[] {
    return [['sentry-trace', `${traceId}-${spanId}${dashedSampling(sampled)}`]]
  },
}

const samplingOf = oneOf({ '0': NO, '1': YES })

function parseSentryTrace(text: string): TraceContext | Refusal {
  const fields = text.split('-')
  if (fields.length !== 2 && fields.length !== 3) return refused('bad_shape')
  const [trace = '', span = '', sampled] = fields
  const traceId = isLowerHex(trace, 0, trace.length) ? traceIdOf(trace, 32) : refused('bad_trace_id')
  if (typeof traceId !== 'string') return traceId
  const spanId = isLowerHex(span, 0, span.length) ? spanIdOf(span, 16) : refused('bad_span_id')
  if (typeof spanId !== 'string') return spanId
  const sampling = sampled === undefined ? DEFERRED : samplingOf(sampled)
  return 'sampled' in sampling ? contextOf('sentry-trace', traceId, spanId, sampling) : sampling
}
