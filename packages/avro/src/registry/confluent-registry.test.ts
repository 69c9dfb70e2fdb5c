import { afterEach, describe, expect, it } from '@jest/globals'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { confluentRegistry } from './confluent-registry'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Answer = (response: ServerResponse, path: string) => void

/** A registry that answers as it is told, one answer after the other, the last one for ever. */
async function answering(...answers: Answer[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const answer = answers[Math.min(asked.length, answers.length) - 1] as Answer
    answer(response, request.url ?? '')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { asked, registry: confluentRegistry(url, { pauseMs: 1, timeoutMs: 200 }) }
}

async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const silent: Answer = () => undefined

describe('a registry with Confluent’s API', () => {
  it('gives schemas by id and GUID, and ids by subject', async () => {
    const { registry, asked } = await answering((response, path) =>
      json(200, path.startsWith('/schemas') ? { schema: '{"type":"long"}' } : { id: 7, guid: 'g', version: 1 })(
        response,
        path,
      ),
    )
    expect(await registry.schemaById(7)).toEqual({ type: 'long' })
    expect(await registry.schemaByGuid('a-b')).toEqual({ type: 'long' })
    expect(await registry.lookUp('a/b-value', 'long')).toEqual({ id: 7, guid: 'g' })
    expect(await registry.register('a-value', 'long')).toEqual({ id: 7, guid: 'g' })
    expect(asked).toEqual([
      'GET /schemas/ids/7',
      'GET /schemas/guids/a-b',
      'POST /subjects/a%2Fb-value',
      'POST /subjects/a-value/versions',
    ])
  })

  it('is asked for what a schema refers to', async () => {
    const order = { type: 'record', name: 'Order', fields: [{ name: 'place', type: 'geo.Place' }] }
    const place = { type: 'fixed', name: 'geo.Place', size: 8 }
    const references = [{ name: 'geo.Place', subject: 'geo/place', version: 3 }]
    const { registry, asked } = await answering(
      json(200, { schema: JSON.stringify(order), references }),
      json(200, { subject: 'geo/place', version: 3, id: 2, schema: JSON.stringify(place) }),
    )
    expect(await registry.schemaById(7)).toEqual({
      ...order,
      namespace: '',
      fields: [{ name: 'place', type: { ...place, name: 'Place', namespace: 'geo' } }],
    })
    expect(asked).toEqual(['GET /schemas/ids/7', 'GET /subjects/geo%2Fplace/versions/3'])
  })

  it('is named with the subject that it refers to and does not know', async () => {
    const { registry } = await answering(
      json(200, { schema: '"geo.Place"', references: [{ name: 'geo.Place', subject: 'place', version: 1 }] }),
      json(404, { error_code: 40402, message: 'Version 1 not found' }),
    )
    await expect(registry.schemaById(7)).rejects.toThrow(/, id 7, subject place: it does not know it \(404: Version 1/)
  })

  it('is asked again where it is down for a moment', async () => {
    const { registry, asked } = await answering(json(503, {}), silent, json(200, { schema: '"long"' }))
    expect(await registry.schemaById(1)).toBe('long')
    expect(asked).toHaveLength(3)
  })

  it.each<[string, Answer, object, number]>([
    ['stays down', json(500, { error_code: 50001, message: 'store' }), { reason: 'unreachable', id: 9 }, 4],
    ['is silent', silent, { reason: 'unreachable', id: 9 }, 4],
    ['cuts the line', (response) => response.destroy(), { reason: 'unreachable' }, 4],
    [
      'does not know the id',
      json(404, { error_code: 40403, message: 'Schema 9 not found' }),
      { reason: 'unknown_schema', id: 9 },
      1,
    ],
    ['wants a password', json(401, { message: 'no' }), { reason: 'unauthorized', isPassing: true }, 1],
    ['forbids it', json(403, { message: 'no' }), { reason: 'unauthorized', isPassing: true }, 1],
    ['is not what answers', (response) => response.writeHead(404).end('<html>'), { reason: 'garbage' }, 4],
    ['is elsewhere', json(404, { error: 'Not Found' }), { reason: 'garbage', isPassing: true }, 4],
    ['answers garbage', (response) => response.end('<html>'), { reason: 'garbage' }, 4],
    ['answers a schema that is none', json(200, { schema: '{' }), { reason: 'garbage' }, 4],
    ['answers without a schema', json(200, {}), { reason: 'garbage' }, 4],
    ['answers references that are none', json(200, { schema: '"long"', references: [7] }), { reason: 'garbage' }, 4],
    ['has another kind of schema', json(200, { schemaType: 'PROTOBUF', schema: 'x' }), { reason: 'refused' }, 1],
  ])('that %s', async (_, answer, expected, tries) => {
    const { registry, asked } = await answering(answer)
    const error = await registry.schemaById(9).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'SchemaRegistryError', ...expected })
    expect((error as Error).message).toMatch(/^schema registry http:\/\/127\.0\.0\.1:\d+, id 9: /)
    expect(asked).toHaveLength(tries)
  })

  it.each([2 ** 31, -1, 1.5, '7', null])('whose answer has the id %s, which no payload can have', async (id) => {
    const { registry, asked } = await answering(json(200, { id }))
    await expect(registry.register('a-value', 'long')).rejects.toMatchObject({ reason: 'garbage', subject: 'a-value' })
    expect(asked).toHaveLength(4)
  })

  it('that is not there, with what the system says of it', async () => {
    const registry = confluentRegistry(await closedPort(), { pauseMs: 1, tries: 1 })
    await expect(registry.schemaById(1)).rejects.toThrow(/, id 1: connect ECONNREFUSED 127\.0\.0\.1:\d+$/)
  })

  it('without GUIDs does not know one', async () => {
    const { registry, asked } = await answering((response) => response.writeHead(404).end())
    await expect(registry.schemaByGuid('a-b')).rejects.toMatchObject({ reason: 'unknown_schema', guid: 'a-b' })
    expect(asked).toHaveLength(1)
  })

  it('names the subject', async () => {
    const { registry } = await answering(json(409, { error_code: 409, message: 'incompatible' }))
    await expect(registry.register('orders-value', 'long')).rejects.toThrow(
      /, subject orders-value: 409: incompatible$/,
    )
  })
})
