import type { SpanRequest } from '@filrouge/messaging'
import type { Decision, TraceContext } from '@filrouge/propagation'
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace'
import { afterEach, describe, expect, it } from '@jest/globals'
import { decisionSampler, openTelemetry } from './index'
import { startSdk } from './testing/sdk'

const remote: TraceContext = {
  traceId: '0000000000000000000000000000002a',
  spanId: '000000000000002b',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: ['a=1', 'b=2'],
}
const request: SpanRequest = { name: 'send orders', kind: 'producer', startTime: 1.5, links: [], attributes: {} }

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
function setUp(options: TracerProviderOptions = {}) {
  const sdk = startSdk(options)
  stops.push(() => sdk.stop())
  const tracer = openTelemetry({ tracerProvider: sdk.provider })
  const finished = (extra: Partial<SpanRequest>) => {
    tracer.start({ ...request, ...extra }).finish(2.25)
    return sdk.spans().at(-1)
  }
  return { ...sdk, tracer, finished, own: sdk.provider.getTracer('test') }
}

describe('a span', () => {
  it('has the times, kind and conventions that it was given', () => {
    const { finished } = setUp()
    const attributes = {
      component: 'kafkajs',
      topic: 'orders',
      partition: 3,
      offset: '42',
      consumerGroup: 'billing',
      clientId: 'checkout',
      batchSize: 2,
      tombstone: true,
      queueTimeMs: 7,
      key: 'o-1',
    }
    const span = finished({ kind: 'consumer', attributes })
    expect(span).toMatchObject({ name: 'send orders', kind: SpanKind.CONSUMER })
    expect([span?.startTime, span?.endTime]).toEqual([
      [0, 1_500_000],
      [0, 2_250_000],
    ])
    expect(span?.attributes).toEqual({
      'messaging.system': 'kafka',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'orders',
      'messaging.destination.partition.id': '3',
      'messaging.kafka.offset': 42,
      'messaging.consumer.group.name': 'billing',
      'messaging.client.id': 'checkout',
      'messaging.batch.message_count': 2,
      'messaging.kafka.message.tombstone': true,
      'messaging.kafka.message.key': 'o-1',
      'kafka.component': 'kafkajs',
      'kafka.queue_time_ms': 7,
    })
  })
  it('keeps an offset beyond 2^53 exact', () => {
    const { finished } = setUp()
    const span = finished({ attributes: { offset: '9007199254740993' } })
    expect(span?.attributes['messaging.kafka.offset']).toBe('9007199254740993')
  })
  it('has the names of version 1.45 on request', () => {
    const { spans, provider } = setUp()
    const tracer = openTelemetry({ tracer: provider.getTracer('test'), semconv: '1.45' })
    const span = tracer.start({ ...request, attributes: { tombstone: true } })
    span.describe({ offset: '7' })
    span.finish(2)
    expect(spans()[0]?.attributes).toMatchObject({
      'messaging.system.name': 'kafka',
      'kafka.offset': 7,
      'kafka.message.tombstone': true,
    })
  })
  it('records an error with bounded text', () => {
    const { tracer, spans } = setUp()
    const span = tracer.start(request)
    span.fail(new RangeError('x'.repeat(10_000)))
    span.finish(2)
    const [finished] = spans()
    expect(finished?.status.code).toBe(SpanStatusCode.ERROR)
    expect(finished?.attributes['error.type']).toBe('RangeError')
    const { name, attributes } = finished?.events[0] ?? {}
    expect([name, attributes?.['exception.type']]).toEqual(['exception', 'RangeError'])
    for (const text of ['exception.message', 'exception.stacktrace']) {
      expect(String(attributes?.[text]).length).toBeLessThanOrEqual(4097)
    }
    expect(finished?.status.message?.length).toBeLessThanOrEqual(4097)
  })
  it.each([
    ['undefined', undefined],
    ['a text', 'broken'],
    ['an object without prototype', Object.create(null)],
    ['a getter that throws', Object.defineProperty(new Error('x'), 'message', { get: () => { throw new Error('getter') } })], // prettier-ignore
    ['a proxy that throws', new Proxy({}, { getPrototypeOf: () => { throw new Error('trap') } })], // prettier-ignore
  ])('records a thrown value that is no usual error: %s', (_what, thrown) => {
    const { tracer, spans } = setUp()
    const span = tracer.start(request)
    span.fail(thrown)
    span.finish(2)
    expect(spans()[0]?.status.code).toBe(SpanStatusCode.ERROR)
    expect(spans()[0]?.events).toHaveLength(1)
  })
})

describe('a parent', () => {
  it('from elsewhere is continued, with its tracestate and baggage', () => {
    const { tracer, spans } = setUp()
    const baggage = [
      { key: '2', value: 'é , =' },
      { key: '1', value: 'b', properties: 'p=1' },
    ]
    const span = tracer.start({ ...request, parent: { remote, baggage } })
    expect(span.context).toMatchObject({ traceId: remote.traceId, sampled: true, tracestate: ['a=1', 'b=2'] })
    expect(span.baggage).toEqual(baggage)
    span.finish(2)
    expect(spans()[0]?.parentSpanContext).toMatchObject({ spanId: remote.spanId, isRemote: true })
  })
  it.each<[string, (span: Span) => unknown]>([
    ['its context', (span) => trace.setSpan(ROOT_CONTEXT, span)],
    ['itself', (span) => span],
    ['its span context', (span) => span.spanContext()],
  ])('of this process is given as %s', (_what, native) => {
    const { finished, own } = setUp()
    const parent = own.startSpan('parent')
    expect(finished({ parent: { native: native(parent) } })?.parentSpanContext?.spanId).toBe(
      parent.spanContext().spanId,
    )
  })
  it('of a foreign kind is refused', () => {
    const { tracer } = setUp()
    for (const native of [undefined, null, 7, {}, { context: () => ({}) }]) {
      expect(() => tracer.start({ ...request, parent: { native } })).toThrow(TypeError)
    }
  })
  it('that is absent gives a root, whatever is active', () => {
    const { tracer, own } = setUp()
    const active = own.startSpan('active')
    const made = context.with(trace.setSpan(context.active(), active), () => tracer.start(request))
    expect(made.context?.traceId).not.toBe(active.spanContext().traceId)
  })
  it('with baggage alone gives a root that carries it', () => {
    const { finished, tracer } = setUp()
    const parent = { baggage: [{ key: 'a', value: '1' }] }
    expect(finished({ parent })?.parentSpanContext).toBeUndefined()
    expect(tracer.start({ ...request, parent }).baggage).toEqual(parent.baggage)
  })
})

describe('links', () => {
  it('start a new trace that points back', () => {
    const { finished } = setUp()
    const span = finished({ links: [remote, { ...remote, traceId: 'f'.repeat(32) }] })
    expect(span?.links.map((link) => link.context.traceId)).toEqual([remote.traceId, 'f'.repeat(32)])
    expect(span?.parentSpanContext).toBeUndefined()
    expect([remote.traceId, 'f'.repeat(32)]).not.toContain(span?.spanContext().traceId)
  })
  it('stand beside a parent', () => {
    const { finished } = setUp()
    const span = finished({ parent: { remote, baggage: [] }, links: [{ ...remote, traceId: 'f'.repeat(32) }] })
    expect([span?.spanContext().traceId, span?.links.length]).toEqual([remote.traceId, 1])
  })
})

describe('what is active', () => {
  it('is nothing without a span', () => {
    const { tracer } = setUp()
    expect(tracer.active()).toBeUndefined()
  })
  it('is the span of the message, with its baggage, through awaits', async () => {
    const { tracer } = setUp()
    const span = tracer.start({ ...request, kind: 'consumer', parent: { remote, baggage: [{ key: 'a', value: '1' }] } })
    await tracer.withActive({ native: span.native }, async () => {
      await Promise.resolve()
      const active = tracer.active()
      const child = tracer.start({ ...request, ...(active && { parent: active }) })
      expect(child.context?.traceId).toBe(remote.traceId)
      expect(child.baggage).toEqual([{ key: 'a', value: '1' }])
      expect(trace.getActiveSpan()).toBe(span.native)
    })
    expect(tracer.active()).toBeUndefined()
  })
  it('can be a context from elsewhere, which is handed on whole', () => {
    const { tracer } = setUp()
    const received: TraceContext = { ...remote, debug: true, format: 'uber-trace-id', parentId: '000000000000002c' }
    tracer.withActive({ remote: received, baggage: [] }, () => {
      const active = tracer.active()
      expect(active && tracer.identityOf(active)).toEqual({ context: received, baggage: [] })
    })
  })
  it('can be nothing', () => {
    const { tracer, own } = setUp()
    context.with(trace.setSpan(context.active(), own.startSpan('active')), () => {
      tracer.withActive(undefined, () => expect(tracer.active()).toBeUndefined())
    })
  })
  it('gives its baggage to what is sent, also without a span, and never to what is received', () => {
    const { tracer } = setUp()
    const baggage = propagation.createBaggage({ a: { value: '1' } })
    context.with(propagation.setBaggage(context.active(), baggage), () => {
      expect(tracer.start(request).baggage).toEqual([{ key: 'a', value: '1' }])
      expect(tracer.start({ ...request, kind: 'consumer' }).baggage).toEqual([])
    })
  })
})

describe('sampling', () => {
  it("is the tracer's, and an unsampled context is written too", () => {
    const { tracer, spans } = setUp({ sampler: new AlwaysOffSampler() })
    const span = tracer.start(request)
    span.finish(2)
    expect(span.context).toMatchObject({ sampled: false })
    expect(spans()).toHaveLength(0)
  })
  it.each<[string, Decision, Sampler, boolean]>([
    ['not to be sampled', { sampled: false, debug: false }, new AlwaysOnSampler(), false],
    ['to be kept', { sampled: true, debug: true, debugId: 'find-me' }, new AlwaysOffSampler(), true],
    ['nothing of it', { debug: false }, new AlwaysOnSampler(), true],
  ])('follows a record that asks for a new trace %s', (_what, decision, root, sampled) => {
    const { tracer, spans } = setUp({ sampler: new ParentBasedSampler({ root: decisionSampler(root) }) })
    const span = tracer.start({ ...request, decision })
    expect(span.context?.sampled).toBe(sampled)
    span.finish(2)
    expect(spans()[0]?.attributes['jaeger-debug-id']).toBe(sampled ? decision.debugId : undefined)
  })
  it('of a parent wins over such a record', () => {
    const { tracer } = setUp({ sampler: decisionSampler(new ParentBasedSampler({ root: new AlwaysOnSampler() })) })
    const parent = { remote, baggage: [] }
    expect(tracer.start({ ...request, parent, decision: { sampled: false, debug: false } }).context?.sampled).toBe(true)
  })
})

describe('without an SDK', () => {
  it('there is no context to write, whatever the parent', () => {
    const tracer = openTelemetry()
    for (const parent of [undefined, { remote, baggage: [] }]) {
      const span = tracer.start({ ...request, ...(parent && { parent }) })
      span.describe({ topic: 'orders' })
      span.fail(new Error('x'))
      span.finish(2)
      expect(span.context).toBeUndefined()
    }
    expect(tracer.active()).toBeUndefined()
  })
  it('a tracer or provider that was given is no no-op', () => {
    const { own, provider } = setUp()
    const given = [{ tracer: own }, { tracerProvider: provider }]
    expect(given.map((options) => openTelemetry(options).isNoop?.())).toEqual([false, false])
  })
  it('handlers run, and closing ends', async () => {
    const tracer = openTelemetry()
    expect(tracer.withActive({ remote, baggage: [] }, () => 'ran')).toBe('ran')
    await tracer.close()
  })
})

it('uses a provider that is registered later, and flushes it', async () => {
  const tracer = openTelemetry()
  expect(tracer.isNoop?.()).toBe(true)
  const sdk = startSdk()
  stops.push(() => sdk.stop())
  let flushes = 0
  const provider = {
    getTracer: (name: string) => sdk.provider.getTracer(name),
    forceFlush: () => {
      flushes++
      return Promise.resolve()
    },
  }
  trace.setGlobalTracerProvider(provider)
  expect(tracer.isNoop?.()).toBe(false)
  tracer.start(request).finish(2)
  expect(sdk.spans()[0]?.instrumentationScope.name).toBe('@filrouge/opentelemetry')
  await tracer.close()
  expect(flushes).toBe(1)
})

it('writes W3C alone', () => {
  expect(openTelemetry().defaultFormats()).toEqual(['traceparent'])
})

it('refuses what cannot work', () => {
  expect(() => openTelemetry({ tracer: {} as never })).toThrow('tracer has no startSpan')
  expect(() => openTelemetry({ tracerProvider: {} as never })).toThrow('tracerProvider has no getTracer')
  expect(() => openTelemetry({ semconv: '1.20' as never })).toThrow('semconv is "1.20": use 1.44 or 1.45')
})
