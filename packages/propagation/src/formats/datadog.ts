import { refused, type FaultReason, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair, Lost } from '../header-format'
import { trim } from '../header-value'
import { isHex } from '../hex'
import { contextOf, ZERO_HALF, type Sampling, type TraceContext } from '../trace-context'
import { readIds } from './id-headers'
import { DEBUG, DEFERRED, NO, YES } from './sampling'

const TRACE_ID = 'x-datadog-trace-id'
const PARENT_ID = 'x-datadog-parent-id'
const PRIORITY = 'x-datadog-sampling-priority'
const TAGS = 'x-datadog-tags'
const HIGH_HALF = '_dd.p.tid='

/** Datadog's context: decimal ids of 64 bits, the high half of the trace id as a tag. */
export const datadog: HeaderFormat = {
  name: 'datadog',
  // The origin is not read; it belongs to the trace that is replaced.
  keys: [TRACE_ID, PARENT_ID, PRIORITY, TAGS, 'x-datadog-origin'],

  read(headers: HeaderFields): FormatReading | undefined {
    const ids = readIds(headers, {
      traceId: [TRACE_ID, (text) => decimalId(text, 'bad_trace_id', 'zero_trace_id')],
      spanId: [PARENT_ID, (text) => decimalId(text, 'bad_span_id', 'zero_span_id')],
    })
    if (typeof ids === 'string') return undefined
    const high = headers.text(TAGS, headers.limits.longField, highHalfOf).last ?? ''
    const sampling = headers.text(PRIORITY, headers.limits.field, priorityOf).last ?? DEFERRED
    return { context: contextOf('datadog', (high || ZERO_HALF) + ids.traceId, ids.spanId, sampling), links: [] }
  },

  write({ traceId, spanId, sampled, debug }: TraceContext, lost: Lost): readonly TextPair[] {
    const high = traceId.slice(0, 16)
    const low = traceId.slice(16)
    if (low === ZERO_HALF) {
      lost.formats++
      return []
    }
    const headers: TextPair[] = [
      [TRACE_ID, BigInt(`0x${low}`).toString()],
      [PARENT_ID, BigInt(`0x${spanId}`).toString()],
    ]
    if (sampled !== undefined) headers.push([PRIORITY, debug ? '2' : sampled ? '1' : '0'])
    if (high !== ZERO_HALF) headers.push([TAGS, HIGH_HALF + high])
    return headers
  },
}

function decimalId(text: string, bad: FaultReason, zero: FaultReason): string | Refusal {
  // `BigInt` takes signs, spaces, prefixes; the digits are checked first.
  if (!/^[0-9]{1,20}$/.test(text)) return refused(bad)
  const hex = BigInt(text).toString(16)
  if (hex.length > 16) return refused(bad)
  return hex === '0' ? refused(zero) : hex.padStart(16, '0')
}

/** 2 is Datadog's "user keep", which its own tracer writes as debug in B3. */
function priorityOf(text: string): Sampling | Refusal {
  if (!/^-?[0-9]{1,3}$/.test(text)) return refused('bad_flags')
  const priority = Number(text)
  return priority <= 0 ? NO : priority === 1 ? YES : DEBUG
}

/** Empty where the tags have none. */
function highHalfOf(text: string): string | Refusal {
  let high = ''
  let bad = false
  for (const part of text.split(',')) {
    const tag = trim(part)
    if (!tag.startsWith(HIGH_HALF)) continue
    const value = tag.slice(HIGH_HALF.length)
    if (isHex(value, 16, 16)) high = value.toLowerCase()
    else bad = true
  }
  return high === '' && bad ? refused('bad_member') : high
}
