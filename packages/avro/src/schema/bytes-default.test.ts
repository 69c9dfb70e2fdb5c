import { expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { AvroSchemaError } from '../errors/avro-schema-error'
import type { AvroSchema } from './avro-schema'

type Field = [name: string, type: AvroSchema, value?: unknown]

const record = (name: string, ...fields: Field[]): AvroSchema => ({
  type: 'record',
  name,
  fields: fields.map(([field, type, value]) => ({ name: field, type, ...(value !== undefined && { default: value }) })),
})
const FIXED: AvroSchema = { type: 'fixed', name: 'x.F', size: 1 }
const DECIMAL: AvroSchema = { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 }
const ITEMS: AvroSchema = { type: 'array', items: 'bytes' }
const VALUES: AvroSchema = { type: 'map', values: 'bytes' }

it.each<[AvroSchema, string]>([
  [record('R', ['b', 'bytes', 'a\u0100']), 'b'],
  [record('R', ['b', FIXED, '\u0100']), 'b'],
  [record('R', ['b', DECIMAL, '\u0100']), 'b'],
  [record('R', ['b', ['bytes', 'null'], '\u0100']), 'b'],
  [record('x.R', ['a', FIXED], ['b', 'F', '\u0100']), 'b'],
  [record('R', ['b', ITEMS, ['a', '\u0100']]), 'b[1]'],
  [record('R', ['b', VALUES, { k: '\u0100' }]), 'b["k"]'],
  [record('R', ['b', record('In', ['c', 'bytes']), { c: '\u0100' }]), 'b.c'],
  [record('R', ['l', { type: 'array', items: record('In', ['c', 'bytes', '\u0100']) }]), 'l[].c'],
])('%j has a default of no bytes', (schema, path) => {
  const make = () => new AvroType(schema)
  expect(make).toThrow(AvroSchemaError)
  expect(make).toThrow(expect.objectContaining({ path }))
  expect(make).toThrow(
    `R is wrong, at ${path}: a default of bytes has characters from U+0000 to U+00FF, each of which is a byte, and not U+0100`,
  )
})

it('tells of a character beyond 16 bits as it is', () => {
  expect(() => new AvroType(record('R', ['b', 'bytes', '\u{1f600}']))).toThrow('and not U+1F600')
})

it.each<[AvroSchema, unknown]>([
  [record('R', ['b', 'bytes', '\u0000\u00ff']), Buffer.of(4, 0, 255)],
  [record('R', ['b', FIXED, '\u00ff']), Buffer.of(255)],
  [record('R', ['b', 'string', '\u0100']), Buffer.from('\u0004\u0100')],
])('%j has one', (schema, bytes) => {
  expect(new AvroType(schema).encode({})).toEqual(bytes)
})
