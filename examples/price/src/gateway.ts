import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing, withSpan } from '@filrouge/opentracing'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PriceCall } from './price-call'
import { serviceArguments, untilStopped } from './service-arguments'
import { startTracer } from './tracer'

/** An HTTP gateway: `GET /price/{id}` asks the pricing service through Kafka. */
async function main(): Promise<void> {
  const { brokers, otlp } = serviceArguments()
  const tracer = startTracer('gateway', otlp)
  const tracing = kafkaTracing({ tracer: openTracing(tracer), clientId: 'gateway' })
  const kafka = new Kafka({ clientId: 'gateway', brokers, logLevel: logLevel.ERROR })
  const producer = tracing.producer(kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner }))
  const groupId = `gateway-${String(process.pid)}`
  const consumer = tracing.consumer(kafka.consumer({ groupId, maxWaitTimeInMs: 100 }), { groupId })
  const call = new PriceCall(producer)
  await producer.connect()
  await consumer.connect()
  await call.listen(consumer)

  const answer = async (product: string, response: ServerResponse): Promise<void> => {
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

  const http = createServer((request, response) => {
    const product = /^\/price\/([\w-]{1,64})$/.exec(request.url ?? '')?.[1]
    if (request.method === 'GET' && product !== undefined) void answer(product, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  console.log(JSON.stringify({ ready: true, service: 'gateway', pid: process.pid, port }))

  await untilStopped()
  http.close()
  await consumer.disconnect()
  await producer.disconnect()
  await tracing.close()
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
