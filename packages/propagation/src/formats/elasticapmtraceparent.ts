import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import { readingOf, type FormatReading, type HeaderFormat } from '../header-format'
import { contextOf, type TraceContext } from '../trace-context'

const LENGTH = 29

/**
 * Elastic APM's binary context: `00 00 <trace id: 16> 01 <span id: 8> 02 <flags>` (elastic/apm, distributed tracing). Read
 * only: clients and converters that take header values for text destroy it.
 */
export const elasticapmtraceparent: HeaderFormat = {
  name: 'elasticapmtraceparent',
  keys: ['elasticapmtraceparent'],

  read(headers: HeaderFields): FormatReading | undefined {
    return readingOf(headers.bytes('elasticapmtraceparent', headers.limits.longField, parseBinary))
  },
}

function parseBinary(bytes: Uint8Array): TraceContext | Refusal {
  if (bytes.length < LENGTH) return refused('bad_shape')
  if (bytes[0] !== 0) return refused('bad_version')
  if (bytes[1] !== 0 || bytes[18] !== 1 || bytes[27] !== 2) return refused('bad_shape')
  const traceId = hexOf(bytes, 2, 18)
  if (/^0+$/.test(traceId)) return refused('zero_trace_id')
  const spanId = hexOf(bytes, 19, 27)
  if (/^0+$/.test(spanId)) return refused('zero_span_id')
  const sampled = ((bytes[28] ?? 0) & 1) === 1
  return contextOf('elasticapmtraceparent', traceId, spanId, { sampled, debug: false })
}

function hexOf(bytes: Uint8Array, from: number, to: number): string {
  let hex = ''
  for (let i = from; i < to; i++) hex += (bytes[i] ?? 0).toString(16).padStart(2, '0')
  return hex
}
