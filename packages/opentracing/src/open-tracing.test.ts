import type { SpanRequest } from '@filrouge/messaging'
import { describe, expect, it } from '@jest/globals'
import jaeger from 'jaeger-client'
import { Tracer } from 'opentracing'
import { activeSpan, openTracing, withSpan } from './index'

const reporter = { report: () => undefined, setProcess: () => undefined, close: (done?: () => void) => done?.() }
const options = { traceId128bit: true, reporter } as unknown as jaeger.TracingOptions
const jaegerTracer = () => jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, options)
const request: SpanRequest = { name: 'send orders', kind: 'producer', startTime: 1.5, links: [], attributes: {} }
const remote = {
  traceId: '0000000000000000000000000000002a',
  spanId: '000000000000002b',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: [],
}

describe('openTracing', () => {
  it('writes both formats with jaeger-client', () => {
    expect(openTracing(jaegerTracer()).defaultFormats()).toEqual(['traceparent', 'uber-trace-id'])
  })
  it('has no context to write with a no-op tracer', () => {
    expect(openTracing(new Tracer()).start(request).context).toBeUndefined()
  })
  it('continues a remote context, with ids of full length and raw baggage', () => {
    const baggage = [{ key: 'city', value: 'é , = %' }]
    const span = openTracing(jaegerTracer()).start({ ...request, parent: { remote, baggage } })
    expect(span.context).toMatchObject({ traceId: remote.traceId, parentId: remote.spanId, sampled: true })
    expect(span.context?.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(span.baggage).toEqual(baggage)
  })
  it('carries baggage into a new trace', () => {
    const span = openTracing(jaegerTracer()).start({ ...request, parent: { baggage: [{ key: 'a', value: '1' }] } })
    expect(span.context?.parentId).toBeUndefined()
    expect(span.baggage).toEqual([{ key: 'a', value: '1' }])
  })
  it('starts a new trace that points back to its links', () => {
    const span = openTracing(jaegerTracer()).start({ ...request, links: [remote] })
    expect(span.context?.traceId).not.toBe(remote.traceId)
    expect((span.native as { _references: unknown[] })._references).toHaveLength(1)
  })
  it('keeps the active span through awaits, and per call', async () => {
    const tracer = jaegerTracer()
    const [a, b] = [tracer.startSpan('a'), tracer.startSpan('b')]
    const seen = await Promise.all([a, b].map((span) => withSpan(span, () => Promise.resolve().then(activeSpan))))
    expect(seen).toEqual([a, b])
    expect(activeSpan()).toBeUndefined()
  })
})
