import { describe, expect, it } from '@jest/globals'
import { Type } from 'avsc'
import { avro } from './avro-codec'
import { AvroSchemaError } from './errors/avro-schema-error'
import type { AvroSchema } from './schema/avro-schema'
import type { AvroValue } from './schema/avro-value'
import { AvroType } from './avro-type'
import { plain } from './framing/plain'
import { singleObject } from './framing/single-object'

const ORDER = {
  type: 'record',
  name: 'shop.Order',
  fields: [
    { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'number', type: 'long' },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['NEW', 'PAID'] } },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'placed', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'measured', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'due', type: ['null', { type: 'int', logicalType: 'date' }] },
    {
      name: 'lines',
      type: { type: 'array', items: { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] } },
    },
    { name: 'before', type: ['null', 'State'] },
    {
      name: 'gift',
      type: ['null', 'Line', { type: 'record', name: 'Card', fields: [{ name: 'text', type: 'string' }] }],
    },
    { name: 'extra', type: { type: 'map', values: ['null', 'int', 'long', 'string'] } },
  ],
} as const satisfies AvroSchema
type Order = AvroValue<typeof ORDER>

const order: Order = {
  id: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
  number: 9_223_372_036_854_775_807n,
  state: 'NEW',
  price: '-12.50',
  placed: new Date('2026-11-26T10:00:00.123Z'),
  measured: 1_764_000_000_000_001n,
  due: new Date('2026-12-01'),
  lines: [{ sku: 'ü' }],
  before: null,
  gift: { 'shop.Card': { text: 'hi' } },
  extra: { a: 1, b: 2n ** 60n, c: 'x', d: null },
}
const place = { topic: 'orders', partition: 3, offset: '12', part: 'value' } as const

const bytesOf = async (codec: { encode(value: never, at: typeof place): unknown }, value: unknown) =>
  ((await codec.encode(value as never, place)) as { bytes: Buffer }).bytes

describe('a codec', () => {
  it('gives back what it was given, as natural values', async () => {
    const codec = avro(ORDER)
    const bytes = await bytesOf(codec, order)
    expect(bytes.subarray(0, 2).toString('hex')).toBe('c301')
    expect(await codec.decode(bytes, undefined, place)).toEqual(order)
  })

  it('reads an older schema: a field with a default, another name by alias, an int as long', async () => {
    const before = {
      type: 'record',
      name: 'shop.Old',
      fields: [{ name: 'nr', type: 'int' }],
    } as const satisfies AvroSchema
    const after = {
      type: 'record',
      name: 'shop.New',
      aliases: ['shop.Old'],
      fields: [
        { name: 'number', aliases: ['nr'], type: 'long' },
        { name: 'state', type: 'string', default: 'NEW' },
      ],
    } as const satisfies AvroSchema
    const types = [new AvroType(before), new AvroType(after)]
    const bytes = await bytesOf(avro(before), { nr: 7 })
    expect(await avro(after, { framing: singleObject(types) }).decode(bytes, undefined, place)).toEqual({
      number: 7n,
      state: 'NEW',
    })
  })

  it('does not read microseconds as milliseconds', async () => {
    const [micros, millis] = (['timestamp-micros', 'timestamp-millis'] as const).map(
      (logicalType) => ({ type: 'long', logicalType }) as const,
    )
    const codec = avro(millis as AvroSchema, { framing: plain(new AvroType(micros as AvroSchema)) })
    const read = Promise.resolve().then(() => codec.decode(Buffer.from('02', 'hex'), undefined, place))
    await expect(read).rejects.toMatchObject({
      reason: 'bad_schema',
    })
  })

  it('looks once at schemas that do not go together', () => {
    const codec = avro('int', { framing: plain(new AvroType('string')) })
    const causes = [1, 2].map(() => {
      try {
        return codec.decode(Buffer.of(0), undefined, place)
      } catch (error) {
        return (error as Error).cause
      }
    })
    expect(causes[0]).toBeInstanceOf(AvroSchemaError)
    expect(causes[1]).toBe(causes[0])
  })

  it('names the field of a value that has no bytes', () => {
    const codec = avro(ORDER)
    const wrong = (rest: object) => () => codec.encode({ ...order, ...rest }, place)
    expect(wrong({ number: 7 })).toThrow('number is 7, which is no "long"')
    expect(wrong({ lines: [{ sku: 'a' }, { sku: 1 }] })).toThrow('lines[1].sku is 1, which is no "string"')
    expect(wrong({ price: '1.234' })).toThrow(/^price is '1.234'/)
    expect(wrong({ placed: new Date(NaN) })).toThrow(/^placed is Invalid Date/)
  })

  it('names the place of a payload that has no value', async () => {
    const codec = avro(ORDER)
    const bytes = await bytesOf(codec, order)
    const error = await Promise.resolve()
      .then(() => codec.decode(bytes.subarray(0, 50), undefined, place))
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      name: 'AvroDecodeError',
      topic: 'orders',
      partition: 3,
      offset: '12',
      part: 'value',
      reason: 'truncated',
      path: 'number',
    })
    expect((error as Error).message).toMatch(
      /^value of orders\[3\]@12, schema fingerprint [0-9a-f]{16}, at number: truncated at byte 47$/,
    )
    expect(() => codec.decode(Buffer.from('four'), undefined, place)).toThrow(
      'value of orders[3]@12: truncated at byte 4',
    )
    expect(() => codec.decode(Buffer.alloc(20), undefined, place)).toThrow('bad_marker at byte 0')
    expect(() => codec.decode(Buffer.from('c301' + '00'.repeat(8), 'hex'), undefined, place)).toThrow(
      'unknown_schema at byte 2',
    )
  })

  it('refuses a schema that is none', () => {
    expect(() => avro({ type: 'record', name: 'R', fields: [{ name: 'a', type: 'Nope' }] })).toThrow(
      /^schema .* is wrong: undefined type name: Nope$/,
    )
  })

  it('writes what avsc writes', async () => {
    const schema = {
      type: 'record',
      name: 'P',
      fields: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'string' },
      ],
    } as const satisfies AvroSchema
    const codec = avro(schema, { framing: plain(new AvroType(schema)) })
    const value = { a: -5, b: 'text' }
    expect(await bytesOf(codec, value)).toEqual(Type.forSchema(schema as never).toBuffer(value))
  })
})
