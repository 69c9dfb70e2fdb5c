import { refused, type FaultReason, type Refusal } from './fault'
import type { HeaderValue } from './record-headers'

const HTAB = 0x09
const SPACE = 0x20
const TILDE = 0x7e

/**
 * What is wrong with a value before its format is looked at: null, too long, bytes outside 0x20 to 0x7E, nothing but white
 * space (spec, section 4, in that order). HTAB inside the value is allowed for lists only (`tabs`).
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
    } else if (code < SPACE || code > TILDE)
      return text === undefined || utf8Length(text) <= cap ? 'bad_charset' : 'too_long'
    else if (code !== SPACE) {
      if (first < 0) first = i
      last = i
    }
  }
  if (!tabs && tab >= 0 && tab < last) return 'bad_charset'
  return first < 0 ? 'empty' : undefined
}

/** The text of a value, SP and HTAB trimmed at both ends, or what is wrong with it. The usual value has no blank anywhere. */
export function textIn(value: HeaderValue, cap: number, tabs: boolean): string | Refusal {
  if (value instanceof Uint8Array && isVisible(value, cap)) return latin1Text(value)
  const reason = faultOfValue(value, cap, tabs)
  return reason === undefined ? textOfValue(value) : refused(reason)
}

/** Whether all bytes, of 1 to `cap`, are 0x21 to 0x7E. */
function isVisible(bytes: Uint8Array, cap: number): boolean {
  const length = bytes.length
  if (length === 0 || length > cap) return false
  for (let i = 0; i < length; i++) if (((bytes[i] as number) - 0x21) >>> 0 > TILDE - 0x21) return false
  return true
}

/** What is wrong with a value that is bytes and no text: nothing is trimmed (spec, section 4). */
export function faultOfBytes(value: HeaderValue, cap: number): FaultReason | undefined {
  if (value === null) return 'null'
  if (value.length === 0) return 'empty'
  return value.length > cap ? 'too_long' : undefined
}

/** The text of a value without fault, SP and HTAB trimmed at both ends. */
export function textOfValue(value: HeaderValue): string {
  return typeof value === 'string' ? trim(value) : trim(latin1Text(value as Uint8Array))
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

/** A value's bytes: a string stands for its UTF-8. */
export function bytesOfValue(value: HeaderValue): Uint8Array {
  return typeof value === 'string' ? UTF8.encode(value) : (value ?? new Uint8Array())
}

/** A text that is the same for values of the same bytes, and null for null. */
export function sameBytesKey(value: HeaderValue): string | null {
  return value instanceof Uint8Array ? latin1Text(value) : value
}

/** Whether two values are the same bytes, told without a text of either: those that are repeated mostly follow each other. */
export function areSameBytes(a: HeaderValue, b: HeaderValue | undefined): boolean {
  if (a === b) return true
  if (!(a instanceof Uint8Array && b instanceof Uint8Array) || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Bytes of a string in UTF-8. */
export function utf8Length(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return UTF8.encode(text).length
  return text.length
}

/** Globals of every runtime (WHATWG Encoding); declared here since this package lets in no runtime's types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string }
const UTF8 = new TextEncoder()
const LATIN1 = new TextDecoder('latin1')

/** One character a byte. Buffers, which is what Kafka clients give, decode natively. */
export function latin1Text(bytes: Uint8Array, from = 0, to = bytes.length): string {
  const buffer = bytes as Uint8Array & { latin1Slice?: (from: number, to: number) => string }
  return buffer.latin1Slice === undefined ? LATIN1.decode(bytes.subarray(from, to)) : buffer.latin1Slice(from, to)
}
