import { expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { AvroSchemaError } from '../errors/avro-schema-error'
import type { AvroSchema } from '../schema/avro-schema'

type Field = [name: string, type: AvroSchema, rest?: object]

const record = (name: string, ...fields: Field[]): AvroSchema => ({
  type: 'record',
  name,
  fields: fields.map(([field, type, rest]) => ({ name: field, type, ...rest })),
})
const state = (...symbols: string[]): AvroSchema => ({ type: 'enum', name: 'State', symbols })
const items = (type: AvroSchema): AvroSchema => ({ type: 'array', items: type })
const values = (type: AvroSchema): AvroSchema => ({ type: 'map', values: type })
const logical = (logicalType: string): AvroSchema => ({ type: 'long', logicalType })
const order = (line: AvroSchema, note: AvroSchema) =>
  record('shop.Order', ['lines', items(record('Line', ['a', line]))], ['notes', values(note)])

it.each<[AvroSchema, AvroSchema, string]>([
  [values('int'), record('R', ['f', 'int']), 'schema R cannot read what map of int wrote: map is not read as R'],
  ['string', 'int', 'schema int cannot read what string wrote: string is not read as int'],
  [
    order(state('B', 'C'), 'int'),
    order(state('A'), 'int'),
    'schema shop.Order cannot read what shop.Order wrote, at lines[].a: shop.State has neither B, C nor a default',
  ],
  [order('int', ['boolean', 'bytes']), order('int', ['null', 'int']), 'at notes[]: boolean is not read as [null, int]'],
  [order('int', ['null', 'boolean']), order('int', 'int'), 'at notes[]: null is not read as int'],
  [
    order(logical('timestamp-micros'), 'int'),
    order(logical('timestamp-millis'), 'int'),
    'at lines[].a: long (timestamp-micros) is not read as long (timestamp-millis)',
  ],
  [
    record('R', ['a', record('In', ['x', 'int'])]),
    record('R', ['b', record('In', ['x', 'int'], ['y', 'int']), { aliases: ['a'] }]),
    'at b: no matching field for default-less In.y',
  ],
  [
    record('a.R', ['f', 'int']),
    record('a.Q', ['f', 'int']),
    'schema a.Q cannot read what a.R wrote: no alias found for a.R',
  ],
  // within itself, before the field that is to blame
  [
    record('N', ['next', ['null', 'N']], ['x', 'string']),
    record('N', ['next', ['null', 'N']], ['x', 'int']),
    'at x: string is not read as int',
  ],
  [
    { type: 'fixed', name: 'F', size: 2 },
    { type: 'fixed', name: 'F', size: 3 },
    'F of 2 bytes is not read as F of 3 bytes',
  ],
])('%j is not read as %j: %s', (writer, reader, expected) => {
  const read = () => new AvroType(reader).readerOf(new AvroType(writer))
  expect(read).toThrow(expected)
  expect(read).toThrow(expect.objectContaining({ schema: reader, writer }))
})

it.each<[unknown, string]>([
  [{ type: 'record', fields: [] }, 'is wrong: it has no name'],
  [{ type: 'enum', symbols: ['A'] }, 'is wrong: it has no name'],
  [{ type: 'record', name: 'R', fields: [{ type: 'int' }] }, 'schema R is wrong, at fields[0]: it has no name'],
  [{ type: 'record', name: 'R', aliases: [5], fields: [] }, 'schema R is wrong: its aliases are no list of names'],
  [
    { type: 'record', name: 'R', fields: [{ name: 'a', type: 'int', aliases: 'b' }] },
    'schema R is wrong, at a: its aliases are no list of names',
  ],
])('says what is wrong with %j', (schema, expected) => {
  expect(() => new AvroType(schema as AvroSchema)).toThrow(expected)
})

it('names no more of a schema than can be read', () => {
  const wrong = items(items(items(items('Nope'))))
  expect(() => new AvroType(wrong)).toThrow('schema array of array of array of … is wrong: undefined type name: Nope')
  expect(() => new AvroType(null as never)).toThrow(AvroSchemaError)
})
