import { expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import { AvroEncodeError } from '../errors/avro-encode-error'
import type { AvroSchema } from '../schema/avro-schema'

const record = (name: string, ...fields: { name: string; type: AvroSchema }[]): AvroSchema => {
  return { type: 'record', name, fields }
}
const INNER = record('Inner', { name: 'a', type: { type: 'long', logicalType: 'timestamp-micros' } })
const OTHER = record('Other', { name: 'b', type: 'int' })
const OUTER = record(
  'Outer',
  { name: 'one', type: INNER },
  { name: 'list', type: { type: 'array', items: 'Inner' } },
  { name: 'map', type: { type: 'map', values: 'Inner' } },
  { name: 'maybe', type: ['null', 'Inner'] },
  { name: 'either', type: ['Inner', OTHER] },
)

it('gives plain objects, wherever a record stands', () => {
  const inner = { a: 1n }
  const value = { one: inner, list: [inner], map: { k: inner }, maybe: inner, either: { Other: { b: 2 } } }
  const type = new AvroType(OUTER)
  const bytes = type.encode(value)
  expect(type.readerOf(type)(bytes, 0, PAYLOAD_LIMITS)).toStrictEqual(value)
  const evolved = new AvroType(JSON.parse(JSON.stringify(OUTER)) as AvroSchema)
  expect(evolved.readerOf(type)(bytes, 0, PAYLOAD_LIMITS)).toStrictEqual(value)
})

it.each(['toString', 'constructor', 'valueOf', '__proto__'])('takes %s for no symbol of an enum', (symbol) => {
  const type = new AvroType(
    record('Order', { name: 'state', type: { type: 'enum', name: 'S', symbols: ['OFF', 'ON'] } }),
  )
  expect(() => type.encode({ state: symbol })).toThrow(AvroEncodeError)
  expect(type.encode({ state: 'ON' })).toEqual(Buffer.of(2))
})
