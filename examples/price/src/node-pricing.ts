import { kafkaTracing } from '@filrouge/kafkajs'
import { activeSpan, openTracing } from '@filrouge/opentracing'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { REPLIES, REQUESTS } from './price-call'
import { serviceArguments, untilStopped } from './service-arguments'
import { startTracer } from './tracer'

const PRICES: Readonly<Record<string, number>> = { 'book-1': 12.5, 'book-2': 8 }

/** The pricing service in Node, for machines without cargo; the Rust one is crates/filrouge-peer. */
async function main(): Promise<void> {
  const { brokers, otlp } = serviceArguments()
  const tracer = startTracer('pricing', otlp)
  const tracing = kafkaTracing({ tracer: openTracing(tracer), clientId: 'pricing' })
  const kafka = new Kafka({ clientId: 'pricing', brokers, logLevel: logLevel.ERROR })
  const producer = tracing.producer(kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner }))
  const groupId = `pricing-${String(process.pid)}`
  const consumer = tracing.consumer(kafka.consumer({ groupId, maxWaitTimeInMs: 100 }), { groupId })
  await producer.connect()
  await consumer.connect()
  await consumer.subscribe({ topics: [REQUESTS], fromBeginning: true })
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()))
  await consumer.run({
    eachMessage: async ({ message }) => {
      const { product } = JSON.parse(String(message.value)) as { product: string }
      const parent = activeSpan()
      const span = tracer.startSpan('look up price', parent === undefined ? {} : { childOf: parent })
      const price = PRICES[product]
      span.finish()
      const body = price === undefined ? { error: `no price for ${product}` } : { product, price, currency: 'EUR' }
      const id = message.headers?.['kafka_correlationId']
      const headers = id === undefined ? {} : { kafka_correlationId: id }
      await producer.send({ topic: REPLIES, messages: [{ value: JSON.stringify(body), headers }] })
    },
  })
  await joined
  console.log(JSON.stringify({ ready: true, service: 'pricing', pid: process.pid }))

  await untilStopped()
  await consumer.disconnect()
  await producer.disconnect()
  await tracing.close()
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
