import { buf as crc32c } from 'crc-32/crc32c'
import { describe, expect, it } from '@jest/globals'
import type { HexHeader } from '../vectors/vector'
import { decodeRecord, encodeBatch } from './record-batch'
import { WireReader } from './wire-reader'
import { WireWriter } from './wire-writer'

const headers: readonly HexHeader[] = [
  ['6b', '76'],
  ['fffe', '00'],
  ['6b', null],
  ['', ''],
  ['6b', '76'],
]
const record = { key: 'id', value: '{"a":"é"}', headers }

describe('varints', () => {
  // https://protobuf.dev/programming-guides/encoding/#signed-ints
  it.each([
    [0, '00'],
    [-1, '01'],
    [1, '02'],
    [-2, '03'],
    [300, 'd804'],
    [0x7fffffff, 'feffffff0f'],
    [-0x80000000, 'ffffffff0f'],
  ])('%d is %s', (value, hex) => {
    expect(new WireWriter().varint(value).bytes().toString('hex')).toBe(hex)
    expect(new WireReader(Buffer.from(hex, 'hex')).varint()).toBe(value)
  })
})

describe('a batch', () => {
  it('keeps every header byte, nulls, repeats and their order', () => {
    expect(decodeRecord(encodeBatch(record), 0n)).toEqual(record)
  })

  it('has the checksum of RFC 3720 over what follows it', () => {
    expect(crc32c(Buffer.from('123456789')) >>> 0).toBe(0xe3069283)
    const batch = encodeBatch(record)
    expect(batch.readUInt32BE(17)).toBe(crc32c(batch.subarray(21)) >>> 0)
    expect(batch.readInt32BE(8)).toBe(batch.length - 12)
  })

  it('is found behind others, and behind it a piece of the next', () => {
    const batches = [0n, 1n].map((offset) => {
      const batch = encodeBatch({ ...record, key: String(offset) })
      batch.writeBigInt64BE(offset)
      return batch
    })
    const fetched = Buffer.concat([...batches, encodeBatch(record).subarray(0, 30)])
    expect(decodeRecord(fetched, 1n).key).toBe('1')
    expect(() => decodeRecord(fetched, 2n)).toThrow('the broker gave no record of offset 2')
  })

  it.each([
    ['a changed byte', 40, 'a batch came back with a wrong checksum'],
    ['another version', 16, /^the broker keeps batches of version \d+, which have no headers$/],
  ])('with %s is refused', (_name, at, message) => {
    const batch = encodeBatch(record)
    batch.writeUInt8((batch.readUInt8(at) + 1) & 0xff, at)
    expect(() => decodeRecord(batch, 0n)).toThrow(message)
  })

  it('that was compressed is refused', () => {
    const batch = encodeBatch(record)
    batch.writeInt16BE(1, 21)
    batch.writeInt32BE(crc32c(batch.subarray(21)), 17)
    expect(() => decodeRecord(batch, 0n)).toThrow('the broker compressed the batch')
  })
})
