import { createTopics, startKafka, type RunningKafka } from '@filrouge/harness'
import { kafkaTracing, type KafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { recordingReporter } from '@filrouge/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import jaeger from 'jaeger-client'
import { Kafka, logLevel, type Producer } from 'kafkajs'

/** Kafka 2.8 with a topic whose `message.format.version` is 0.10.2: records with headers are answered with UNKNOWN there. */
let broker: RunningKafka
let kafka: Kafka
beforeAll(async () => {
  broker = await startKafka({ provider: 'local', version: '2.8.2' })
  kafka = new Kafka({ brokers: [...broker.bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 1 } })
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({
    topics: [{ topic: 'old', configEntries: [{ name: 'message.format.version', value: '0.10.2' }] }],
  })
  await admin.disconnect()
  await createTopics(broker.bootstrap, [{ topic: 'new', partitions: 1 }])
})
afterAll(() => broker.stop())

let told: string[]
async function withProducer(fn: (producer: Producer, tracing: KafkaTracing) => Promise<void>): Promise<void> {
  told = []
  const tracer = jaeger.initTracer({ serviceName: 'old', sampler: { type: 'const', param: 1 } }, {
    reporter: recordingReporter(),
  } as unknown as jaeger.TracingOptions)
  const tracing = kafkaTracing({ tracer: openTracing(tracer), onError: ({ message }) => told.push(message) })
  const producer = tracing.producer(kafka.producer())
  await producer.connect()
  try {
    await fn(producer, tracing)
  } finally {
    await producer.disconnect()
  }
}
const send = (producer: Producer, topic: string, headers?: { [key: string]: string }) =>
  producer.send({ topic, messages: [{ value: 'x', ...(headers !== undefined && { headers }) }] })

describe('a topic that takes no headers', () => {
  it('passes the broker’s error on, stops to inject, says so once, and the caller’s own retry succeeds', async () => {
    await withProducer(async (producer, tracing) => {
      const raw = kafka.producer()
      await raw.connect()
      const expected = (await send(raw, 'old', { any: 'header' }).catch((error: unknown) => error)) as Error
      await raw.disconnect()
      await expect(send(producer, 'old')).rejects.toMatchObject({ name: expected.name, message: expected.message })
      await expect(send(producer, 'old')).resolves.toMatchObject([{ topicName: 'old', errorCode: 0 }])
      await expect(send(producer, 'old')).resolves.toHaveLength(1)
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('UNKNOWN to records of topic old')
      expect(tracing.counts()).toMatchObject({ headersRefused: 2, sent: 3, sendsFailed: 1 })
    })
  })
  it('says nothing of ours where the caller’s own headers are refused', async () => {
    await withProducer(async (producer) => {
      await expect(send(producer, 'old', { own: '1' })).rejects.toThrow()
      await expect(send(producer, 'old', { own: '1' })).rejects.toThrow()
      expect(told).toEqual([])
    })
  })
  it('leaves other topics of the same broker alone', async () => {
    await withProducer(async (producer, tracing) => {
      await expect(send(producer, 'old')).rejects.toThrow()
      await send(producer, 'new')
      expect(tracing.counts().headersRefused).toBe(0)
    })
  })
})
