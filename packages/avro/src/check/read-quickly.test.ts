import { describe, expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PayloadFault } from '../errors/payload-fault'
import type { AvroSchema } from '../schema/avro-schema'
import { isBoundedByBytes } from './bounded-by-bytes'
import { PAYLOAD_LIMITS } from './payload-limits'
import { SHORT, shortAscii } from './short-ascii'

const NODE: AvroSchema = { type: 'record', name: 'Node', fields: [{ name: 'next', type: ['null', 'Node'] }] }
const EMPTY: AvroSchema = { type: 'record', name: 'Empty', fields: [{ name: 'none', type: 'null' }] }
const PAIR: AvroSchema = {
  type: 'record',
  name: 'a.Pair',
  fields: [
    { name: 'left', type: { type: 'record', name: 'Point', fields: [{ name: 'x', type: 'int' }] } },
    { name: 'right', type: 'Point' },
  ],
}

/** Each level has the one before twice: 2^(levels + 1) - 1 records of no bytes. */
function doubled(levels: number): AvroSchema {
  let inner: AvroSchema = EMPTY
  for (let level = 1; level <= levels; level++) {
    const again = level === 1 ? 'Empty' : `Level${level - 1}`
    inner = {
      type: 'record',
      name: `Level${level}`,
      fields: [
        { name: 'a', type: inner },
        { name: 'b', type: again },
      ],
    }
  }
  return inner
}

const read = (schema: AvroSchema, hex: string, limits = {}): unknown => {
  const type = new AvroType(schema)
  return type.readerOf(type)(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, { ...PAYLOAD_LIMITS, ...limits })
}

describe('whether bytes bound what is made of them', () => {
  it.each<[AvroSchema, boolean]>([
    ['long', true],
    [PAIR, true],
    [['null', 'string'], true],
    [{ type: 'array', items: 'string' }, true],
    [{ type: 'array', items: ['null'] }, true],
    [{ type: 'map', values: 'null' }, true],
    [{ type: 'array', items: 'null' }, false],
    [{ type: 'array', items: EMPTY }, false],
    [{ type: 'array', items: { type: 'fixed', name: 'F', size: 0 } }, false],
    [{ type: 'map', values: { type: 'array', items: 'null' } }, false],
    [{ type: 'record', name: 'One', fields: [{ name: 'none', type: 'null' }] }, true],
    [doubled(3), false],
    [NODE, false],
    [{ type: 'array', items: NODE }, false],
  ])('%j: %s', (schema, expected) => {
    expect(isBoundedByBytes(schema)).toBe(expected)
  })
})

describe('what is right and rare', () => {
  it.each<[string, AvroSchema, string, unknown]>([
    ['a block that says its size', { type: 'array', items: 'int' }, '01 02 04 00', [2]],
    ['a length of more bytes than it needs', 'string', '82 80 80 80 00 61', 'a'],
    ['a text that has the character of what is no text', 'string', '06 efbfbd', '\ufffd'],
    ['the name that no object has as a key, as a value', 'string', '12 5f5f70726f746f5f5f', '__proto__'],
    ['a long of ten bytes', 'long', 'ffffffffffffffffff01', -(2n ** 63n)],
    ['the highest long', 'long', 'feffffffffffffffff01', 2n ** 63n - 1n],
    ['a long of nine bytes', 'long', '80 80 80 80 80 80 80 80 40', 2n ** 61n],
    ['the lowest int', 'int', 'ffffffff0f', -(2 ** 31)],
    ['an int of more bytes than it needs', 'int', '82 00', 1],
    ['text of no bytes', 'string', '00', ''],
    ['items of no bytes', { type: 'array', items: 'null' }, '06 00', [null, null, null]],
  ])('is read: %s', (_title, schema, hex, expected) => {
    expect(read(schema, hex)).toEqual(expected)
  })

  it('makes no array of the length that a payload claims', () => {
    const claims = { type: 'array', items: 'int' } as const
    for (const count of ['feffff7f', 'ffffffff0f', '80808080808080808001'])
      expect(() => read(claims, count)).toThrow(PayloadFault)
  })

  it('makes no more records of no bytes than the limit', () => {
    expect(() => read(doubled(5), '', { items: 63 })).not.toThrow()
    expect(() => read(doubled(5), '', { items: 62 })).toThrow('too_many_items')
    expect(() => read(doubled(40), '')).toThrow('too_many_items')
  })

  it('is refused with more items than the limit, although they take bytes', () => {
    expect(() => read({ type: 'array', items: 'int' }, '06 02 04 06 00', { items: 2 })).toThrow('too_many_items')
  })
})

describe('readers of another schema', () => {
  const recordOf = (...fields: object[]) => ({ type: 'record', name: 'R', fields }) as unknown as AvroSchema
  const field = (name: string, type: AvroSchema, more = {}) => ({ name, type, ...more })
  const uuid = { type: 'string', logicalType: 'uuid' } as const
  const state = { type: 'enum', name: 'E', symbols: ['A', 'B'] } as const
  const b = field('b', 'int')

  it('take a field of the writer for two of theirs', () => {
    const reader = new AvroType(recordOf(field('a', 'string'), field('x', 'string', { aliases: ['a'] }), b))
    const writer = new AvroType(recordOf(field('a', 'string'), b))
    const payload = Buffer.from('02 61 08'.replaceAll(' ', ''), 'hex')
    expect(reader.readerOf(writer)(payload, 0, PAYLOAD_LIMITS)).toEqual({ a: 'a', x: 'a', b: 4 })
  })

  it.each<[string, AvroSchema, AvroSchema, string, string, number, string]>([
    ['no text, as bytes', 'string', 'bytes', '02 ff', 'bad_utf8', 1, ''],
    ['no UUID, as text', uuid, 'string', '02 61', 'bad_value', 0, ''],
    ['no UUID, passed over', recordOf(field('a', uuid), b), recordOf(b), '02 61 02', 'bad_value', 0, 'a'],
    ['no symbol, passed over', recordOf(field('a', state), b), recordOf(b), '04 02', 'bad_symbol', 0, 'a'],
    ['no text, passed over', recordOf(field('a', 'string'), b), recordOf(b), '02 ff 02', 'bad_utf8', 1, 'a'],
    ['no branch, passed over', recordOf(field('a', ['null']), b), recordOf(b), '02 02', 'bad_branch', 0, 'a'],
  ])('refuse %s', (_, writer, reader, hex, reason, offset, path) => {
    const read = new AvroType(reader).readerOf(new AvroType(writer))
    const reading = () => read(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, PAYLOAD_LIMITS)
    expect(reading).toThrow(expect.objectContaining({ reason, offset, path }))
  })
})

describe('short texts', () => {
  it('are those of Node, as long as they are ASCII', () => {
    const ascii = 'abcdefghijkl'
    for (let length = 0; length <= SHORT; length++)
      expect(shortAscii(Buffer.from(`-${ascii}`), 1, length)).toBe(ascii.slice(0, length))
    for (const text of ['ü', 'abcü', 'abcdü', 'abcü5678'])
      expect(shortAscii(Buffer.from(text), 0, Buffer.byteLength(text))).toBeUndefined()
  })
})
