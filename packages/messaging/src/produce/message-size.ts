import { headersOf, type OutgoingMessage } from '../message'

/**
 * A record's own fields at most, but for the lengths of key and value (record format v2, KIP-98): its length (varint, 5 bytes),
 * attributes (1), timestamp delta (varlong, 10), offset delta (varint, 5), number of headers (varint, 3).
 */
const RECORD_OVERHEAD = 24
/** A record batch has 61 bytes of its own. */
export const BATCH_OVERHEAD = 61
/** The bytes of a text in UTF-8. */
type TextSize = (text: string) => number
export const exactly: TextSize = (text) => Buffer.byteLength(text)
/** A UTF-16 unit takes 3 bytes in UTF-8 at most: known without a look at the text. */
export const atMost: TextSize = (text) => text.length * 3

/** An upper bound of a record's size in a batch, in bytes, uncompressed, with its own few fields at their largest. */
export function sizeOfRecord(message: OutgoingMessage, text: TextSize): number {
  const { key, value } = message
  return RECORD_OVERHEAD + sizeOfData(key, text) + sizeOfData(value, text) + sizeOfHeaders(headersOf(message), text)
}

function sizeOfHeaders(headers: OutgoingMessage['headers'], text: TextSize): number {
  if (headers === undefined) return 0
  let size = 0
  // inherited ones, which are never sent, make the bound no less of one
  for (const key in headers) {
    const value: unknown = headers[key]
    const name = withLength(text(key))
    if (!Array.isArray(value)) size += name + sizeOfData(value, text)
    else for (const item of value) size += name + sizeOfData(item, text)
  }
  return size
}

function sizeOfData(data: unknown, text: TextSize): number {
  if (typeof data === 'string') return withLength(text(data))
  return withLength(data instanceof Uint8Array ? data.length : 0)
}

/** Bytes and their length before them, a zigzag varint: 6 bits in the first byte, 7 in each more. */
function withLength(bytes: number): number {
  return bytes + (bytes < 64 ? 1 : bytes < 8_192 ? 2 : bytes < 1_048_576 ? 3 : 5)
}
