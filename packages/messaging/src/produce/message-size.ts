import { headersOf, type OutgoingMessage } from '../message'

/** More than the record's own fields take: lengths, deltas, attributes (at most 7 varints of up to 10 bytes, KIP-98). */
const RECORD_OVERHEAD = 70
/** A record batch has 61 bytes of its own. */
export const BATCH_OVERHEAD = 61
/** Two lengths of up to 5 bytes each. */
const HEADER_OVERHEAD = 10

/** An upper bound of a record's size in a batch, in bytes, uncompressed. */
export function sizeOfRecord(message: OutgoingMessage): number {
  return RECORD_OVERHEAD + sizeOfData(message.key) + sizeOfData(message.value) + sizeOfHeaders(headersOf(message))
}

function sizeOfHeaders(headers: OutgoingMessage['headers']): number {
  if (headers === undefined) return 0
  let size = 0
  for (const [key, value] of Object.entries(headers)) {
    const values = Array.isArray(value) ? (value as unknown[]) : [value]
    for (const item of values) size += HEADER_OVERHEAD + Buffer.byteLength(key) + sizeOfData(item)
  }
  return size
}

function sizeOfData(data: unknown): number {
  if (typeof data === 'string') return Buffer.byteLength(data)
  return data instanceof Uint8Array ? data.length : 0
}
