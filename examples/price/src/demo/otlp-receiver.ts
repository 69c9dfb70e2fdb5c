import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ResourceSpans } from './otlp'

/**
 * A process of its own that takes spans as any backend would: `POST /v1/traces` in JSON. `GET /traces/{id}` gives one trace
 * as an OTLP document. The demo knows no span but these.
 */
const received: ResourceSpans[] = []

function traceOf(id: string): { resourceSpans: ResourceSpans[] } {
  const resourceSpans: ResourceSpans[] = []
  for (const { resource, scopeSpans } of received) {
    const scopes = scopeSpans
      .map((scope) => ({ ...scope, spans: scope.spans.filter((span) => span.traceId === id) }))
      .filter((scope) => scope.spans.length > 0)
    if (scopes.length > 0) resourceSpans.push({ ...(resource !== undefined && { resource }), scopeSpans: scopes })
  }
  return { resourceSpans }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const server = createServer((request, response) => {
  const traceId = /^\/traces\/([0-9a-f]{32})$/.exec(request.url ?? '')?.[1]
  response.setHeader('content-type', 'application/json')
  if (request.method === 'POST' && request.url === '/v1/traces') {
    bodyOf(request)
      .then((body) => {
        received.push(...(JSON.parse(body) as { resourceSpans: ResourceSpans[] }).resourceSpans)
        response.end('{}')
      })
      .catch(() => response.writeHead(400).end())
  } else if (traceId !== undefined) response.end(JSON.stringify(traceOf(traceId)))
  else response.writeHead(404).end('{}')
})
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ ready: true, pid: process.pid, port: (server.address() as AddressInfo).port }))
})
process.stdin.resume()
process.stdin.once('end', () => process.exit(0))
