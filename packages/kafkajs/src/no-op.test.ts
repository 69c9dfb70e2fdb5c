import { activeSpan, openTracing, withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { MockTracer, Tracer } from 'opentracing'
import type { HopEvent } from '@filrouge/messaging'
import { consumer, payload, setUp, TRACEPARENT } from './traced-clients.fixture'

describe('with a no-op tracer', () => {
  const tracer = () => openTracing(new Tracer())

  it('the very record reaches the client, and is counted', async () => {
    const { producer, raw, tracing } = setUp({ tracer: tracer() })
    const record = { topic: 'orders', messages: [{ value: 'x', headers: { traceparent: 'old' } }, { value: 'y' }] }
    await producer.send(record)
    raw.send.mockImplementationOnce(() => Promise.reject(new Error('refused')))
    await expect(producer.send(record)).rejects.toThrow('refused')
    expect(raw.send.mock.calls.map(([sent]) => sent === record)).toEqual([true, true])
    expect(tracing.counts()).toMatchObject({ sent: 4, sendsFailed: 2 })
  })
  it('the very payload reaches the handler with nothing active, and is counted', async () => {
    const { tracing } = setUp({ tracer: tracer() })
    const { wrapped, receive, batch } = consumer(tracing)
    const seen: unknown[] = []
    const handler = (given: unknown) => {
      seen.push(given, activeSpan())
      return seen.length > 2 ? Promise.reject(new Error('handler')) : undefined
    }
    await wrapped.run({ eachMessage: handler, eachBatch: (given: unknown) => seen.push(given, activeSpan()) } as never)
    const [message, records] = [payload(), { batch: { topic: 'orders', partition: 1, messages: [] } }]
    const ambient = new MockTracer().startSpan('ambient')
    const results = withSpan(ambient, () => [receive(message), receive(message), batch(records)])
    await expect(results[1]).rejects.toThrow('handler')
    const given = [message, undefined, message, undefined, records, undefined]
    expect(seen.map((each, index) => each === given[index])).toEqual(given.map(() => true))
    expect(tracing.counts()).toMatchObject({ processed: 2, processingFailed: 1, caughtErrors: 0 })
  })
  it('the headers of a trace are removed where the policy says so', async () => {
    const { producer, sent } = setUp({ tracer: tracer(), producer: { mode: 'strip' } })
    await producer.send({
      topic: 'orders',
      messages: [{ value: 'x', headers: { traceparent: TRACEPARENT, own: '1' } }],
    })
    expect(sent[0]?.messages).toEqual([{ value: 'x', headers: { own: '1' } }])
  })
  it('observers, decorators and names of spans are asked all the same', async () => {
    const told: string[] = []
    const onHop = ({ hop, topic }: HopEvent) => void told.push(`${hop} ${topic}`)
    for (const options of [
      { observers: [{ onHop }] },
      { decorators: [{ onStart: () => told.push('started') }] },
      { spanName: () => void told.push('named') },
    ]) {
      const { producer, tracing } = setUp({ tracer: tracer(), ...options })
      await producer.send({ topic: 'orders', messages: [{ value: 'x' }] })
      await tracing.close()
    }
    expect(told).toEqual(['send orders', 'started', 'named'])
  })
  it('a tracer that throws when asked costs no message', async () => {
    const broken = tracer()
    broken.isNoop = () => {
      throw new Error('broken')
    }
    const { producer, sent, errors } = setUp({ tracer: broken })
    await producer.send({ topic: 'orders', messages: [{ value: 'x' }] })
    expect([sent.length, errors.length]).toEqual([1, 1])
  })
})
