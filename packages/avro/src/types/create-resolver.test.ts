import { describe, expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import type { AvroSchema } from '../schema/avro-schema'

type Field = [name: string, type: AvroSchema]

const record = (name: string, ...fields: Field[]): AvroSchema => {
  return { type: 'record', name, fields: fields.map(([field, type]) => ({ name: field, type })) }
}
const state = (symbols: string[], more = {}): AvroSchema => ({ type: 'enum', name: 'State', symbols, ...more })
const UUID: AvroSchema = { type: 'string', logicalType: 'uuid' }

function readerOf(writer: AvroSchema, reader: AvroSchema) {
  const type = new AvroType(writer)
  const read = new AvroType(reader).readerOf(type)
  return (value: unknown) => read(type.encode(value), 0, PAYLOAD_LIMITS)
}

describe('a branch or a symbol that the reader lacks', () => {
  it.each<[AvroSchema, AvroSchema, readonly [given: unknown, read: unknown][], unknown, string]>([
    [['null', 'string'], 'string', [['a', 'a']], null, "the reader has no type for the writer's null"],
    [['null', 'int'], 'long', [[5, 5n]], null, "the reader has no type for the writer's null"],
    [
      ['null', 'int', 'string'],
      ['null', 'string'],
      [
        [null, null],
        ['a', 'a'],
      ],
      7,
      "the reader has no type for the writer's int",
    ],
    [state(['A', 'B']), state(['A']), [['A', 'A']], 'B', 'the reader has no such symbol, and no default'],
    [
      [record('a.R', ['x', 'int']), record('a.Q', ['y', 'int'])],
      record('a.R', ['x', 'int']),
      [[{ 'a.R': { x: 1 } }, { x: 1 }]],
      { 'a.Q': { y: 1 } },
      "the reader has no type for the writer's a.Q",
    ],
  ])('of %j in %j is wrong where it comes', (writer, reader, good, bad, why) => {
    const read = readerOf(writer, reader)
    for (const [given, expected] of good) expect(read(given)).toEqual(expected)
    expect(() => read(bad)).toThrow(expect.objectContaining({ reason: 'bad_value', offset: 0, path: '', why }))

    const deep = (type: AvroSchema) => record('Deep', ['before', 'string'], ['list', { type: 'array', items: type }])
    const readDeep = readerOf(deep(writer), deep(reader))
    for (const [given, expected] of good)
      expect(readDeep({ before: 'x', list: [given] })).toEqual({ before: 'x', list: [expected] })
    expect(() => readDeep({ before: 'x', list: [bad] })).toThrow(
      expect.objectContaining({ reason: 'bad_value', offset: 3, path: 'list[0]', why }),
    )
  })

  it('of an enum has the default in its place', () => {
    expect(readerOf(state(['A', 'B']), state(['A'], { default: 'A' }))('B')).toBe('A')
  })
})

describe('a branch of a union is read as', () => {
  it('the one of its name, of its kind, or what it may be promoted to', () => {
    const R = (namespace: string) => record(`${namespace}.R`, ['x', 'int'])
    expect(readerOf(R('b'), [R('a'), R('b')])({ x: 1 })).toEqual({ 'b.R': { x: 1 } })
    expect(readerOf(R('c'), [R('a'), R('b')])({ x: 1 })).toEqual({ 'a.R': { x: 1 } })
    expect(readerOf(['null', R('b')], ['null', R('a')])({ x: 1 })).toEqual({ x: 1 })
    expect(readerOf('int', ['long', 'string'])(5)).toBe(5n)
    expect(readerOf('int', ['null', 'long', 'int'])(5)).toBe(5)
    const text = '7d444840-9dc0-11d1-b245-5ffdce74fad2'
    expect(readerOf(UUID, ['bytes', 'string'])(text)).toBe(text)
    expect(readerOf(['bytes', 'string'], ['string', 'bytes'])(Buffer.of(0xff))).toEqual(Buffer.of(0xff))
  })

  it('its own in a record within itself', () => {
    const node = (more: Field[]) => record('Node', ['next', ['null', 'Node']], ...more)
    const read = readerOf(node([['v', ['null', 'int']]]), node([['v', 'int']]))
    expect(read({ next: { next: null, v: 2 }, v: 1 })).toEqual({ next: { next: null, v: 2 }, v: 1 })
    expect(() => read({ next: { next: null, v: null }, v: 1 })).toThrow(
      expect.objectContaining({ reason: 'bad_value', path: 'next.v' }),
    )
  })
})

it('takes no longer with each union within another, of which no branch can be read', () => {
  const levels = 40
  const chain = (leaf: AvroSchema): AvroSchema => {
    const at = (level: number): AvroSchema => {
      if (level === levels) return leaf
      const both: AvroSchema = [
        { type: 'array', items: record(`A${level}`, ['f', at(level + 1)]) },
        { type: 'map', values: `A${level}` },
      ]
      return both
    }
    return at(0)
  }
  expect(() => new AvroType(chain('int')).readerOf(new AvroType(chain('string')))).toThrow('cannot read')
})

describe('bytes that a type of the writer refuses', () => {
  const isLoose = (writer: AvroSchema, reader: AvroSchema) => {
    const read = new AvroType(reader).readerOf(new AvroType(writer))
    return expect(() => read(Buffer.from('\x02a'), 0, PAYLOAD_LIMITS))
  }
  it.each<[AvroSchema, AvroSchema]>([
    [UUID, 'string'],
    [UUID, 'bytes'],
    [UUID, ['null', 'string']],
  ])('are refused where %j is read as %j', (writer, reader) => {
    isLoose(writer, reader).toThrow(expect.objectContaining({ reason: 'bad_value' }))
  })
})
