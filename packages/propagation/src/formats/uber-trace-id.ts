import { writePrefixed } from '../baggage/prefixed-baggage'
import { refused, type Refusal } from '../fault'
import type { HeaderFields } from '../header-fields'
import { readingOf, type FormatReading, type HeaderFormat, type TextPair, type Lost } from '../header-format'
import { isHex, lowerHexIn, parentIdOf, spanIdOf, text16, text32, traceIdOf } from '../hex'
import { contextOf, NO_TRACESTATE, type TraceContext } from '../trace-context'

const SAMPLED = 1
const DEBUG = 2

/**
 * Jaeger's text form `trace-id ":" span-id ":" parent-span-id ":" flags` (jaegertracing.io, "Propagation Format"), with its
 * baggage in `uberctx-*`. Clients drop leading zeros, so short ids are padded; flags are base 16.
 */
export const uberTraceId: HeaderFormat = {
  name: 'uber-trace-id',
  keys: ['uber-trace-id'],

  read(headers: HeaderFields): FormatReading | undefined {
    return readingOf(headers.text('uber-trace-id', headers.limits.field, parseUberTraceId, canonicalUberTraceId))
  },

  write(context: TraceContext, lost: Lost): readonly TextPair[] {
    return [['uber-trace-id', written(context, lost)]]
  },

  writeInto(headers: Record<string, unknown>, context: TraceContext, lost: Lost): void {
    headers['uber-trace-id'] = written(context, lost)
  },

  writeBaggage: writePrefixed('uberctx-'),
}

/** The parent is 0 and flags one digit: the only form that every known reader takes (base 10 and base 16). */
function written({ traceId, spanId, sampled, debug }: TraceContext, lost: Lost): string {
  if (sampled === undefined) lost.deferred = 1
  return `${traceId}:${spanId}${sampled !== true ? ':0:0' : debug ? ':0:3' : ':0:1'}`
}

function parseUberTraceId(text: string): TraceContext | Refusal {
  const fields = (text.includes(':') ? text : text.replace(/%3a/gi, ':')).split(':')
  if (fields.length !== 4) return refused('bad_shape')
  const [trace, span, parent, flags] = fields as [string, string, string, string]
  const traceId = traceIdOf(trace, 1)
  if (typeof traceId !== 'string') return traceId
  const spanId = spanIdOf(span, 1)
  if (typeof spanId !== 'string') return spanId
  if (!isHex(flags, 1, 2)) return refused('bad_flags')
  const bits = parseInt(flags, 16)
  const sampled = (bits & SAMPLED) !== 0
  const debug = sampled && (bits & DEBUG) !== 0
  return contextOf('uber-trace-id', traceId, spanId, { sampled, debug }, parentIdOf(parent, 1))
}

const COLON = 0x3a
const ZERO = 0x30
const LENGTH = 53

/** Ids of full length, parent 0 and one digit of flags, which is what is written: read without a text of the whole. */
function canonicalUberTraceId(bytes: Uint8Array): TraceContext | undefined {
  if (bytes.length !== LENGTH || bytes[32] !== COLON || bytes[49] !== COLON || bytes[51] !== COLON) return undefined
  if (bytes[50] !== ZERO) return undefined
  const bits = (bytes[52] as number) - ZERO
  if (bits < 0 || bits > (SAMPLED | DEBUG)) return undefined
  if (lowerHexIn(bytes, 0, 32) <= 0 || lowerHexIn(bytes, 33, 49) <= 0) return undefined
  const sampled = (bits & SAMPLED) !== 0
  return {
    traceId: text32(bytes, 0),
    spanId: text16(bytes, 33),
    sampled,
    debug: sampled && (bits & DEBUG) !== 0,
    format: 'uber-trace-id',
    tracestate: NO_TRACESTATE,
  }
}
