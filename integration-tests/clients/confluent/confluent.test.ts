import { KafkaJS } from '@confluentinc/kafka-javascript'
import { createTopics, waitFor } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { activeSpan, openTracing } from '@filrouge/opentracing'
import { strict as assert } from 'node:assert'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { traceOfCall } from './trace-of-call.js'
import { tracer } from './tracer.js'

const COMPONENT = '@confluentinc/kafka-javascript'
const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const run = randomUUID().slice(0, 8)
const topics = { messages: `messages-${run}`, batches: `batches-${run}`, other: `other-${run}` }

const tracing = kafkaTracing({ tracer: openTracing(tracer) })
const raw = new KafkaJS.Kafka({ kafkaJS: { brokers, clientId: 'checkout', logLevel: KafkaJS.logLevel.NOTHING } })
const kafka = tracing.kafka(raw)
const producer = kafka.producer()

interface Received {
  readonly topic: string
  readonly value: string
  readonly headers: Record<string, string>
  readonly activeSpanId: string | undefined
}
const received: Received[] = []
const consumers: { disconnect(): Promise<void> }[] = []

before(async () => {
  await createTopics(
    brokers,
    Object.values(topics).map((topic) => ({ topic, partitions: 1 })),
  )
  await producer.connect()
})
after(async () => {
  for (const consumer of consumers) await consumer.disconnect()
  await producer.disconnect()
  await tracing.close()
})

async function consume(topic: string, config: KafkaJS.ConsumerRunConfig, group = `${topic}-group`): Promise<void> {
  const consumer = kafka.consumer({ kafkaJS: { groupId: group, fromBeginning: true } })
  consumers.push(consumer)
  await consumer.connect()
  await consumer.subscribe({ topic })
  await consumer.run(config)
}

function keep(topic: string, { value, headers = {} }: KafkaJS.KafkaMessage): void {
  received.push({
    topic,
    value: String(value),
    headers: Object.fromEntries(Object.entries(headers).map(([key, each]) => [key, String(each)])),
    activeSpanId: activeSpan()?.context().toSpanId(),
  })
}

const arrived = (value: string) => waitFor(value, () => received.find((one) => one.value === value))

describe('the KafkaJS face of @confluentinc/kafka-javascript', () => {
  it('is wrapped as a whole, and still a Kafka', () => {
    assert(kafka instanceof KafkaJS.Kafka)
    assert.equal(tracing.kafka(kafka), kafka)
    assert.equal(tracing.producer(producer), producer)
  })

  it('carries a trace from send to eachMessage, and names the client', async () => {
    await consume(topics.messages, {
      eachMessage: async ({ topic, message }) => keep(topic, message),
    })
    const chain = ['call', `send ${topics.messages}`, `process ${topics.messages}`]
    const span = await traceOfCall(
      () => producer.send({ topic: topics.messages, messages: [{ key: 'k', value: 'one', headers: { a: '1' } }] }),
      chain,
    )
    const parents = chain.map((name) => span(name).parentId)
    assert.deepEqual(parents, [undefined, ...chain.slice(0, -1).map((name) => span(name).spanId)])
    for (const name of chain.slice(1)) assert.equal(span(name).tags()['component'], COMPONENT)
    assert.equal(span(`process ${topics.messages}`).tags()['kafka.consumer_group'], `${topics.messages}-group`)
    assert.equal(span(`send ${topics.messages}`).tags()['kafka.offset'], '0')

    const { headers, activeSpanId } = await arrived('one')
    assert.deepEqual(Object.keys(headers), ['a', 'traceparent'])
    assert.equal(activeSpanId, span(`process ${topics.messages}`).spanId)
  })

  it('traces the topics of sendBatch', async () => {
    const topicMessages = [topics.messages, topics.other].map((topic) => ({ topic, messages: [{ value: 'batch' }] }))
    const names = [`send ${topics.messages}`, `send ${topics.other}`, `process ${topics.messages}`]
    const span = await traceOfCall(() => producer.sendBatch({ topicMessages }), names)
    assert.equal(span(`process ${topics.messages}`).parentId, span(`send ${topics.messages}`).spanId)
  })

  it('traces messages of eachBatch one by one, and leaves offsets to the handler', async () => {
    const sizes: number[] = []
    await consume(topics.batches, {
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => {
        sizes.push(payload.batch.messages.length)
        await tracing.forEachMessage(payload, { concurrency: 2 }, (message) => keep(payload.batch.topic, message))
      },
    })
    const messages = ['b1', 'b2', 'b3'].map((value) => ({ value }))
    const span = await traceOfCall(
      () => producer.send({ topic: topics.batches, messages }),
      [`process ${topics.batches}`],
    )
    for (const { value } of messages) {
      const { activeSpanId } = await arrived(value)
      assert.equal(
        tracer.spans.find(({ spanId }) => spanId === activeSpanId)?.parentId,
        span(`send ${topics.batches}`).spanId,
      )
    }
    assert.equal(
      tracer.spans.some((one) => one.operationName() === `process batch ${topics.batches}`),
      true,
    )
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      3,
    )
  })

  it('keeps eachBatchAutoResolve: false, so that what was not resolved comes again', async () => {
    const seen: string[] = []
    await consume(
      topics.batches,
      {
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset }) => {
          seen.push(...batch.messages.map(({ value }) => String(value)))
          if (seen.length > batch.messages.length) for (const { offset } of batch.messages) resolveOffset(offset)
        },
      },
      `again-${run}`,
    )
    const twice = await waitFor('a second delivery', () => seen.filter((value) => value === 'b1').length >= 2)
    assert.equal(twice, true)
  })

  it('sends in a transaction, committed and aborted', async () => {
    const transactional = kafka.producer({ kafkaJS: { transactionalId: `tx-${run}` } })
    await transactional.connect()
    for (const end of ['commit', 'abort'] as const) {
      const transaction = await transactional.transaction()
      const span = await traceOfCall(
        () => transaction.send({ topic: topics.messages, messages: [{ value: end }] }),
        [`send ${topics.messages}`],
      )
      await transaction[end]()
      assert.equal(span(`send ${topics.messages}`).tags()['error'], undefined)
    }
    await transactional.disconnect()
    const { headers } = await arrived('commit')
    assert.deepEqual(Object.keys(headers), ['traceparent'])
    await producer.send({ topic: topics.messages, messages: [{ value: 'after' }] })
    await arrived('after')
    assert.equal(
      received.some(({ value }) => value === 'abort'),
      false,
    )
  })

  it('writes repeated headers as they are, and replaces an old context', async () => {
    const old = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    const headers = { many: ['1', Buffer.from('2')], traceparent: old }
    await producer.send({ topic: topics.messages, messages: [{ value: 'headers', headers }] })
    const message = await arrived('headers')
    assert.equal(message.headers['many'], '1,2')
    assert.notEqual(message.headers['traceparent'], old)
    assert.match(message.headers['traceparent'] ?? '', new RegExp(`^00-${'a'.repeat(32)}-`))
    assert.deepEqual(headers, { many: ['1', Buffer.from('2')], traceparent: old })
  })

  const wrong: [string, unknown][] = [
    ['an option that it does not take', { topic: topics.messages, acks: 1, messages: [{ value: 'x' }] }],
    ['a null header', { topic: topics.messages, messages: [{ value: 'x', headers: { a: null } }] }],
    ['a value that is none', { topic: topics.messages, messages: [{ value: 5 }] }],
    ['no messages', { topic: topics.messages }],
    ['no call', null],
    ['no topic', { messages: [{ value: 'x' }] }],
  ]
  for (const [what, record] of wrong) {
    it(`gives the error of the client for ${what}`, async () => {
      const unwrapped = raw.producer()
      await unwrapped.connect()
      const errors: unknown[] = []
      for (const each of [unwrapped, producer]) {
        await each.send(structuredClone(record) as KafkaJS.ProducerRecord).catch((error: unknown) => errors.push(error))
      }
      await unwrapped.disconnect()
      const [expected, actual] = errors.map((error) => {
        const { name, message, code } = error as { name: string; message: string; code: unknown }
        return { name, message, code }
      })
      assert(expected !== undefined)
      assert.deepEqual(actual, expected)
    })
  }

  it('gives the error of the client for a run that it does not take', async () => {
    const config = { autoCommit: false, eachMessage: async () => undefined } as KafkaJS.ConsumerRunConfig
    const consumer = kafka.consumer({ kafkaJS: { groupId: `wrong-${run}` } })
    consumers.push(consumer)
    await consumer.connect()
    await assert.rejects(() => consumer.run(config), /autoCommit/)
  })

  it('caught no error of the tracer', () => {
    assert.equal(tracing.counts().caughtErrors, 0)
  })
})
