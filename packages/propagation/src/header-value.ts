import type { FaultReason } from './fault'
import type { HeaderValue } from './record-headers'

const HTAB = 0x09
const SPACE = 0x20
const TILDE = 0x7e

/**
 * What is wrong with a value before its format is looked at: null, too long, bytes outside 0x20 to 0x7E, nothing but white
 * space (spec, section 3, in that order). HTAB inside the value is allowed for lists only (`tabs`).
 */
export function faultOfValue(value: HeaderValue, cap: number, tabs: boolean): FaultReason | undefined {
  if (value === null) return 'null'
  const length = value.length
  if (length === 0) return 'empty'
  if (length > cap) return 'too_long'
  const text = typeof value === 'string' ? value : undefined
  const bytes = value as Uint8Array
  let first = -1
  let last = -1
  let tab = -1
  for (let i = 0; i < length; i++) {
    const code = text === undefined ? (bytes[i] as number) : text.charCodeAt(i)
    if (code === HTAB) {
      if (first >= 0 && tab < 0) tab = i
    } else if (code < SPACE || code > TILDE) return 'bad_charset'
    else if (code !== SPACE) {
      if (first < 0) first = i
      last = i
    }
  }
  if (!tabs && tab >= 0 && tab < last) return 'bad_charset'
  return first < 0 ? 'empty' : undefined
}

/** The text of a value without fault, SP and HTAB trimmed at both ends. */
export function textOfValue(value: HeaderValue): string {
  return typeof value === 'string' ? trim(value) : trim(asciiText(value as Uint8Array))
}

/** Trims SP and HTAB, the optional white space of HTTP; `String.prototype.trim` would take CR, LF, NBSP and BOM too. */
export function trim(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return from === 0 && to === text.length ? text : text.slice(from, to)
}

function isBlank(code: number): boolean {
  return code === SPACE || code === HTAB
}

function asciiText(bytes: Uint8Array): string {
  // Buffers, which is what Kafka clients give, decode natively; the bytes are known to be ASCII and within the cap.
  const buffer = bytes as Uint8Array & { latin1Slice?: (from: number, to: number) => string }
  if (buffer.latin1Slice !== undefined) return buffer.latin1Slice(0, bytes.length)
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}
