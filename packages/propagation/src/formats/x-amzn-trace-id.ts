import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import { readingOf, type FormatReading, type HeaderFormat } from '../header-format'
import { trim } from '../header-value'
import { isHex, spanIdOf, traceIdOf } from '../hex'
import { contextOf, type TraceContext } from '../trace-context'
import { DEFERRED, NO, oneOf, YES } from './sampling'

/** AWS X-Ray's context: `Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=<0|1|?>`, fields in any order. */
export const xAmznTraceId: HeaderFormat = {
  name: 'x-amzn-trace-id',
  keys: ['x-amzn-trace-id'],

  read(headers: HeaderFields): FormatReading | undefined {
    return readingOf(headers.text('x-amzn-trace-id', headers.limits.longField, parseXRay))
  },
}

const samplingOf = oneOf({ '0': NO, '1': YES, '?': DEFERRED })

function parseXRay(text: string): TraceContext | Refusal {
  const fields = new Map<string, string>()
  for (const part of text.split(';')) {
    const equals = part.indexOf('=')
    const key = trim(part.slice(0, Math.max(equals, 0)))
    if (key !== 'Root' && key !== 'Parent' && key !== 'Sampled') continue
    if (fields.has(key)) return refused('bad_shape')
    fields.set(key, trim(part.slice(equals + 1)))
  }
  const root = fields.get('Root')
  if (root === undefined) return refused('bad_shape')
  if (!root.startsWith('1-')) return refused('bad_version')
  const time = root.slice(2, 10)
  if (!isHex(time, 8, 8) || root[10] !== '-' || root.length !== 35) return refused('bad_trace_id')
  const traceId = traceIdOf(time + root.slice(11), 32)
  if (typeof traceId !== 'string') return traceId
  const spanId = spanIdOf(fields.get('Parent') ?? '', 16)
  if (typeof spanId !== 'string') return spanId
  const sampling = samplingOf(fields.get('Sampled') ?? '?')
  return 'sampled' in sampling ? contextOf('x-amzn-trace-id', traceId, spanId, sampling) : sampling
}
