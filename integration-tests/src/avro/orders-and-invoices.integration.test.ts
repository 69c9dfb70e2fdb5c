import { avro, confluent, confluentRegistry, typed, type AvroSchema, type SchemaRegistry } from '@filrouge/avro'
import { createTopics, startSchemaRegistry, waitFor, type RunningSchemaRegistry } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs'
import { randomUUID } from 'node:crypto'
import { Peer } from '../peer/peer-process'
import { jaegerClient } from '../tracers/jaeger-client.tracer'
import type { TracedWorld } from '../tracers/traced-world'

/** The first start on a machine fetches the registry, and builds the Rust service. */
const FETCH_MS = 900_000

/** What the shop wrote first. The Rust service reads `nr` by the alias of its own field, and takes its default for `currency`. */
const ORDER = {
  type: 'record',
  name: 'shop.Order',
  fields: [
    { name: 'sku', type: 'string' },
    { name: 'nr', type: 'int' },
  ],
} as const satisfies AvroSchema

/** What it writes since: a field renamed by an alias, one added with a default. */
const EVOLVED_ORDER = {
  type: 'record',
  name: 'shop.Order',
  fields: [
    { name: 'sku', type: 'string' },
    { name: 'quantity', type: 'int', aliases: ['nr'] },
    { name: 'currency', type: 'string', default: 'CHF' },
  ],
} as const satisfies AvroSchema

/** How the shop reads invoices: the Rust service writes `total`, and no `paid`. */
const INVOICE = {
  type: 'record',
  name: 'shop.Invoice',
  fields: [
    { name: 'sku', type: 'string' },
    { name: 'cents', type: 'long', aliases: ['total'] },
    { name: 'currency', type: 'string' },
    { name: 'paid', type: 'boolean', default: false },
  ],
} as const satisfies AvroSchema

const brokers = process.env['KAFKA_BROKERS'] ?? ''
const orders = `orders-${randomUUID()}`
const invoices = `invoices-${randomUUID()}`
const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING })
// nothing of it has to be waited for
const traced = jaegerClient.start({ sampled: true }) as TracedWorld
const tracing = kafkaTracing({ tracer: traced.tracer })

interface Received {
  readonly invoice: unknown
  readonly schema: number | undefined
}

let running: RunningSchemaRegistry
let registry: SchemaRegistry
let billing: Peer
let producer: Producer
let consumer: Consumer
const received = new Map<string, Received>()

beforeAll(async () => {
  await createTopics(
    brokers.split(','),
    [orders, invoices].map((topic) => ({ topic, partitions: 1 })),
  )
  running = await startSchemaRegistry()
  registry = confluentRegistry(running.url)
  const addresses = ['--brokers', brokers, '--registry', running.url]
  billing = await Peer.start('rust', ['bill', ...addresses, '--orders', orders, '--invoices', invoices])
  producer = tracing.producer(kafka.producer())
  consumer = tracing.consumer(kafka.consumer({ groupId: invoices }), { groupId: invoices })
  await Promise.all([producer.connect(), consumer.connect()])
  await consumer.subscribe({ topics: [invoices], fromBeginning: true })
  await typed(consumer, { value: avro(INVOICE, { framing: confluent(registry) }) }).run({
    eachMessage: async ({ message, decode }) => {
      received.set(String(message.key), { invoice: await decode(), schema: message.value?.readInt32BE(1) })
    },
  })
}, FETCH_MS)

afterAll(async () => {
  await Promise.all([producer.disconnect(), consumer.disconnect(), billing.stop()])
  await running.stop()
  await tracing.close()
})

/** The number of a subject's newest schema, as the registry itself says. */
async function newestId(topic: string): Promise<unknown> {
  const answer = await fetch(`${running.url}/subjects/${topic}-value/versions/latest`)
  return ((await answer.json()) as { id: number }).id
}

function sendingOrders(schema: AvroSchema) {
  return (value: unknown, key: string) =>
    typed(producer, { value: avro(schema, { framing: confluent(registry) }) }).send({
      topic: orders,
      messages: [{ key, value }],
    })
}

describe('node -> kafka -> rust -> kafka -> node, in Avro both ways', () => {
  const before = sendingOrders(ORDER)
  const since = sendingOrders(EVOLVED_ORDER)

  it.each([
    ['an order of the first schema', 'first', before, { sku: 'tea', nr: 2 }, { quantity: 2, currency: 'CHF' }],
    [
      'an order of the evolved one',
      'evolved',
      since,
      { sku: 'tea', quantity: 3, currency: 'EUR' },
      { quantity: 3, currency: 'EUR' },
    ],
    ['an older one after it', 'older', before, { sku: 'pot', nr: -1 }, { quantity: -1, currency: 'CHF' }],
  ])('%s', async (_title, key, send, order, read) => {
    await traced.inRoot(() => send(order, key))
    const billed = await billing.line(key)
    expect(billed).toMatchObject({ order: { sku: order.sku, ...read } })

    const answer = await waitFor(`the invoice of ${key}`, () => received.get(key))
    expect(answer.invoice).toEqual({
      sku: order.sku,
      cents: BigInt(450 * read.quantity),
      currency: read.currency,
      paid: false,
    })
    // ids of the registry, in the bytes
    expect(answer.schema).toBe(await newestId(invoices))
    if (send === since) expect(billed['orderSchema']).toBe(await newestId(orders))

    // one trace, each hop the child of the one before
    const spans = () => traced.spans().filter(({ traceId }) => traceId === billed['traceId'])
    await waitFor('all spans', () => spans().length === 3)
    const [handled, sent] = [`process ${invoices}`, `send ${orders}`].map((name) =>
      spans().find((span) => span.name === name),
    )
    expect(billed['parentId']).toBe(sent?.spanId)
    expect(handled?.parentId).toBe(billed['sentSpanId'])
  })

  it('has told apart the schemas of one topic', async () => {
    const ids = await Promise.all(
      ['first', 'evolved', 'older'].map(async (key) => (await billing.line(key))['orderSchema']),
    )
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toBe(ids[2])
  })
})
