import { createTopics } from '@filrouge/harness'
import { activeSpan } from '@filrouge/opentracing'
import {
  Consumer,
  Producer,
  serializersFrom,
  jsonSerializer,
  stringDeserializers,
  stringSerializers,
  type Message,
  type MessagesStream,
} from '@platformatic/kafka'
import { strict as assert } from 'node:assert'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { traceOfCall } from './trace-of-call.js'
import { tracing } from './tracing.js'

const bootstrapBrokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const clientId = 'checkout'
const run = randomUUID().slice(0, 8)
const orders = `orders-${run}`
const invoices = `invoices-${run}`

const plain = tracing.producer(new Producer({ clientId, bootstrapBrokers }))
const text = tracing.producer(new Producer({ clientId, bootstrapBrokers, serializers: stringSerializers }))
const consumer = new Consumer({ clientId, bootstrapBrokers, groupId: `billing-${run}`, maxWaitTime: 50 })
let stream: MessagesStream<Buffer, Buffer, Buffer, Buffer>
let messages: NodeJS.AsyncIterator<Message>

before(async () => {
  await createTopics(
    bootstrapBrokers,
    [orders, invoices].map((topic) => ({ topic, partitions: 1 })),
  )
  stream = await consumer.consume({ topics: [orders], mode: 'earliest' })
  messages = stream[Symbol.asyncIterator]()
})
after(async () => {
  await stream.close()
  await consumer.close(true)
  await plain.close()
  await text.close()
  await tracing.close()
})

async function received(): Promise<Message> {
  const { value } = (await messages.next()) as { value: Message }
  return value
}

const headersOf = ({ headerEntries }: Message) => headerEntries.map(([key, value]) => [String(key), String(value)])

describe('@platformatic/kafka', () => {
  it('carries a trace from send to process, and on to what is sent inside', async () => {
    const chain = ['call', `send ${orders}`, `process ${orders}`, `send ${invoices}`]
    const span = await traceOfCall(async () => {
      await plain.send({ messages: [{ topic: orders, key: Buffer.from('o-1'), value: Buffer.from('42') }] })
      await tracing.process(await received(), async ({ value }) => {
        assert.equal(activeSpan() === undefined, false)
        await plain.send({ messages: [{ topic: invoices, value }] })
      })
    }, chain)
    const parents = chain.map((name) => span(name).parentId)
    assert.deepEqual(parents, [undefined, ...chain.slice(0, -1).map((name) => span(name).spanId)])
    const tags = span(`process ${orders}`).tags()
    assert.equal(tags['component'], '@platformatic/kafka')
    assert.equal(tags['kafka.consumer_group'], `billing-${run}`)
    assert.equal(span(`send ${orders}`).tags()['kafka.offset'], tags['kafka.offset'])
  })

  it('handles messages of data events inside their spans', async () => {
    const group = { clientId, bootstrapBrokers, groupId: `events-${run}`, maxWaitTime: 50 }
    const own = new Consumer({ ...group, deserializers: stringDeserializers })
    const events = await own.consume({ topics: [orders], mode: 'earliest' })
    try {
      const parent = await new Promise<string | undefined>((resolve) => {
        events.on('data', (message) => {
          tracing.process(message, () => resolve(activeSpan()?.context().toTraceId()))
        })
      })
      assert.match(parent ?? '', /^[0-9a-f]{32}$/)
    } finally {
      await events.close()
      await own.close(true)
    }
  })

  it('writes headers beside those of others, as Buffers or as text', async () => {
    await plain.send({ messages: [{ topic: orders, headers: new Map([[Buffer.from('a'), Buffer.from('1')]]) }] })
    await text.send({ messages: [{ topic: orders, headers: { a: '1' } }] })
    await text.send({ messages: [{ topic: orders, headers: new Map([['a', '1']]) }] })
    for (let count = 0; count < 3; count++) {
      const [first, second] = headersOf(await received())
      assert.deepEqual(first, ['a', '1'])
      assert.equal(second?.[0], 'traceparent')
      assert.match(second?.[1] ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    }
  })

  it('leaves a producer alone whose header serializers would spoil a context', async () => {
    const serializers = serializersFrom(jsonSerializer)
    const raw = new Producer({ clientId, bootstrapBrokers, serializers })
    assert.equal(tracing.producer(raw), raw)
    await raw.close()
  })

  it('sends in a transaction', async () => {
    const raw = new Producer({ clientId, bootstrapBrokers, idempotent: true, transactionalId: `tx-${run}` })
    const producer = tracing.producer(raw)
    const transaction = await producer.beginTransaction()
    await transaction.send({ messages: [{ topic: orders, value: Buffer.from('tx') }] })
    await transaction.commit()
    await producer.close()
    const message = await received()
    assert.equal(String(message.value), 'tx')
    assert.deepEqual(headersOf(message).map(([key]) => key), ['traceparent']) // prettier-ignore
  })

  it('gives results and errors of the client, by promise and by callback', async () => {
    const result = await plain.send({ messages: [{ topic: orders, value: Buffer.from('x') }] })
    assert.equal(typeof result.offsets?.[0]?.offset, 'bigint')
    const raw = new Producer({ clientId, bootstrapBrokers })
    await raw.close()
    const options = { messages: [{ topic: orders, value: Buffer.from('late') }] }
    const errors: object[] = []
    const failed = (error: unknown) => {
      const { constructor, message } = error as Error
      errors.push({ ...(error as object), stack: undefined, constructor, message })
    }
    for (const producer of [raw, tracing.producer(raw)]) {
      await producer.send(options).catch(failed)
      failed(await new Promise((resolve) => producer.send(options, resolve)))
    }
    assert.equal(errors.length, 4)
    assert.match(JSON.stringify(errors[0]), /closed/)
    for (const error of errors) assert.deepEqual(error, errors[0])
  })

  it('writes to nothing that it is given, and is still a Producer', async () => {
    const headers = new Map([[Buffer.from('a'), Buffer.from('1')]])
    await plain.send({ messages: Object.freeze([Object.freeze({ topic: orders, headers })]) as never })
    assert.equal(headers.size, 1)
    assert(text instanceof Producer)
    assert.equal(tracing.producer(text), text)
  })

  it('caught no error of the tracer', () => {
    assert.deepEqual(tracing.counts().caughtErrors, 0)
  })
})
