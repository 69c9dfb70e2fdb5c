import { createTopics, waitFor } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { Kafka, logLevel } from 'kafkajs'
import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TracerUnderTest } from './traced-world'

/** Sends a message over a real broker; its handler sends another one, which is handled too: one trace of five spans, each the child of the last. */
export async function roundTrip(subject: TracerUnderTest, brokers: readonly string[]): Promise<void> {
  const world = await subject.start({ sampled: true })
  const id = randomUUID()
  const [orders, invoices] = [`orders-${id}`, `invoices-${id}`]
  await createTopics(
    [...brokers],
    [orders, invoices].map((topic) => ({ topic, partitions: 1 })),
  )

  const errors: Error[] = []
  const tracing = kafkaTracing({ tracer: world.tracer, onError: (error) => errors.push(error) })
  const kafka = tracing.kafka(new Kafka({ clientId: 'tracers', brokers: [...brokers], logLevel: logLevel.NOTHING }))
  const producer = kafka.producer()
  const consumer = kafka.consumer({ groupId: id, maxWaitTimeInMs: 50 })
  try {
    await Promise.all([producer.connect(), consumer.connect()])
    await consumer.subscribe({ topics: [orders, invoices], fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ topic }) => {
        if (topic === orders) await producer.send({ topic: invoices, messages: [{ value: 'y' }] })
      },
    })
    const baggage = { user: 'u-1' }
    const root = await world.inRoot(() => producer.send({ topic: orders, messages: [{ value: 'x' }] }), { baggage })
    const names = [`send ${orders}`, `process ${orders}`, `send ${invoices}`, `process ${invoices}`]
    const chain = await waitFor('the spans of the round trip', () => {
      const found = names.map((name) => world.spans().find((span) => span.name === name))
      return found.every((span) => span !== undefined) && found
    })
    deepEqual(
      chain.map(({ traceId, parentId }) => [traceId, parentId]),
      [root, ...chain].slice(0, -1).map(({ spanId }) => [root.traceId, spanId]),
    )
    equal(errors.length, 0, errors.map((error) => error.message).join('\n'))
  } finally {
    await consumer.disconnect()
    await producer.disconnect()
    await tracing.close()
    await world.stop()
  }
}
