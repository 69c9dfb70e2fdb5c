import { withSpan } from '@filrouge/opentracing'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Tracer } from 'opentracing'
import { runService } from './kafka-service'
import { PriceCall } from './price-call'

/** An HTTP gateway: `GET /price/{id}` asks the pricing service through Kafka. */
runService('gateway', async ({ tracer, producer, requests, replies, consume }) => {
  const call = new PriceCall(producer, { requests, replies })
  await consume(replies, (message) => call.receive(message))
  const http = createServer((request, response) => {
    const product = /^\/price\/([\w-]{1,64})$/.exec(request.url ?? '')?.[1]
    if (request.method === 'GET' && product !== undefined) void answer(tracer, call, product, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    call.stop()
    http.close()
    // The answers to the calls that have just failed go out first; a client's idle connection would keep the process up.
    await new Promise((resolve) => setImmediate(resolve))
    http.closeAllConnections()
  }
  return { port: (http.address() as AddressInfo).port, stop }
})

async function answer(tracer: Tracer, call: PriceCall, product: string, response: ServerResponse): Promise<void> {
  const server = tracer.startSpan('GET /price/{id}', { tags: { 'span.kind': 'server', 'http.method': 'GET' } })
  const client = tracer.startSpan('call price', { childOf: server, tags: { 'span.kind': 'client' } })
  const traceId = server.context().toTraceId().padStart(32, '0')
  let status = 200
  let body: string
  try {
    body = await withSpan(client, () => call.priceOf(product))
    if ('error' in (JSON.parse(body) as object)) status = 404
  } catch (error) {
    status = 504
    client.setTag('error', true)
    body = JSON.stringify({ error: error instanceof Error ? error.message : String(error) })
  }
  client.finish()
  server.setTag('http.status_code', status)
  server.finish()
  response.writeHead(status, { 'content-type': 'application/json', 'trace-id': traceId }).end(body)
}
