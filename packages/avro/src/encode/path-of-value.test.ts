import { expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import type { AvroSchema } from '../schema/avro-schema'

const LEAF: AvroSchema = { type: 'record', name: 'Leaf', fields: [{ name: 'b', type: 'int' }] }
const OTHER: AvroSchema = { type: 'record', name: 'Other', fields: [] }
const inField = (type: AvroSchema): AvroSchema => ({ type: 'record', name: 'R', fields: [{ name: 'a', type }] })

it.each<[AvroSchema, unknown, string]>([
  [inField({ type: 'array', items: LEAF }), { a: [{ b: 1 }, { b: 2 }, { b: 'x' }] }, 'a[2].b'],
  [inField({ type: 'map', values: LEAF }), { a: { 'k"2': { b: 'x' } } }, 'a["k\\"2"].b'],
  [{ type: 'map', values: { type: 'array', items: 'int' } }, { k: [0, 'x'] }, '["k"][1]'],
  [inField(['null', { type: 'array', items: 'int' }, LEAF]), { a: ['x'] }, 'a[0]'],
  [inField(['null', { type: 'array', items: 'int' }, LEAF]), { a: { b: 'x' } }, 'a.b'],
  [inField(['null', { type: 'map', values: 'int' }]), { a: { b: 'x' } }, 'a["b"]'],
  [inField([LEAF, OTHER]), { a: { Leaf: { b: 'x' } } }, 'a.b'],
  [inField([LEAF, OTHER]), { a: { None: { b: 'x' } } }, 'a'],
  ['int', 'x', ''],
])('of a value of %j, %j: %s', (schema, value, path) => {
  const encode = () => new AvroType(schema).encode(value)
  expect(encode).toThrow(expect.objectContaining({ name: 'AvroEncodeError', path }))
})
