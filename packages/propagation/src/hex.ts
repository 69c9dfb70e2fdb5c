import { refused, type Refusal } from './fault'

/** Whether `text[from..to)` is lower-case hex. By hand: `parseInt` takes signs, prefixes and stops at the first other character. */
export function isLowerHex(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102)) return false
  }
  return true
}

/** Whether `text` is `least` to `most` hex digits of any letter case. */
export function isHex(text: string, least: number, most: number): boolean {
  if (text.length < least || text.length > most) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102) && !(code >= 65 && code <= 70)) return false
  }
  return true
}

const NIBBLES = new Int8Array(256).fill(-1)
for (let i = 0; i < 16; i++) NIBBLES[i.toString(16).charCodeAt(0)] = i

/** Of bytes in a multiple of four: below zero where one is no lower-case hex digit, 0 where all are the digit 0, else above. */
export function lowerHexIn(bytes: Uint8Array, from: number, to: number): number {
  let all = 0
  for (let i = from; i < to; i += 4) {
    all |= nibble(bytes, i) | nibble(bytes, i + 1) | nibble(bytes, i + 2) | nibble(bytes, i + 3)
  }
  return all
}

function nibble(bytes: Uint8Array, at: number): number {
  return NIBBLES[bytes[at] as number] as number
}

const at = (bytes: Uint8Array, index: number) => bytes[index] as number

/**
 * 16 bytes as text of one character each, and 32. Not as a part of a longer text, which that part would keep, nor by the buffer,
 * which leaves JavaScript for it.
 */
export function text16(bytes: Uint8Array, from: number): string {
  // prettier-ignore
  return String.fromCharCode(
    at(bytes, from), at(bytes, from + 1), at(bytes, from + 2), at(bytes, from + 3), at(bytes, from + 4),
    at(bytes, from + 5), at(bytes, from + 6), at(bytes, from + 7), at(bytes, from + 8), at(bytes, from + 9),
    at(bytes, from + 10), at(bytes, from + 11), at(bytes, from + 12), at(bytes, from + 13), at(bytes, from + 14),
    at(bytes, from + 15),
  )
}

export function text32(bytes: Uint8Array, from: number): string {
  // prettier-ignore
  return String.fromCharCode(
    at(bytes, from), at(bytes, from + 1), at(bytes, from + 2), at(bytes, from + 3), at(bytes, from + 4),
    at(bytes, from + 5), at(bytes, from + 6), at(bytes, from + 7), at(bytes, from + 8), at(bytes, from + 9),
    at(bytes, from + 10), at(bytes, from + 11), at(bytes, from + 12), at(bytes, from + 13), at(bytes, from + 14),
    at(bytes, from + 15), at(bytes, from + 16), at(bytes, from + 17), at(bytes, from + 18), at(bytes, from + 19),
    at(bytes, from + 20), at(bytes, from + 21), at(bytes, from + 22), at(bytes, from + 23), at(bytes, from + 24),
    at(bytes, from + 25), at(bytes, from + 26), at(bytes, from + 27), at(bytes, from + 28), at(bytes, from + 29),
    at(bytes, from + 30), at(bytes, from + 31),
  )
}

export function isZero(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) !== 48) return false
  return true
}

/** A trace id of `least` to 32 hex digits of any letter case, as 32 lower-case ones. */
export function traceIdOf(text: string, least: number): string | Refusal {
  if (!isHex(text, least, 32)) return refused('bad_trace_id')
  return isZero(text, 0, text.length) ? refused('zero_trace_id') : padded(text, 32)
}

/** A span id of `least` to 16 hex digits of any letter case, as 16 lower-case ones. */
export function spanIdOf(text: string, least: number): string | Refusal {
  if (!isHex(text, least, 16)) return refused('bad_span_id')
  return isZero(text, 0, text.length) ? refused('zero_span_id') : padded(text, 16)
}

/** A parent is told to those who want to know, and never a reason to refuse the ids. */
export function parentIdOf(text: string | undefined, least: number): string | undefined {
  if (text === undefined || !isHex(text, least, 16) || isZero(text, 0, text.length)) return undefined
  return padded(text, 16)
}

function padded(text: string, length: number): string {
  return text.toLowerCase().padStart(length, '0')
}
