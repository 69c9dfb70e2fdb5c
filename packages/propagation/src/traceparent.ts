import type { FaultReason } from './fault'
import type { HeaderFormat } from './header-format'
import { isLowerHex, isZero } from './hex'
import { limits } from './limits'
import type { TraceContext } from './trace-context'

const LENGTH = 55

/**
 * W3C Trace Context level 2, section 3.2: `version "-" trace-id "-" parent-id "-" flags`. What a higher version adds after
 * the flags is ignored (section 3.2.4); version 00 is written whatever was read.
 */
export const traceparent: HeaderFormat = {
  name: 'traceparent',
  key: 'traceparent',
  cap: limits.traceparent,

  parse(text: string): TraceContext | FaultReason {
    if (text.length < LENGTH || text[2] !== '-' || text[35] !== '-' || text[52] !== '-') return 'bad_shape'
    if (!isLowerHex(text, 0, 2) || text.startsWith('ff')) return 'bad_version'
    if (text.length > LENGTH && (text.startsWith('00') || text[LENGTH] !== '-')) return 'bad_shape'
    if (!isLowerHex(text, 3, 35)) return 'bad_trace_id'
    if (isZero(text, 3, 35)) return 'zero_trace_id'
    if (!isLowerHex(text, 36, 52)) return 'bad_span_id'
    if (isZero(text, 36, 52)) return 'zero_span_id'
    if (!isLowerHex(text, 53, 55)) return 'bad_flags'
    return {
      traceId: text.slice(3, 35),
      spanId: text.slice(36, 52),
      sampled: (parseInt(text.charAt(54), 16) & 1) === 1,
      debug: false,
      format: 'traceparent',
      tracestate: [],
    }
  },

  // Only flag bit 0 is written: OpenTelemetry Go up to 1.41 drops a context with any other bit.
  format(context: TraceContext): string {
    return `00-${context.traceId}-${context.spanId}-0${context.sampled === true ? '1' : '0'}`
  },
}
