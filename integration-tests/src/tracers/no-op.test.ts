import { kafkaTracing } from '@filrouge/kafkajs'
import type { MessageTracer } from '@filrouge/messaging'
import { openTelemetry } from '@filrouge/opentelemetry'
import { openTracing, withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { TracerShim } from '@opentelemetry/shim-opentracing'
import { trace } from '@opentelemetry/api'
import { Span, Tracer } from 'opentracing'
import { remoteHeaders } from './behaviours'
import { MemoryKafka, type StoredMessage } from './memory-kafka'

const tracers: readonly (readonly [string, () => MessageTracer])[] = [
  ["opentracing's no-op tracer", () => openTracing(new Tracer())],
  ['OpenTelemetry without an SDK', () => openTelemetry()],
  [
    "OpenTelemetry's shim without an SDK",
    () => openTracing(new TracerShim(trace.getTracer('none')), { detach: (fn) => fn() }),
  ],
]

/** Old headers in several forms, as another service may have written them. */
const headers = Object.freeze({ ...remoteHeaders(), b3: '0', 'uberctx-a': '1', baggage: 'a=1', own: 'x' })

describe.each(tracers)('%s', (_name, start) => {
  const setUp = () => {
    const errors: Error[] = []
    const tracing = kafkaTracing({ tracer: start(), onError: (error) => errors.push(error) })
    const kafka = new MemoryKafka()
    return { errors, tracing, kafka, producer: tracing.producer(kafka.producer()) }
  }

  it('writes nothing into messages and removes nothing from them, under a span too', async () => {
    const { errors, kafka, producer } = setUp()
    const messages = [{ value: 'x' }, { value: 'y', headers }]
    await producer.send({ topic: 'orders', messages })
    await withSpan(new Span(), () => producer.send({ topic: 'orders', messages }))
    await producer.sendBatch({ topicMessages: [{ topic: 'orders', messages }] })
    expect(kafka.sent).toHaveLength(6)
    kafka.sent.forEach((message, index) => expect(message).toBe(messages[index % 2]))
    expect(errors).toEqual([])
  })

  it('runs handlers on the very message, and passes on what they throw', async () => {
    const { errors, kafka, tracing } = setUp()
    const seen: StoredMessage[] = []
    const error = new Error('handler')
    const consumer = tracing.consumer(kafka.consumer({ groupId: 'group' }), { groupId: 'group' })
    await consumer.run({
      eachMessage: ({ message }: { message: StoredMessage }) => {
        seen.push(message)
        if (seen.length === 2) throw error
      },
    })
    kafka.append('orders', { headers }, {})
    await expect(kafka.deliver()).rejects.toBe(error)
    expect([seen[0] === kafka.stored('orders')[0], seen[1] === kafka.stored('orders')[1]]).toEqual([true, true])
    expect(errors).toEqual([])
  })

  it('is closed at once', async () => {
    const { tracing, errors } = setUp()
    await tracing.close({ timeoutMs: 1000 })
    expect(errors).toEqual([])
  })
})
