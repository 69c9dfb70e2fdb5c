import { buf as crc32c } from 'crc-32/crc32c'
import type { HexHeader } from '../vectors/vector'
import { KafkaFault } from './kafka-fault'
import { WireReader } from './wire-reader'
import { WireWriter } from './wire-writer'

export interface WireRecord {
  readonly key: string
  readonly value: string
  readonly headers: readonly HexHeader[]
}

const MAGIC = 2
/** Bytes of a batch that its length does not count: base offset and the length itself. */
const BEFORE_LENGTH = 12
const COMPRESSION = 0b111

/** A record batch of version 2 (KIP-98) that holds one record, uncompressed, and each header's bytes as they are. */
export function encodeBatch(record: WireRecord, timestamp = Date.now()): Buffer {
  const payload = recordBytes(record)
  const checked = new WireWriter()
    .int16(0) // attributes: no compression, create time, no transaction
    .int32(0) // last offset delta
    .int64(BigInt(timestamp))
    .int64(BigInt(timestamp))
    .int64(-1n) // producer id
    .int16(-1) // producer epoch
    .int32(-1) // base sequence
    .int32(1) // records
    .varint(payload.length)
    .raw(payload)
    .bytes()
  const counted = new WireWriter()
    .int32(-1) // partition leader epoch
    .int8(MAGIC)
    .int32(crc32c(checked))
    .raw(checked)
    .bytes()
  return new WireWriter().int64(0n).block(counted).bytes()
}

function recordBytes({ key, value, headers }: WireRecord): Buffer {
  const record = new WireWriter().int8(0).varint(0).varint(0)
  record.varBlock(Buffer.from(key)).varBlock(Buffer.from(value)).varint(headers.length)
  for (const [headerKey, headerValue] of headers) {
    record.varBlock(Buffer.from(headerKey, 'hex'))
    record.varBlock(headerValue === null ? null : Buffer.from(headerValue, 'hex'))
  }
  return record.bytes()
}

/**
 * The record at an offset, from batches as a broker keeps them.
 *
 * @throws KafkaFault when it is not there whole, or in another form than it was sent in
 */
export function decodeRecord(batches: Buffer, offset: bigint): WireRecord {
  const reader = new WireReader(batches)
  while (reader.left > BEFORE_LENGTH) {
    const baseOffset = reader.int64()
    const batch = new WireReader(reader.raw(Math.min(reader.int32(), reader.left)))
    if (baseOffset === offset) return recordOf(batch)
  }
  throw new KafkaFault(`the broker gave no record of offset ${offset}`)
}

function recordOf(batch: WireReader): WireRecord {
  batch.int32() // partition leader epoch
  const magic = batch.int8()
  if (magic !== MAGIC) throw new KafkaFault(`the broker keeps batches of version ${magic}, which have no headers`)
  const sum = batch.uint32()
  const checked = batch.raw(batch.left)
  if (crc32c(checked) >>> 0 !== sum) throw new KafkaFault('a batch came back with a wrong checksum')
  const fields = new WireReader(checked)
  if ((fields.int16() & COMPRESSION) !== 0) {
    throw new KafkaFault('the broker compressed the batch: set compression.type of the topic to producer')
  }
  fields.raw(4 + 8 + 8 + 8 + 2 + 4) // last offset delta, timestamps, producer id and epoch, sequence
  if (fields.int32() !== 1) throw new KafkaFault('a batch came back with another count of records')
  const record = new WireReader(fields.raw(fields.varint()))
  record.int8() // attributes
  record.varint() // timestamp delta
  record.varint() // offset delta
  const key = record.varBlock()?.toString('utf8') ?? ''
  const value = record.varBlock()?.toString('utf8') ?? ''
  return { key, value, headers: Array.from({ length: record.varint() }, () => headerOf(record)) }
}

function headerOf(record: WireReader): HexHeader {
  const key = record.varBlock()?.toString('hex') ?? ''
  return [key, record.varBlock()?.toString('hex') ?? null]
}
