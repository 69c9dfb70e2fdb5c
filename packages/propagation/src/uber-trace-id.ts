import type { FaultReason } from './fault'
import type { HeaderFormat } from './header-format'
import { isHexOfAtMost, isZero, paddedHex } from './hex'
import { limits } from './limits'
import type { TraceContext } from './trace-context'

const SAMPLED = 1
const DEBUG = 2

/**
 * Jaeger's text form `trace-id ":" span-id ":" parent-span-id ":" flags` (jaegertracing.io, "Propagation Format"). Clients
 * drop leading zeros, so short ids are padded; flags are base 16.
 */
export const uberTraceId: HeaderFormat = {
  name: 'uber-trace-id',
  key: 'uber-trace-id',
  cap: limits.uberTraceId,

  parse(text: string): TraceContext | FaultReason {
    const fields = (text.includes(':') ? text : text.replace(/%3a/gi, ':')).split(':')
    if (fields.length !== 4) return 'bad_shape'
    const [traceId, spanId, parentId, flags] = fields as [string, string, string, string]
    if (!isHexOfAtMost(traceId, 32)) return 'bad_trace_id'
    if (isZero(traceId, 0, traceId.length)) return 'zero_trace_id'
    if (!isHexOfAtMost(spanId, 16)) return 'bad_span_id'
    if (isZero(spanId, 0, spanId.length)) return 'zero_span_id'
    if (!isHexOfAtMost(flags, 2)) return 'bad_flags'
    const bits = parseInt(flags, 16)
    const sampled = (bits & SAMPLED) !== 0
    const hasParent = isHexOfAtMost(parentId, 16) && !isZero(parentId, 0, parentId.length)
    return {
      traceId: paddedHex(traceId, 32),
      spanId: paddedHex(spanId, 16),
      ...(hasParent && { parentId: paddedHex(parentId, 16) }),
      sampled,
      debug: sampled && (bits & DEBUG) !== 0,
      format: 'uber-trace-id',
      tracestate: [],
    }
  },

  // The parent is written as 0 and flags in one digit: the only form that every known reader takes (base 10 and base 16).
  format(context: TraceContext): string {
    const flags = context.sampled === true ? (context.debug ? SAMPLED | DEBUG : SAMPLED) : 0
    return `${context.traceId}:${context.spanId}:0:${String(flags)}`
  },
}
