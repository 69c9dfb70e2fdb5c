import { avro, confluent, confluentRegistry, type AvroSchema, type ConfluentRegistryOptions } from '@filrouge/avro'
import { startSchemaRegistry, type RunningSchemaRegistry } from '@filrouge/harness'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { RegistryProxy } from './registry-proxy'

/** The first start on a machine fetches the registry. */
const FETCH_MS = 600_000
const TRIES = 3
const SCHEMA = {
  type: 'record',
  name: 'Order',
  fields: [{ name: 'cents', type: 'long' }],
} as const satisfies AvroSchema

let running: RunningSchemaRegistry
let proxy: RegistryProxy
let topic: string
/** Of a schema that the registry knows. */
let id: number

beforeAll(async () => {
  running = await startSchemaRegistry()
  id = (await confluentRegistry(running.url).register('known', SCHEMA)).id
}, FETCH_MS)
afterAll(() => running.stop())
beforeEach(async () => {
  topic = `orders-${randomUUID()}`
  proxy = new RegistryProxy(running.url)
  await proxy.listen()
})
afterEach(() => proxy.close())

function codec(options: ConfluentRegistryOptions = {}) {
  const registry = confluentRegistry(proxy.url, { tries: TRIES, pauseMs: 1, ...options })
  return avro(SCHEMA, { framing: confluent(registry) })
}

type Codec = ReturnType<typeof codec>

const encode = async (asked: Codec) => asked.encode({ cents: 1n }, { topic, part: 'value' })

const decode = async (asked: Codec) => {
  const payload = Buffer.from([0, 0, 0, 0, id, 2])
  return asked.decode(payload, undefined, { topic, part: 'value', partition: 1, offset: '5' })
}

/** What sending and receiving come to: typed errors that name the subject and the id. */
async function expectFailures(asked: Codec, reason: string, why: RegExp): Promise<void> {
  const [sending, receiving] = await Promise.allSettled([encode(asked), decode(asked)])
  expect(sending).toMatchObject({
    status: 'rejected',
    reason: { name: 'SchemaRegistryError', reason, subject: `${topic}-value`, message: expect.stringMatching(why) },
  })
  expect(receiving).toMatchObject({
    status: 'rejected',
    reason: {
      name: 'AvroDecodeError',
      reason,
      isPassing: true,
      message: expect.stringMatching(new RegExp(`^value of ${topic}\\[1\\]@5, schema id ${id}: .*, id ${id}: `)),
      cause: { name: 'SchemaRegistryError', reason, id, message: expect.stringMatching(why) },
    },
  })
}

const tries = (path: string) => proxy.asked.filter((asked) => asked.endsWith(path)).length

function expectBoundedTries(): void {
  expect([tries('/versions'), tries(`/schemas/ids/${id}`)]).toEqual([TRIES, TRIES])
}

describe('a registry that is down', () => {
  it('is an error with subject and id, and answers when it is back', async () => {
    const asked = codec()
    await proxy.close()
    await expectFailures(asked, 'unreachable', /ECONNREFUSED/)
    await proxy.listen()
    expect(await decode(asked)).toEqual({ cents: 1n })
    expect((await encode(asked)).bytes).toEqual(Buffer.from([0, 0, 0, 0, id, 2]))
  })

  it('is one whose process has ended', async () => {
    const other = await startSchemaRegistry()
    const registry = confluentRegistry(other.url, { tries: TRIES, pauseMs: 1 })
    expect(await registry.register('orders-value', SCHEMA)).toEqual({ id: 1 })
    await other.stop()
    await expect(registry.schemaById(1)).rejects.toMatchObject({ reason: 'unreachable', id: 1 })
  })
})

describe('a registry that is slow', () => {
  it('is waited for, and asked once', async () => {
    proxy.delayMs = 500
    const asked = codec()
    expect(await Promise.all([decode(asked), decode(asked)])).toEqual([{ cents: 1n }, { cents: 1n }])
    expect(await Promise.all([encode(asked), encode(asked)])).toHaveLength(2)
    expect(proxy.asked).toEqual([`GET /schemas/ids/${id}`, `POST /subjects/${topic}-value/versions`])
  })

  it('is an error where it takes longer than it may', async () => {
    proxy.delayMs = 500
    await expectFailures(codec({ timeoutMs: 50 }), 'unreachable', /: The operation was aborted due to timeout$/)
    expectBoundedTries()
  })

  it('is an error where it never answers', async () => {
    proxy.answer = () => undefined
    await expectFailures(codec({ timeoutMs: 50 }), 'unreachable', /: The operation was aborted due to timeout$/)
    expectBoundedTries()
  })

  it('is an error where it begins to answer, and does not end', async () => {
    proxy.answer = (response) => void response.writeHead(200).write('{"schema":')
    await expectFailures(codec({ timeoutMs: 50 }), 'unreachable', /: The operation was aborted due to timeout$/)
    expectBoundedTries()
  })
})

const answering = (status: number, body: string) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(body)

/** The registry answers both questions with the same: neither an id nor a schema is in it. */
const GARBAGE: [string, (response: ServerResponse) => void, string, RegExp][] = [
  ['HTML', answering(200, '<html>please log in</html>'), 'garbage', /no JSON object: "<html>please log in<\/html>"$/],
  ['nothing', answering(200, ''), 'garbage', /no JSON object: ""$/],
  ['JSON that is cut', answering(200, '{"id": 1, "schema": "\\"lo'), 'garbage', /no JSON object/],
  ['JSON that is no object', answering(200, '7'), 'garbage', /no JSON object: "7"$/],
  ['an array', answering(200, '[]'), 'garbage', /its answer/],
  [
    'text for the id, a number for the schema',
    answering(200, '{"id":"1","schema":1}'),
    'garbage',
    /its answer has no (id: "|schema)/,
  ],
  ['null for both', answering(200, '{"id":null,"schema":null}'), 'garbage', /its answer has no (id: "|schema)/],
  [
    'a fraction, an object',
    answering(200, '{"id":1.5,"schema":{"type":"long"}}'),
    'garbage',
    /its answer has no (id: "|schema)/,
  ],
  ['an id of more than 32 bits', answering(200, '{"id":4294967296}'), 'garbage', /its answer has no (id: "|schema)/],
  ['an id below zero', answering(200, '{"id":-1}'), 'garbage', /its answer has no (id: "|schema)/],
  ['an error without words', answering(500, '<html>'), 'unreachable', /: 500$/],
  ['that it is busy', answering(429, '{"message":"slow down"}'), 'unreachable', /: 429: slow down$/],
  ['what a proxy says of an unknown path', answering(404, '<html>'), 'garbage', /none of a registry's \(404\)$/],
  ['fewer bytes than it says', cut, 'unreachable', /: /],
]

function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 1000 }).write('{"schema":"')
  setImmediate(() => response.destroy())
}

describe('a registry that lets nobody in', () => {
  it('is an error that blames no record, and is asked once', async () => {
    proxy.answer = answering(401, '{"error_code":401,"message":"Unauthorized"}')
    const asked = codec()
    await expectFailures(asked, 'unauthorized', /: 401: Unauthorized$/)
    expect(proxy.asked).toHaveLength(2)
    proxy.answer = undefined
    expect(await decode(asked)).toEqual({ cents: 1n })
  })
})

describe('a registry that answers garbage', () => {
  it.each(GARBAGE)('as %s', async (_, answer, reason, why) => {
    proxy.answer = answer
    const asked = codec()
    await expectFailures(asked, reason, why)
    expectBoundedTries()
    proxy.answer = undefined
    expect(await decode(asked)).toEqual({ cents: 1n })
  })
})
