import { describe, expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import { AvroEncodeError } from '../errors/avro-encode-error'
import type { AvroSchema } from '../schema/avro-schema'
import type { AvroValue } from '../schema/avro-value'

const DECIMAL = { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } as const
const DATE = { type: 'int', logicalType: 'date' } as const
const INSTANT = { type: 'long', logicalType: 'timestamp-millis' } as const
const MILLIS = { type: 'int', logicalType: 'time-millis' } as const
const MICROS = { type: 'long', logicalType: 'time-micros' } as const
const DURATION = { type: 'fixed', name: 'D', size: 12, logicalType: 'duration' } as const
const UUID = { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' } as const
const COUNTS = { type: 'map', values: 'int' } as const

/** A value of a schema, as TypeScript has it. */
function pair<const S extends AvroSchema>(schema: S, value: AvroValue<S>): [AvroSchema, unknown] {
  return [schema, value]
}

const duration = { months: 1, days: 2, milliseconds: 3 }
const uuid = '7d444840-9dc0-11d1-b245-5ffdce74fad2'

describe('a union', () => {
  it.each([
    pair(['null', DECIMAL], '12.50'),
    pair(['null', DATE], new Date('2026-01-01')),
    pair([DECIMAL, COUNTS], '12.50'),
    pair([MILLIS, MICROS], 5n),
    pair([MILLIS, MICROS], 5),
    pair(['null', INSTANT, 'string'], '2026-01-01'),
    pair([DURATION, 'string'], duration),
    pair([COUNTS, INSTANT], new Date('2026-01-01')),
    pair([{ type: 'record', name: 'R', fields: [{ name: 'must', type: 'string' }] }, DATE], new Date('2026-01-01')),
  ])('has the values of its branches where these are told apart: %j', (schema, value) => {
    expect(roundTrip(schema, value)).toStrictEqual(value)
  })

  it.each([
    pair(['string', DECIMAL], { bytes: '12.50' }),
    pair(['string', DECIMAL], { string: '12.50' }),
    pair(['null', DATE, INSTANT], { int: new Date('2026-01-01') }),
    pair(['null', DATE, INSTANT], { long: new Date('2026-01-01') }),
    pair(['null', DATE, INSTANT], null),
    pair(['null', DURATION, COUNTS], { D: duration }),
    pair(['null', DURATION, COUNTS], { map: { months: 1 } }),
    pair(['string', UUID], { U: uuid }),
    pair([MILLIS, 'double'], { int: 5 }),
    pair([MILLIS, 'double'], { double: 5 }),
  ])('names the branch where two are of one kind: %j', (schema, value) => {
    expect(roundTrip(schema, value)).toStrictEqual(value)
  })

  it('takes no value bare whose branch it cannot tell', () => {
    const type = new AvroType({ type: 'record', name: 'R', fields: [{ name: 'f', type: ['string', DECIMAL] }] })
    expect(() => type.encode({ f: '12.50' })).toThrow(AvroEncodeError)
  })
})

describe('a logical type where it does not apply', () => {
  it.each([
    pair({ type: 'string', logicalType: 'date' }, 'a'),
    pair({ type: 'int', logicalType: 'timestamp-millis' }, 5),
    pair({ type: 'long', logicalType: 'uuid' }, 5n),
  ])('is passed over, by types too: %j', (schema, value) => {
    expect(roundTrip(schema, value)).toBe(value)
  })
})

describe('a value of no logical type', () => {
  it.each<[AvroSchema, unknown, string]>([
    [DECIMAL, 12.5, 'decimal: text of at most 9 digits, at most 2 of them behind the point'],
    [INSTANT, 5n, 'timestamp-millis: a valid Date'],
    [DATE, new Date(1), 'date: a Date of midnight in UTC'],
    [DURATION, {}, 'duration: months, days and milliseconds'],
    [UUID, 'x', 'uuid, such as'],
    [MICROS, 5, 'time-micros: a bigint'],
    [MILLIS, 5n, 'time-millis: a number'],
  ])('is told what would be one: %j', (schema, value, expected) => {
    expect(() => new AvroType(schema).encode(value)).toThrow(expected)
  })
})

function roundTrip(schema: AvroSchema, value: unknown): unknown {
  const type = new AvroType(schema)
  return type.readerOf(type)(type.encode(value), 0, PAYLOAD_LIMITS)
}
