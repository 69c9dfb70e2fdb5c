import { withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { fromTracingSpanContext } from './index'
import { setUp, SPAN, TRACE, TRACEPARENT } from './traced-clients.fixture'

describe('a stored context', () => {
  it('carries each request’s own context from its row to its record', async () => {
    const { tracer, tracing, producer, spans } = setUp()
    const rows = ['a', 'b'].map((name) => {
      const span = tracer.startSpan(name)
      span.setBaggageItem('user', `${name}=é`)
      return withSpan(span, () => JSON.parse(JSON.stringify(tracing.captureContext())) as Record<string, string>)
    })
    for (const row of rows) {
      await tracing.withContext(row, () => producer.send({ topic: 'orders', messages: [{ value: 'x' }] }))
    }
    const parents = rows.map(({ traceparent = '' }) => traceparent.split('-').slice(1, 3))
    expect(
      spans.map((span) => [span.context().traceIdStr, span.context().parentIdStr].map((id) => id?.padStart(16, '0'))),
    ).toEqual(parents)
  })
  it('wins over what is active where the relay runs', async () => {
    const { tracer, tracing, producer, spans } = setUp()
    await withSpan(tracer.startSpan('poll the outbox'), () =>
      tracing.withContext({ traceparent: TRACEPARENT }, () =>
        producer.send({ topic: 'orders', messages: [{ value: 'x' }] }),
      ),
    )
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
  })
  it('is sent on as it was by a relay that only propagates', async () => {
    const { tracing, producer, sent } = setUp({ producer: { mode: 'propagate-only' } })
    await tracing.withContext({ traceparent: TRACEPARENT }, () =>
      producer.send({ topic: 'orders', messages: [{ value: 'x' }] }),
    )
    expect(sent[0]?.messages[0]?.headers).toMatchObject({ traceparent: TRACEPARENT })
  })
  it('is read as JSON text too', async () => {
    const { tracing, producer, spans } = setUp()
    await tracing.withContext(JSON.stringify({ traceparent: TRACEPARENT }), () =>
      producer.send({ topic: 'orders', messages: [{ value: 'x' }] }),
    )
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
  })
  it('that cannot be read is reported or counted, and what is to run is run', () => {
    const { tracing, errors } = setUp()
    const unreadable = { get traceparent(): string { throw new Error('a getter') } } // prettier-ignore
    expect(tracing.withContext(unreadable, () => 'run')).toBe('run')
    expect(tracing.withContext({ traceparent: 'zz' }, () => 'run')).toBe('run')
    expect(errors[0]?.message).toMatch(/^reading a stored context failed/)
    expect(tracing.counts().faults).toEqual({ 'traceparent bad_shape': 1 })
  })
  it.each([null, undefined, '', '{', {}, { traceparent: 'zz' }])(
    'that says nothing (%j) starts a new trace',
    async (stored) => {
      const { tracing, producer, spans } = setUp()
      await tracing.withContext(stored, () => producer.send({ topic: 'orders', messages: [{ value: 'x' }] }))
      expect(spans).toHaveLength(1)
      expect(spans[0]?.context().parentIdStr).toBeUndefined()
    },
  )
  it('travels as Debezium’s text too', async () => {
    const { tracer, tracing, producer, spans } = setUp()
    const span = tracer.startSpan('request')
    const text = withSpan(span, () => tracing.captureTracingSpanContext())
    expect(text).toMatch(/^traceparent=00-[0-9a-f-]+\nuber-trace-id=[0-9a-f]+\\:[0-9a-f]+\\:0\\:1\n$/)
    expect(Object.keys(fromTracingSpanContext(text))).toEqual(['traceparent', 'uber-trace-id'])
    await tracing.withContext(text, () => producer.send({ topic: 'orders', messages: [{ value: 'x' }] }))
    // jaeger-client leaves out leading zeros of an id that it made, and keeps those of one that it read
    const idOf = (each: (typeof spans)[0] | undefined) => each?.context().traceIdStr.padStart(32, '0')
    expect(idOf(spans[0])).toBe(idOf(span as unknown as (typeof spans)[0]))
  })
  it('is empty where nothing is active', () => {
    const { tracing } = setUp()
    expect(tracing.captureContext()).toEqual({})
    expect(tracing.captureTracingSpanContext()).toBe('')
  })
})
