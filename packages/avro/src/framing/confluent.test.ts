import { describe, expect, it } from '@jest/globals'
import { avro } from '../avro-codec'
import type { AvroSchema } from '../schema/avro-schema'
import type { RegisteredSchema, SchemaRegistry } from '../registry/schema-registry'
import { SchemaRegistryError } from '../errors/schema-registry-error'
import { typed } from '../typed/typed'
import { confluent, type ConfluentOptions } from './confluent'

const GUID = '12345678-1234-1234-1234-123456789abc'
const GUID_HEADER = '0112345678123412341234123456789abc'

/** Knows `long` as 7, and what is registered from 8 on. Notes what it is asked. */
function standIn(identity: (id: number) => RegisteredSchema = (id) => ({ id, guid: GUID })) {
  const asked: string[] = []
  const schemas = new Map<number, AvroSchema>([[7, 'long']])
  const found = (id: number, schema: AvroSchema | undefined) => {
    if (schema === undefined) throw new SchemaRegistryError('unknown_schema', { registry: 'test', id }, 'unknown')
    return schema
  }
  const registry: SchemaRegistry = {
    schemaById: (id) => {
      asked.push(`id ${id}`)
      return Promise.resolve().then(() => found(id, schemas.get(id)))
    },
    schemaByGuid: (given) => {
      asked.push(`GUID ${given}`)
      return Promise.resolve('long')
    },
    lookUp: (subject) => {
      asked.push(`look up ${subject}`)
      return Promise.resolve(identity(7))
    },
    register: (subject, schema) => {
      asked.push(`register ${subject}`)
      schemas.set(8, schema)
      return Promise.resolve(identity(8))
    },
  }
  return { asked, registry }
}

const place = { topic: 'orders', partition: 0, offset: '1', part: 'value' } as const

describe('the framing of Confluent', () => {
  it('has 00 and the id before the payload, and asks once', async () => {
    const { registry, asked } = standIn()
    const codec = avro('long', { framing: confluent(registry) })
    const both = await Promise.all([codec.encode(1n, place), codec.encode(2n, place)])
    expect(both.map(({ bytes }) => bytes.toString('hex'))).toEqual(['000000000802', '000000000804'])
    // known by now, and so at once
    expect(codec.encode(3n, place)).toMatchObject({ bytes: Buffer.from('000000000806', 'hex') })
    expect(await codec.decode(Buffer.from('000000000702', 'hex'), undefined, place)).toBe(1n)
    expect(codec.decode(Buffer.from('000000000704', 'hex'), undefined, place)).toBe(2n)
    expect(asked).toEqual(['register orders-value', 'id 7'])
  })

  it('has the GUID in a header where it is told to, and reads both', async () => {
    const { registry } = standIn()
    const codec = avro('long', { framing: confluent(registry, { id: 'header' }) })
    const { bytes, headers } = await codec.encode(1n, { topic: 'orders', part: 'key' })
    expect([bytes.toString('hex'), headers?.['__key_schema_id']?.toString('hex')]).toEqual(['02', GUID_HEADER])
    const beside = (value: unknown) => ({ __value_schema_id: value })
    const guid = Buffer.from(GUID_HEADER, 'hex')
    expect(await codec.decode(Buffer.from('02', 'hex'), beside(guid), place)).toBe(1n)
    // the last of several, a number beside the payload, a null
    expect(await codec.decode(Buffer.from('02', 'hex'), beside([Buffer.from('x'), guid]), place)).toBe(1n)
    expect(await codec.decode(Buffer.from('02', 'hex'), beside(Buffer.from('0000000007', 'hex')), place)).toBe(1n)
    expect(await codec.decode(Buffer.from('000000000702', 'hex'), beside(null), place)).toBe(1n)
  })

  it('registers nothing where it must not, and asks by the subject that it is given', async () => {
    const { registry, asked } = standIn()
    const framing = confluent(registry, { register: false, subject: ({ topic, part }) => `${part}.${topic}` })
    await avro('long', { framing }).encode(1n, place)
    expect(asked).toEqual(['look up value.orders'])
  })

  it('says which id is unknown, and does not ask for it again at once', async () => {
    const { registry, asked } = standIn()
    const codec = avro('long', { framing: confluent(registry) })
    const unknown = () => Promise.resolve(codec.decode(Buffer.from('000000000902', 'hex'), undefined, place))
    await expect(unknown()).rejects.toMatchObject({
      name: 'AvroDecodeError',
      reason: 'unknown_schema',
      isPassing: false,
    })
    await expect(unknown()).rejects.toThrow(
      'value of orders[0]@1, schema id 9: unknown_schema: schema registry test, id 9: unknown',
    )
    expect(asked).toEqual(['id 9'])
  })

  it.each([
    ['', 'truncated at byte 0'],
    ['00000007', 'truncated at byte 4'],
    ['c3010000000000', 'bad_marker at byte 0'],
    [GUID_HEADER, 'bad_marker at byte 0'],
  ])('refuses %s: %s', (hex, expected) => {
    const codec = avro('long', { framing: confluent(standIn().registry) })
    expect(() => codec.decode(Buffer.from(hex, 'hex'), undefined, place)).toThrow(expected)
  })

  it('needs a registry that gives GUIDs for the header', async () => {
    const codec = avro('long', { framing: confluent(standIn((id) => ({ id })).registry, { id: 'header' }) })
    await expect(codec.encode(1n, place)).rejects.toMatchObject({ reason: 'refused', subject: 'orders-value' })
  })

  it('takes away the header of a record that is sent on, which would win', async () => {
    const sent: { messages: { headers?: object }[] }[] = []
    const producer = {
      send: (record: never) => Promise.resolve(void sent.push(record)),
      sendBatch: () => Promise.resolve(),
    }
    const codec = avro('long', { framing: confluent(standIn().registry) })
    const headers = { own: 'x', __value_schema_id: Buffer.from(GUID_HEADER, 'hex') }
    await typed(producer, { value: codec }).send({ topic: 'orders', messages: [{ value: 1n, headers }, { value: 2n }] })
    expect(sent[0]?.messages.map((message) => message.headers)).toEqual([{ own: 'x' }, undefined])
  })

  it('blames the record for a schema that stays one that nobody can read', async () => {
    const schema = { type: 'record', name: 'R', fields: [{ name: 'f', type: 'int', default: 'x' }] } as const
    const registry = { ...standIn().registry, schemaById: () => Promise.resolve(schema) }
    const codec = avro('long', { framing: confluent(registry) })
    const decoding = Promise.resolve(codec.decode(Buffer.from('000000000902', 'hex'), undefined, place))
    await expect(decoding).rejects.toMatchObject({ reason: 'refused', isPassing: false, schemaId: 'id 9' })
  })

  it.each([
    ['a byte behind a GUID', `${GUID_HEADER}00`, 'trailing_bytes', 17],
    ['a byte behind a number', '000000000900', 'trailing_bytes', 5],
    ['a GUID without its end', GUID_HEADER.slice(0, -2), 'truncated', 16],
    ['another marker', '0200000009', 'bad_marker', 0],
    ['nothing', '', 'truncated', 0],
  ])('refuses a header of %s', (_, header, reason, byte) => {
    const codec = avro('long', { framing: confluent(standIn().registry) })
    const headers = { __value_schema_id: Buffer.from(header, 'hex') }
    expect(() => codec.decode(Buffer.from('02', 'hex'), headers, place)).toThrow(
      expect.objectContaining({ name: 'AvroDecodeError', reason, byte }),
    )
  })

  it('blames no record for a registry that gives no schema', async () => {
    const registry = { ...standIn().registry, schemaById: () => Promise.resolve({} as AvroSchema) }
    const codec = avro('long', { framing: confluent(registry) })
    const decoding = Promise.resolve(codec.decode(Buffer.from('000000000902', 'hex'), undefined, place))
    await expect(decoding).rejects.toMatchObject({ reason: 'garbage', isPassing: true, schemaId: 'id 9' })
  })

  it('reads what a registry gives at once, as the schema that it is', async () => {
    const schema = { type: 'array', items: 'string' } as const
    const registry = { ...standIn().registry, schemaById: () => Promise.resolve({ ...schema }) }
    const codec = avro(schema, { framing: confluent(registry) })
    expect(await codec.decode(Buffer.from('000000000902026100', 'hex'), undefined, place)).toEqual(['a'])
  })

  it('says that it registers nothing where a schema is not there', async () => {
    const lookUp = (subject: string) =>
      Promise.reject(new SchemaRegistryError('unknown_schema', { registry: 'r', subject }, 'it does not know it'))
    const codec = avro('long', { framing: confluent({ ...standIn().registry, lookUp }, { register: false }) })
    await expect(codec.encode(1n, place)).rejects.toThrow(
      'schema registry r, subject orders-value: it does not know it, and `register` is off, as it is by default in production: register it beforehand',
    )
  })

  it.each<[unknown, unknown, string]>([
    [undefined, {}, 'confluent() takes a registry, such as confluentRegistry(url), and got undefined'],
    ['http://127.0.0.1', {}, 'and got string'],
    [standIn().registry, { id: 'headers' }, "id is 'headers', expected 'payload' or 'header'"],
    [standIn().registry, { register: 'false' }, "register is 'false', expected a boolean"],
  ])('refuses %p with %j', (registry, options, message) => {
    expect(() => confluent(registry as SchemaRegistry, options as ConfluentOptions)).toThrow(message)
  })
})
