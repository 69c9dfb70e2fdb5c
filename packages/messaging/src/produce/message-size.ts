import { headersOf, type OutgoingMessage } from '../message'

/** More than the record's own fields take: lengths, deltas, attributes (at most 7 varints of up to 10 bytes, KIP-98). */
const RECORD_OVERHEAD = 70
/** A record batch has 61 bytes of its own. */
export const BATCH_OVERHEAD = 61
/** Two lengths of up to 5 bytes each. */
const HEADER_OVERHEAD = 10

/** The bytes of a text in UTF-8. */
type TextSize = (text: string) => number
export const exactly: TextSize = (text) => Buffer.byteLength(text)
/** A UTF-16 unit takes 3 bytes in UTF-8 at most: known without a look at the text. */
export const atMost: TextSize = (text) => text.length * 3

/** An upper bound of a record's size in a batch, in bytes, uncompressed. */
export function sizeOfRecord(message: OutgoingMessage, text: TextSize): number {
  const { key, value } = message
  return RECORD_OVERHEAD + sizeOfData(key, text) + sizeOfData(value, text) + sizeOfHeaders(headersOf(message), text)
}

function sizeOfHeaders(headers: OutgoingMessage['headers'], text: TextSize): number {
  if (headers === undefined) return 0
  let size = 0
  for (const key of Object.keys(headers)) {
    const value: unknown = headers[key]
    const overhead = HEADER_OVERHEAD + text(key)
    if (!Array.isArray(value)) size += overhead + sizeOfData(value, text)
    else for (const item of value) size += overhead + sizeOfData(item, text)
  }
  return size
}

function sizeOfData(data: unknown, text: TextSize): number {
  if (typeof data === 'string') return text(data)
  return data instanceof Uint8Array ? data.length : 0
}
