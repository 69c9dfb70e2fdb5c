import { activeSpan } from '@filrouge/opentracing'
import { runService } from './kafka-service'

const PRICES: Readonly<Record<string, number>> = { 'book-1': 12.5, 'book-2': 8 }

/** The pricing service in Node, for machines without cargo; the Rust one is crates/filrouge-peer. */
runService('pricing', async ({ tracer, producer, requests, replies, consume }) => {
  await consume(requests, async (message) => {
    const { product } = JSON.parse(String(message.value)) as { product: string }
    const parent = activeSpan()
    const span = tracer.startSpan('look up price', parent === undefined ? {} : { childOf: parent })
    const price = PRICES[product]
    span.finish()
    const body = price === undefined ? { error: `no price for ${product}` } : { product, price, currency: 'EUR' }
    const id = message.headers?.['kafka_correlationId']
    const headers = id === undefined ? {} : { kafka_correlationId: id }
    await producer.send({
      topic: String(message.headers?.['kafka_replyTopic'] ?? replies),
      messages: [{ value: JSON.stringify(body), headers }],
    })
  })
  return {}
})
