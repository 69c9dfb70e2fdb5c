import { describe, expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import { AvroEncodeError } from '../errors/avro-encode-error'
import type { AvroSchema } from '../schema/avro-schema'

const COUNTS: AvroSchema = { type: 'map', values: 'int' }
const inField = (type: AvroSchema): AvroSchema => ({ type: 'record', name: 'R', fields: [{ name: 'f', type }] })

function roundTrip(schema: AvroSchema, value: unknown): unknown {
  const type = new AvroType(schema)
  return type.readerOf(type)(type.encode(value), 0, PAYLOAD_LIMITS)
}

describe('what readers could not take', () => {
  it.each<[AvroSchema, unknown]>([
    ['string', 'a\ud800b'],
    ['string', '\udc00'],
    [COUNTS, { 'a\ud800': 1 }],
    [COUNTS, JSON.parse('{"__proto__": 1}')],
    [COUNTS, new Map([['a', 1]])],
    [COUNTS, new Set([1])],
    [COUNTS, new Date(0)],
    [COUNTS, Buffer.from('ab')],
    [COUNTS, /a/],
    [COUNTS, []],
    [
      COUNTS,
      new (class Counts {
        a = 1
      })(),
    ],
    ['float', 1e300],
    ['int', 1n],
    ['int', 2 ** 31],
    ['int', 0.5],
    ['int', '1'],
    ['int', Symbol('int')],
    ['float', -3.5e38],
  ])('is no value: %j %p', (schema, value) => {
    expect(() => new AvroType(schema).encode(value)).toThrow(AvroEncodeError)
    expect(() => new AvroType(inField(schema)).encode({ f: value })).toThrow(/^f is /)
    expect(() => new AvroType(['null', schema]).encode(value)).toThrow(AvroEncodeError)
  })
})

describe('what they can', () => {
  it.each<[AvroSchema, unknown, unknown]>([
    ['string', 'a\u{1f600}b', 'a\u{1f600}b'],
    ['string', '\ufffd', '\ufffd'],
    [COUNTS, { constructor: 1, toString: 2 }, { constructor: 1, toString: 2 }],
    [COUNTS, Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['float', Infinity, Infinity],
    ['float', Number.NaN, Number.NaN],
    ['float', 3.4028234663852886e38, 3.4028234663852886e38],
    [{ type: 'string' }, 'a', 'a'],
    [inField({ type: 'float' }), { f: 0.5 }, { f: 0.5 }],
  ])('is one: %j %p', (schema, value, expected) => {
    expect(roundTrip(schema, value)).toStrictEqual(expected)
  })
})

it('refuses bytes that are read as text and are none', () => {
  const [text, bytes] = (['string', 'bytes'] as const).map((schema) => new AvroType<unknown>(schema)) as [
    AvroType,
    AvroType,
  ]
  const read = text.readerOf(bytes)
  expect(read(bytes.encode(Buffer.from('ü')), 0, PAYLOAD_LIMITS)).toBe('ü')
  expect(() => read(bytes.encode(Buffer.of(0xff)), 0, PAYLOAD_LIMITS)).toThrow('bad_utf8')
})
