import type { SpanRequest } from '@filrouge/messaging'
import type { Decision } from '@filrouge/propagation'
import { recordingReporter, tagsOf, type ReportedSpan } from '@filrouge/testing'
import { describe, expect, it } from '@jest/globals'
import jaeger from 'jaeger-client'
import { Tracer, type Span } from 'opentracing'
import { openTracing } from './index'

const options = { traceId128bit: true, reporter: recordingReporter() } as unknown as jaeger.TracingOptions
const jaegerTracer = (param = 1) =>
  jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param } }, options)
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
  it('starts a new trace that points back also where baggage arrived', () => {
    const parent = { baggage: [{ key: 'a', value: '1' }] }
    const span = openTracing(jaegerTracer()).start({ ...request, parent, links: [remote] })
    expect(span.context?.traceId).not.toBe(remote.traceId)
    expect(span.baggage).toEqual(parent.baggage)
  })
  it.each<[string, Decision, number, object]>([
    ['not to be sampled', { sampled: false, debug: false }, 1, { sampled: false }],
    ['to be sampled', { sampled: true, debug: false }, 0, { sampled: true }],
    ['to be kept', { sampled: true, debug: true, debugId: 'find-me' }, 0, { sampled: true, debug: true }],
    ['nothing of it', { debug: false }, 1, { sampled: true }],
  ])('follows a record that asks for a new trace %s', (_what, decision, param, context) => {
    const span = openTracing(jaegerTracer(param)).start({ ...request, decision, links: [remote] })
    expect(span.context).toMatchObject(context)
    expect(span.context?.traceId).not.toBe(remote.traceId)
    expect(tagsOf(span.native as ReportedSpan)['jaeger-debug-id']).toBe(decision.debugId)
  })
  it('tells what headers would carry of a span, a context and what was received', () => {
    const native = jaegerTracer()
    const tracer = openTracing(native)
    const span = tracer.start({ ...request, parent: { remote, baggage: [] } })
    const own = span.native as Span
    for (const parent of [own, own.context()]) {
      expect(tracer.identityOf({ native: parent }).context).toEqual(span.context)
    }
    expect(tracer.identityOf({ remote, baggage: [] })).toEqual({ context: remote, baggage: [] })
  })
})
