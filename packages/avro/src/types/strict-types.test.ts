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

describe('what a promoted number is', () => {
  const promoted = (writer: AvroSchema, reader: AvroSchema, value: unknown): unknown => {
    const type = new AvroType(writer)
    return new AvroType(reader).readerOf(type)(type.encode(value), 0, PAYLOAD_LIMITS)
  }
  it.each<[AvroSchema, AvroSchema, unknown, number]>([
    ['int', 'float', 16_777_217, 16_777_216],
    ['int', 'float', -3, -3],
    ['int', 'double', -16_777_217, -16_777_217],
    ['long', 'float', 2n ** 40n + 1n, 2 ** 40],
    ['long', 'double', 9_007_199_254_740_993n, 9_007_199_254_740_992],
    ['long', 'double', -(2n ** 63n), -(2 ** 63)],
    ['float', 'double', 0.1, Math.fround(0.1)],
  ])('%j as %j: %s', (writer, reader, value, expected) => {
    expect(promoted(writer, reader, value)).toBe(expected)
  })
})

describe('a default of a union', () => {
  const defaultOf = (type: AvroSchema, value: unknown): unknown => {
    const record = { type: 'record', name: 'R', fields: [{ name: 'f', type, default: value }] } as AvroSchema
    return (roundTrip(record, {}) as { f: unknown }).f
  }
  const LINE: AvroSchema = { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] }
  it.each<[AvroSchema, unknown, unknown]>([
    [['null', 'int'], 4, 4],
    [['null', 'long'], 4, 4n],
    [['null', LINE], { sku: 'a' }, { sku: 'a' }],
    [['int', 'string'], 'a', 'a'],
    [['null', 'int', 'double'], 1.5, { double: 1.5 }],
    [['null', 'int', 'double'], 1, { int: 1 }],
    [{ type: 'array', items: ['null', 'int'] }, [1, null], [1, null]],
    [['null', 'bytes'], '\u00ff', Buffer.of(0xff)],
    [['bytes', 'string'], '\u0100', '\u0100'],
  ])('of %j is one of the first branch that it fits: %j', (type, value, expected) => {
    expect(defaultOf(type, value)).toStrictEqual(expected)
  })

  it.each<[AvroSchema, unknown]>([
    [['null', 'int'], 'a'],
    [['long', 'boolean'], '5'],
    ['long', true],
    ['long', '5'],
    ['long', 1.5],
  ])('of %j is not %j', (type, value) => {
    expect(() => defaultOf(type, value)).toThrow('incompatible field default')
  })
})

describe('a record whose fields all have defaults', () => {
  const OPTIONS = {
    type: 'record',
    name: 'Options',
    fields: [{ name: 'a', type: ['null', 'string'], default: null }],
  } as const
  it.each([[new Date()], [[1]], [Buffer.of(1)], [new Map([['a', 'b']])], [new Set()], ['x'], [5], [null]])(
    'is not %j',
    (value) => {
      expect(() => roundTrip(OPTIONS, value)).toThrow(AvroEncodeError)
      expect(() => roundTrip(inField(OPTIONS), { f: value })).toThrow(/^f is /)
    },
  )

  it('is any object of members', () => {
    class Given {
      a = 'x'
    }
    expect(roundTrip(OPTIONS, {})).toEqual({ a: null })
    expect(roundTrip(OPTIONS, new Given())).toEqual({ a: 'x' })
    expect(roundTrip(OPTIONS, Object.create(null))).toEqual({ a: null })
  })
})

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
