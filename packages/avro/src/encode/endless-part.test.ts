import { describe, expect, it } from '@jest/globals'
import { inspect } from 'node:util'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import type { AvroSchema } from '../schema/avro-schema'
import { AvroEncodeError } from '../errors/avro-encode-error'
import { AvroSchemaError } from '../errors/avro-schema-error'

const NODE: AvroSchema = {
  type: 'record',
  name: 'Node',
  fields: [
    { name: 'next', type: ['null', 'Node'], default: null },
    { name: 'list', type: { type: 'array', items: 'Node' }, default: [] },
    { name: 'map', type: { type: 'map', values: 'Node' }, default: {} },
  ],
}
const type = new AvroType(NODE)

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('a value without end', () => {
  const inNext: Record<string, unknown> = {}
  inNext['next'] = { next: inNext }
  const inList: Record<string, unknown> = { list: [{}] }
  inList['list'] = [{}, inList]
  const inMap: Record<string, unknown> = {}
  inMap['map'] = { k: inMap }
  it.each<[unknown, string]>([
    [inNext, 'next.next'],
    [inList, 'list[1]'],
    [inMap, 'map["k"]'],
    [{ next: { list: [{}, inMap] } }, 'next.list[1].map["k"]'],
  ])('is no value: %#, at %s', (value, path) => {
    const error = thrownBy(() => type.encode(value))
    expect(error).toBeInstanceOf(AvroEncodeError)
    expect(error).toMatchObject({ path })
    expect((error as Error).message).toMatch(/, which is no value that can be written: it is within itself$/)
  })

  it('is one as well where it is nested beyond the call stack', () => {
    let value: object = {}
    for (let level = 0; level < 20_000; level++) value = { next: value }
    const error = thrownBy(() => type.encode(value))
    expect(error).toBeInstanceOf(AvroEncodeError)
    expect(error).toMatchObject({ path: `next${'.next'.repeat(7)}…` })
    expect((error as Error).message).toMatch(/it is nested too deep$/)
  })

  it('is not one that has a part twice', () => {
    const part = {}
    expect(type.encode({ list: [part, part] }).length).toBeGreaterThan(0)
  })
})

it('shows a value that throws where it is to show itself', () => {
  const value = {
    [inspect.custom]() {
      throw new TypeError('not me')
    },
  }
  expect(() => new AvroType('int').encode(value)).toThrow('the value is something that has no text, which is no "int"')
})

it('tells of a getter that throws as of any value that has no bytes', () => {
  const value = {
    get next(): never {
      throw new TypeError('no next')
    },
  }
  expect(thrownBy(() => type.encode(value))).toBeInstanceOf(AvroEncodeError)
})

it('reads no payload that is nested beyond the call stack, whatever the limits are', () => {
  const bytes = Buffer.alloc(200_000, 2)
  const read = () => type.readerOf(type)(bytes, 0, { ...PAYLOAD_LIMITS, depth: Infinity })
  expect(thrownBy(read)).toMatchObject({ name: 'PayloadFault', reason: 'too_deep' })
})

describe('a schema without end', () => {
  const within: Record<string, unknown> = { type: 'array' }
  within['items'] = within
  const beside: Record<string, unknown> = { type: 'string' }
  beside['of'] = beside
  let deep: AvroSchema = 'int'
  for (let level = 0; level < 20_000; level++) deep = { type: 'array', items: deep }
  it.each<[unknown, string]>([
    [within, 'it is no JSON: Converting circular structure to JSON'],
    [beside, 'it is no JSON: Converting circular structure to JSON'],
    [deep, 'it is nested too deep'],
    [undefined, 'it is no JSON'],
  ])('is none: %#', (schema, why) => {
    const error = thrownBy(() => new AvroType(schema as AvroSchema))
    expect(error).toBeInstanceOf(AvroSchemaError)
    expect((error as Error).message).toContain(`is wrong: ${why}`)
  })
})
