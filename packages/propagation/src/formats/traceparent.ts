import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair, Lost } from '../header-format'
import { isLowerHex, isZero, lowerHexIn, text16, text32 } from '../hex'
import { NO_TRACESTATE, type TraceContext } from '../trace-context'
import { parseTracestate, writableTracestate } from './tracestate'

const LENGTH = 55

/**
 * W3C Trace Context level 2: `traceparent` is `version "-" trace-id "-" parent-id "-" flags` (section 3.2), and `tracestate`
 * belongs to it: without a valid `traceparent` it is not looked at (section 3.3).
 */
export const traceparent: HeaderFormat = {
  name: 'traceparent',
  keys: ['traceparent', 'tracestate'],

  read(headers: HeaderFields): FormatReading | undefined {
    const { last, older } = headers.text(
      'traceparent',
      headers.limits.longField,
      parseTraceparent,
      canonicalTraceparent,
    )
    if (last === undefined) return undefined
    // After a conflict nobody knows which state belongs to which context: each hop appended both, so the last one is taken.
    const states = headers.list('tracestate', headers.limits.tracestate, older.length > 0)
    if (states.length === 0) return { context: last, links: older }
    const tracestate = parseTracestate(states.join(','), headers.limits.tracestateMembers, (reason) => {
      headers.refuse('tracestate', reason)
    })
    return { context: { ...last, tracestate }, links: older }
  },

  write(context: TraceContext, lost: Lost): readonly TextPair[] {
    const id: TextPair = ['traceparent', written(context, lost)]
    const state = writtenState(context, lost)
    return state === '' ? [id] : [id, ['tracestate', state]]
  },

  writeInto(headers: Record<string, unknown>, context: TraceContext, lost: Lost): void {
    headers['traceparent'] = written(context, lost)
    const state = writtenState(context, lost)
    if (state !== '') headers['tracestate'] = state
  },
}

/** Only flag bit 0 is written: OpenTelemetry Go up to 1.41 drops a context with any other bit. */
function written({ traceId, spanId, sampled }: TraceContext, lost: Lost): string {
  if (sampled === undefined) lost.deferred = 1
  return `00-${traceId}-${spanId}${sampled === true ? '-01' : '-00'}`
}

function writtenState({ tracestate }: TraceContext, lost: Lost): string {
  if (tracestate.length === 0) return ''
  const members = writableTracestate(tracestate)
  lost.tracestate += tracestate.length - members.length
  return members.join(',')
}

/** Reads a higher version's ids too, and ignores what it adds after the flags (section 3.2.4). */
export function parseTraceparent(text: string): TraceContext | Refusal {
  if (text.length < LENGTH || text[2] !== '-' || text[35] !== '-' || text[52] !== '-') return refused('bad_shape')
  if (!isLowerHex(text, 0, 2) || text.startsWith('ff')) return refused('bad_version')
  if (text.length > LENGTH && (text.startsWith('00') || text[LENGTH] !== '-')) return refused('bad_shape')
  if (!isLowerHex(text, 3, 35)) return refused('bad_trace_id')
  if (isZero(text, 3, 35)) return refused('zero_trace_id')
  if (!isLowerHex(text, 36, 52)) return refused('bad_span_id')
  if (isZero(text, 36, 52)) return refused('zero_span_id')
  if (!isLowerHex(text, 53, 55)) return refused('bad_flags')
  return {
    traceId: text.slice(3, 35),
    spanId: text.slice(36, 52),
    sampled: (parseInt(text.charAt(54), 16) & 1) === 1,
    debug: false,
    format: 'traceparent',
    tracestate: NO_TRACESTATE,
  }
}

const DASH = 0x2d
const ZERO = 0x30
const ONE = 0x31

/** Version 00 with flags 00 or 01, which is what is written: read without a text of the whole (a third of the time). */
function canonicalTraceparent(bytes: Uint8Array): TraceContext | undefined {
  if (bytes.length !== LENGTH || bytes[0] !== ZERO || bytes[1] !== ZERO || bytes[53] !== ZERO) return undefined
  if (bytes[2] !== DASH || bytes[35] !== DASH || bytes[52] !== DASH) return undefined
  const flags = bytes[54]
  if (flags !== ONE && flags !== ZERO) return undefined
  if (lowerHexIn(bytes, 3, 35) <= 0 || lowerHexIn(bytes, 36, 52) <= 0) return undefined
  return {
    traceId: text32(bytes, 3),
    spanId: text16(bytes, 36),
    sampled: flags === ONE,
    debug: false,
    format: 'traceparent',
    tracestate: NO_TRACESTATE,
  }
}
