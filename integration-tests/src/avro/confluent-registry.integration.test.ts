import {
  AvroType,
  avro,
  canonicalForm,
  confluent,
  confluentRegistry,
  SchemaRegistryError,
  type AvroSchema,
} from '@filrouge/avro'
import { startSchemaRegistry, type RunningSchemaRegistry } from '@filrouge/harness'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'

const INVOICE = {
  type: 'record',
  name: 'Invoice',
  namespace: 'shop.billing',
  doc: 'what a customer owes',
  fields: [
    { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'placed', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 } },
    {
      name: 'terms',
      type: { type: 'fixed', name: 'shop.common.Term', size: 12, logicalType: 'duration' },
    },
    { name: 'lines', type: { type: 'array', items: { type: 'record', name: 'Line', fields: LINE() } } },
    { name: 'first', type: ['null', 'Line'], default: null },
    { name: 'note', type: 'string', default: '', aliases: ['comment'] },
  ],
} as const satisfies AvroSchema

function LINE() {
  return [
    { name: 'sku', type: 'string' },
    { name: 'count', type: 'long' },
  ] as const
}

/** The first start on a machine fetches the registry. */
const FETCH_MS = 600_000

let running: RunningSchemaRegistry
let topic: string

beforeAll(async () => {
  running = await startSchemaRegistry()
}, FETCH_MS)
afterAll(() => running.stop())
beforeEach(() => {
  topic = `orders-${randomUUID()}`
})

/** A client of its own, which remembers nothing of what others asked. */
const client = () => confluentRegistry(running.url)

const received = (part: 'key' | 'value' = 'value') => ({ topic, part, partition: 3, offset: '12' })

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  )
}

describe('ids', () => {
  it('are given to schemas, which are found by them', async () => {
    const { id } = await client().register(`${topic}-value`, INVOICE)
    expect(await client().schemaById(id)).toEqual(INVOICE)
  })

  it('stay the same: registered again, looked up, and under another subject', async () => {
    const registry = client()
    const first = await registry.register(`${topic}-value`, INVOICE)
    expect(await registry.register(`${topic}-value`, INVOICE)).toEqual(first)
    expect(await client().register(`${topic}-value`, INVOICE)).toEqual(first)
    expect(await client().lookUp(`${topic}-value`, INVOICE)).toEqual(first)
    expect(await client().register(`${topic}/of another-key`, INVOICE)).toEqual(first)
  })

  it('differ where schemas do', async () => {
    const registry = client()
    const ids = ['long', 'string', INVOICE].map(async (schema) => (await registry.register(topic, schema)).id)
    expect(new Set(await Promise.all(ids)).size).toBe(3)
  })

  it('that nobody gave are an error with the id', async () => {
    expect(await failure(client().schemaById(2_000_000_001))).toMatchObject({
      name: 'SchemaRegistryError',
      reason: 'unknown_schema',
      id: 2_000_000_001,
      message: `schema registry ${running.url}, id 2000000001: it does not know it (404: No content with ID '2000000001' was found.)`,
    })
  })

  it('that nobody gave are a reason in the error of the payload, with its place', async () => {
    const codec = avro(INVOICE, { framing: confluent(client()) })
    const payload = Buffer.from('0077359401020304', 'hex')
    expect(await failure(Promise.resolve(codec.decode(payload, undefined, received())))).toMatchObject({
      name: 'AvroDecodeError',
      reason: 'unknown_schema',
      topic,
      partition: 3,
      offset: '12',
      cause: { reason: 'unknown_schema', id: 2_000_000_001 },
      isPassing: false,
    })
  })
})

describe('subjects', () => {
  it.each([
    ['register: false', 'test', { register: false }],
    ['NODE_ENV=production', 'production', {}],
  ])('that are not registered are an error with their name, where %s', async (_, environment, options) => {
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = environment
    const framing = confluent(client(), options)
    process.env['NODE_ENV'] = before
    const codec = avro('long', { framing })
    const error = await failure(Promise.resolve(codec.encode(1n, { topic, part: 'value' })))
    expect(error).toBeInstanceOf(SchemaRegistryError)
    expect(error).toMatchObject({ reason: 'unknown_schema', subject: `${topic}-value` })
    expect((error as Error).message).toContain(`, subject ${topic}-value: it does not know it (404: No artifact`)
    const subjects = await (await fetch(`${running.url}/subjects`)).json()
    expect(subjects).not.toContain(`${topic}-value`)
  })

  it('that have another schema are an error with their name', async () => {
    await client().register(`${topic}-value`, 'string')
    expect(await failure(client().lookUp(`${topic}-value`, 'long'))).toMatchObject({
      reason: 'unknown_schema',
      subject: `${topic}-value`,
      message: expect.stringContaining('The given schema does not match any schema under the subject'),
    })
  })

  it('refuse a schema that is not compatible, with what the registry says of it', async () => {
    const point = (...names: string[]): AvroSchema => {
      return { type: 'record', name: 'Point', fields: names.map((name) => ({ name, type: 'int' })) }
    }
    await client().register(`${topic}-value`, point('x'))
    const configured = await fetch(`${running.url}/config/${topic}-value`, {
      method: 'PUT',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ compatibility: 'BACKWARD' }),
    })
    expect(configured.ok).toBe(true)
    const codec = avro(point('x', 'y'), { framing: confluent(client()) })
    const error = await failure(Promise.resolve(codec.encode({ x: 1, y: 2 }, { topic, part: 'value' })))
    expect(error).toMatchObject({ name: 'SchemaRegistryError', reason: 'refused', subject: `${topic}-value` })
    expect((error as Error).message).toMatch(/-value: 409: .*Incompatible artifact: .*\[AVRO\].*\[y at \/fields\/1\]$/)
    // a field fewer is what a reader of the old records can do without
    expect(await client().register(`${topic}-value`, point())).toEqual({ id: expect.any(Number) })
  })

  it('refuse what is no schema', async () => {
    expect(await failure(client().register(`${topic}-value`, { type: 'no such type' } as never))).toMatchObject({
      reason: 'refused',
      subject: `${topic}-value`,
    })
  })

  it('give no GUID here, which is said where it is asked for', async () => {
    const codec = avro('long', { framing: confluent(client(), { id: 'header' }) })
    expect(await failure(Promise.resolve(codec.encode(1n, { topic, part: 'key' })))).toMatchObject({
      reason: 'refused',
      subject: `${topic}-key`,
      message: expect.stringContaining('it gives no GUID'),
    })
  })
})

describe('schemas', () => {
  it('keep logical types, namespaces, documentation, defaults and aliases', async () => {
    const { id } = await client().register(`${topic}-value`, INVOICE)
    const found = await client().schemaById(id)
    expect(found).toEqual(INVOICE)
    expect(new AvroType(found).fingerprint).toEqual(new AvroType(INVOICE).fingerprint)
  })

  it('read what others wrote with them: values of logical types arrive as they were', async () => {
    const value = {
      id: '9b2d1c7e-4a53-4d0e-8f11-0d6a3f5b7c21',
      placed: new Date('2026-03-01T12:00:00.123Z'),
      total: '-1234567890.05',
      terms: { months: 1, days: 2, milliseconds: 3 },
      lines: [{ sku: 'tea', count: 9_007_199_254_740_993n }],
      first: { sku: 'tea', count: 1n },
      note: 'ünïcode',
    }
    const { bytes } = await avro(INVOICE, { framing: confluent(client()) }).encode(value, { topic, part: 'value' })
    const reader = avro(INVOICE, { framing: confluent(client()) })
    expect(await reader.decode(bytes, undefined, received())).toEqual(value)
  })

  it('of older records are read as the new one says, by the id before each', async () => {
    const older = { type: 'record', name: 'Order', fields: [{ name: 'cents', type: 'int' }] } as const
    const newer = {
      type: 'record',
      name: 'Order',
      fields: [
        { name: 'cents', type: 'long' },
        { name: 'currency', type: 'string', default: 'EUR' },
      ],
    } as const
    const place = { topic, part: 'value' } as const
    const old = await avro(older, { framing: confluent(client()) }).encode({ cents: 450 }, place)
    const reader = avro(newer, { framing: confluent(client()) })
    const young = await reader.encode({ cents: 1n, currency: 'CHF' }, place)
    expect(await reader.decode(old.bytes, undefined, received())).toEqual({ cents: 450n, currency: 'EUR' })
    expect(await reader.decode(young.bytes, undefined, received())).toEqual({ cents: 1n, currency: 'CHF' })
  })

  // Apicurio keeps the text as it came. One schema in two spellings has two ids, and one canonical form.
  it('in several spellings have ids of their own, and one canonical form', async () => {
    const fields = [{ name: 'x', type: 'int' }] as const
    const spellings = [
      { type: 'record', name: 'shop.Point', fields },
      { type: 'record', name: 'Point', namespace: 'shop', fields },
      { type: 'record', name: 'shop.Point', namespace: 'ignored', fields: [{ name: 'x', type: { type: 'int' } }] },
      { name: 'shop.Point', doc: 'where', type: 'record', fields },
    ] as const satisfies AvroSchema[]
    const ids: number[] = []
    for (const spelling of spellings) {
      const { id } = await client().register(`${topic}-value`, spelling)
      ids.push(id)
      const found = await client().schemaById(id)
      expect(found).toEqual(spelling)
      expect(canonicalForm(found)).toBe('{"name":"shop.Point","type":"record","fields":[{"name":"x","type":"int"}]}')
      const { bytes } = await avro(spelling, { framing: confluent(client()) }).encode(
        { x: 7 },
        { topic, part: 'value' },
      )
      expect(bytes.readInt32BE(1)).toBe(id)
      const reader = avro(spellings[0], { framing: confluent(client()) })
      expect(await reader.decode(bytes, undefined, received())).toEqual({ x: 7 })
    }
    expect(new Set(ids).size).toBe(spellings.length)
  })

  it.each(['"long"', '{"type":"long"}'])('of a primitive type: %s', async (text) => {
    const schema = JSON.parse(text) as AvroSchema
    const { id } = await client().register(`${topic}-value`, schema)
    expect(await client().schemaById(id)).toEqual(schema)
  })

  it('that refer to others come whole', async () => {
    const line = { type: 'record', name: 'Line', namespace: 'shop', fields: LINE() } as const
    const order = { type: 'record', name: 'shop.Order', fields: [{ name: 'first', type: 'Line' }] }
    await client().register(`${topic}-line`, line)
    const response = await fetch(`${running.url}/subjects/${topic}-value/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({
        schema: JSON.stringify(order),
        references: [{ name: 'shop.Line', subject: `${topic}-line`, version: 1 }],
      }),
    })
    const { id } = (await response.json()) as { id: number }
    const whole = { ...order, fields: [{ name: 'first', type: line }] } as AvroSchema
    expect(canonicalForm(await client().schemaById(id))).toBe(canonicalForm(whole))
  })

  it('of another kind are refused', async () => {
    const response = await fetch(`${running.url}/subjects/${topic}-value/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schemaType: 'PROTOBUF', schema: 'syntax = "proto3"; message Order { int32 cents = 1; }' }),
    })
    const { id } = (await response.json()) as { id: number }
    expect(await failure(client().schemaById(id))).toMatchObject({
      reason: 'refused',
      id,
      message: expect.stringContaining('it is PROTOBUF, not AVRO'),
    })
  })
})
