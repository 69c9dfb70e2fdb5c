import { describe, expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import type { AvroSchema } from '../schema/avro-schema'

type Field = [name: string, type: AvroSchema, rest?: object]

/** What every object has. */
const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
const record = (name: string, ...fields: Field[]): AvroSchema => ({
  type: 'record',
  name,
  fields: fields.map(([field, type, rest]) => ({ name: field, type, ...rest })),
})

function read(writer: AvroSchema, value: unknown, reader = writer): unknown {
  const type = new AvroType(writer)
  return new AvroType(reader).readerOf(type)(type.encode(value), 0, PAYLOAD_LIMITS)
}

describe.each(INHERITED)('%s', (name) => {
  const withDefault = record('R', [name, 'string', { default: 'd' }], ['b', 'int'])

  it('is a field, which has its default where a value lacks it', () => {
    expect(read(withDefault, { b: 1 })).toStrictEqual({ [name]: 'd', b: 1 })
    expect(read(withDefault, { [name]: 'x', b: 1 })).toStrictEqual({ [name]: 'x', b: 1 })
    expect(() => new AvroType(withDefault).encode({ [name]: () => 'x', b: 1 })).toThrow(`${name} is [Function: `)
    expect(() => new AvroType(record('R', [name, 'string'])).encode({})).toThrow(
      `${name} is undefined, which is no "string"`,
    )
  })

  it('is no member of a class', () => {
    class Value {
      get b() {
        return 1
      }
    }
    expect(read(withDefault, new Value())).toStrictEqual({ [name]: 'd', b: 1 })
  })

  it('is a field within a default', () => {
    const outer = record('O', ['r', withDefault, { default: { b: 2 } }])
    expect(read(outer, {})).toStrictEqual({ r: { [name]: 'd', b: 2 } })
  })

  it('is a field that one side has not', () => {
    const without = record('R', ['b', 'int'])
    expect(read(without, { b: 1 }, withDefault)).toStrictEqual({ [name]: 'd', b: 1 })
    expect(read(withDefault, { [name]: 'x', b: 1 }, without)).toStrictEqual({ b: 1 })
    const other = record('R', ['b', 'long'], [name, 'string'])
    expect(read(withDefault, { [name]: 'x', b: 1 }, other)).toStrictEqual({ b: 1n, [name]: 'x' })
    expect(() => read(without, { b: 1 }, record('R', [name, 'string']))).toThrow(
      `no matching field for default-less R.${name}`,
    )
  })

  it('is a symbol', () => {
    const state: AvroSchema = { type: 'enum', name: 'S', symbols: ['A', name] }
    expect(read(record('R', ['s', state]), { s: name })).toStrictEqual({ s: name })
    const wider: AvroSchema = { type: 'enum', name: 'S', symbols: [name, 'A', 'B'], default: name }
    expect(read(state, name, wider)).toBe(name)
    expect(read({ type: 'enum', name: 'S', symbols: ['C'] }, 'C', wider)).toBe(name)
    expect(() => new AvroType({ type: 'enum', name: 'S', symbols: [name, name] })).toThrow('duplicate')
  })

  it('is a type, and a branch', () => {
    const union: AvroSchema = [record(name, ['a', 'int']), record('Other', ['b', name])]
    expect(read(union, { [name]: { a: 1 } })).toEqual({ [name]: { a: 1 } })
    expect(read(union, { Other: { b: { a: 1 } } })).toEqual({ Other: { b: { a: 1 } } })
  })

  it('is no branch that a union has not', () => {
    const type = new AvroType([record('A'), record('B')])
    expect(() => type.encode({ [name]: 1 })).toThrow(`the value is { ${name}: 1 }, which is no `)
  })

  it('is a logical type that nobody knows', () => {
    expect(read({ type: 'int', logicalType: name }, 5)).toBe(5)
    expect(read({ type: 'string', logicalType: name }, 'a')).toBe('a')
  })
})

it('reads a field whose name is that of its record behind a line', () => {
  const own = record('_foo', ['foo', 'int'])
  expect(read(own, { foo: 1 }, record('_foo', ['foo', 'long']))).toStrictEqual({ foo: 1n })
})

describe('__proto__', () => {
  it('is a symbol', () => {
    expect(read({ type: 'enum', name: 'S', symbols: ['A', '__proto__'] }, '__proto__')).toBe('__proto__')
  })

  it.each<[AvroSchema, string]>([
    [record('R', ['__proto__', 'int']), 'schema R is wrong, at __proto__: '],
    [
      record('R', ['a', { type: 'array', items: record('In', ['__proto__', 'int']) }]),
      'schema R is wrong, at a[].__proto__: ',
    ],
    [record('a.__proto__', ['b', 'int']), 'schema a.__proto__ is wrong: '],
  ])('is no name of a field or a type: %j', (schema, message) => {
    expect(() => new AvroType(schema)).toThrow(`${message}no object holds a member __proto__: use another name`)
  })
})
