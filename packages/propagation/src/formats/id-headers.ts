import type { HeaderFields } from '../header-fields'
import type { Refusal } from '../fault'

type IdHeader = readonly [key: string, parse: (text: string) => string | Refusal]

/** The ids of a format that has a header for each: both, or neither is used; one without the other is a fault of the one. */
export function readIds(
  headers: HeaderFields,
  { traceId: [traceKey, parseTraceId], spanId: [spanKey, parseSpanId] }: { traceId: IdHeader; spanId: IdHeader },
): { readonly traceId: string; readonly spanId: string } | 'absent' | 'refused' {
  const trace = headers.text(traceKey, headers.limits.field, parseTraceId)
  const span = headers.text(spanKey, headers.limits.field, parseSpanId)
  if (trace.last !== undefined && span.last !== undefined) return { traceId: trace.last, spanId: span.last }
  if (!trace.present && !span.present) return 'absent'
  if (trace.last !== undefined && !span.present) headers.refuse(traceKey, 'bad_shape')
  if (span.last !== undefined && !trace.present) headers.refuse(spanKey, 'bad_shape')
  return 'refused'
}
