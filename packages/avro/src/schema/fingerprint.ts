import { canonicalForm } from './canonical-form'
import type { AvroSchema } from './avro-schema'

/** CRC-64-AVRO of no bytes, and its polynomial (Avro 1.12, "Schema Fingerprints"). */
const EMPTY = 0xc15d213aa4d7a795n

const TABLE = BigUint64Array.from({ length: 256 }, (_, index) => {
  let crc = BigInt(index)
  for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ (EMPTY & -(crc & 1n))
  return crc
})

/** What a schema is known by: CRC-64-AVRO of its canonical form, 8 bytes as they are written, the lowest first. */
export function fingerprint(schema: AvroSchema): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(crc64Avro(Buffer.from(canonicalForm(schema))))
  return bytes
}

/** Called once a schema, not once a record. */
export function crc64Avro(bytes: Uint8Array): bigint {
  let crc = EMPTY
  for (const byte of bytes) crc = (crc >> 8n) ^ (TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] ?? 0n)
  return crc
}
