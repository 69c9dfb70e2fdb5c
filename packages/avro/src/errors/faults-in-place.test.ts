import { describe, expect, it } from '@jest/globals'
import { avro } from '../avro-codec'
import { AvroType } from '../avro-type'
import { plain } from '../framing/plain'
import type { AvroSchema } from '../schema/avro-schema'

const place = { topic: 't', partition: 0, offset: '1', part: 'value' } as const
const UUID: AvroSchema = { type: 'string', logicalType: 'uuid' }
const INSTANT: AvroSchema = { type: 'long', logicalType: 'timestamp-millis' }
const DECIMAL: AvroSchema = { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 }

/** A field that both sides have differently, behind one that only the writer has. */
const around = (type: AvroSchema, before: AvroSchema[] = []): AvroSchema => ({
  type: 'record',
  name: 'R',
  fields: [...before.map((each) => ({ name: 'before', type: each })), { name: 'a', type }],
})
const items = (type: AvroSchema): AvroSchema => ({ type: 'array', items: around(type) })
const values = (type: AvroSchema): AvroSchema => ({ type: 'map', values: type })
const id = '7d444840-9dc0-11d1-b245-5ffdce74fad2'

describe('a value of its writer that its reader cannot take', () => {
  it.each<[AvroSchema, AvroSchema, unknown, string]>([
    [
      around('string', ['string']),
      around(UUID),
      { before: 'xy', a: 'no' },
      "a: bad_value at byte 3: the writer's string, read as uuid",
    ],
    [
      items('string'),
      items(UUID),
      [{ a: id }, { a: 'no' }],
      "[1].a: bad_value at byte 38: the writer's string, read as uuid",
    ],
    [
      values('long'),
      values(INSTANT),
      { k: 2n ** 62n },
      `["k"]: bad_value at byte 3: the writer's long, read as timestamp-millis`,
    ],
    [
      around(['null', 'bytes']),
      around(['null', DECIMAL]),
      { a: Buffer.alloc(4, 9) },
      "a: bad_value at byte 1: the writer's bytes, read as decimal(4, 2)",
    ],
    [
      around('bytes'),
      around('string'),
      { a: Buffer.of(0xff) },
      "a: bad_utf8 at byte 0: the writer's bytes, read as string",
    ],
  ])('%j for %j is told with its place: %p', (writer, reader, value, expected) => {
    const type = new AvroType(writer)
    const codec = avro(reader, { framing: plain(type) })
    expect(() => codec.decode(type.encode(value), undefined, place)).toThrow(`value of t[0]@1, at ${expected}`)
  })

  it('is found in blocks that say their size', () => {
    const codec = avro(items(UUID), { framing: plain(new AvroType(items('string'))) })
    // one item of 3 bytes, and none
    expect(() => codec.decode(Buffer.from('01 06 04 6e6f 00'.replaceAll(' ', ''), 'hex'), undefined, place)).toThrow(
      'at [0].a: bad_value at byte 2',
    )
  })
})

it('reads no fixed of another size as a logical type', () => {
  const reader = new AvroType({ type: 'fixed', name: 'F', size: 16, logicalType: 'uuid' })
  expect(() => reader.readerOf(new AvroType({ type: 'fixed', name: 'F', size: 12 }))).toThrow('cannot read')
})
