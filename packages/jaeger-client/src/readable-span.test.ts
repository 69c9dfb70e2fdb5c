import { expect, test } from '@jest/globals'
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { FORMAT_TEXT_MAP, followsFrom, type SpanOptions } from 'opentracing'
import type { JaegerSpan } from './jaeger-client-types'
import { resourceOf } from './process-resource'
import { readableSpan } from './readable-span'
import { capturingTracer, spanIdOf, traceIdOf, type TracerOptions } from './testing/real-tracer'

function converted(span: JaegerSpan | undefined): ReadableSpan {
  if (span === undefined) throw new Error('no span was reported')
  return readableSpan(span, resourceOf(span._tracer._process))
}

function finished(options: SpanOptions = {}, tracerOptions: TracerOptions = {}): ReadableSpan {
  const { tracer, spans } = capturingTracer(tracerOptions)
  tracer.startSpan('work', options).finish()
  return converted(spans[0])
}

test('gives 32 and 16 hex digits, the parent of a child and none of a root', () => {
  const { tracer, spans } = capturingTracer()
  const root = tracer.startSpan('root')
  const child = tracer.startSpan('child', { childOf: root })
  child.finish()
  root.finish()
  const [readableChild, readableRoot] = spans.map(converted)
  expect(readableRoot?.spanContext()).toMatchObject({ traceId: traceIdOf(root), spanId: spanIdOf(root), traceFlags: 1 })
  expect(readableRoot?.parentSpanContext).toBeUndefined()
  expect(readableChild?.spanContext()).toMatchObject({ traceId: traceIdOf(root), spanId: spanIdOf(child) })
  expect(readableChild?.parentSpanContext).toMatchObject({ traceId: traceIdOf(root), spanId: spanIdOf(root) })
})

test('pads a 64-bit trace id and ids that were received without their leading zeros', () => {
  const short = finished({}, { traceId128bit: false }).spanContext().traceId
  expect(short).toMatch(/^0{16}[0-9a-f]{16}$/)

  const { tracer, spans } = capturingTracer()
  const received = tracer.extract(FORMAT_TEXT_MAP, { 'uber-trace-id': '2a:7:0:1' })
  tracer.startSpan('received', received === null ? {} : { childOf: received }).finish()
  const span = converted(spans[0])
  expect(span.spanContext().traceId).toBe('2a'.padStart(32, '0'))
  expect(span.parentSpanContext?.spanId).toBe('7'.padStart(16, '0'))
})

test.each([
  ['server', SpanKind.SERVER, true],
  ['client', SpanKind.CLIENT, false],
  ['producer', SpanKind.PRODUCER, false],
  ['consumer', SpanKind.CONSUMER, true],
  ['internal', SpanKind.INTERNAL, false],
])("takes the kind %s from the tag span.kind and the parent's remoteness from the kind", (tag, kind, isRemote) => {
  const { tracer, spans } = capturingTracer()
  const parent = tracer.startSpan('parent')
  tracer.startSpan('child', { childOf: parent, tags: { 'span.kind': tag } }).finish()
  const span = converted(spans[0])
  expect(span.kind).toBe(kind)
  expect(span.attributes).not.toHaveProperty('span.kind')
  expect(span.parentSpanContext?.isRemote).toBe(isRemote)
})

test('keeps an unknown kind as an attribute of an internal span', () => {
  const span = finished({ tags: { 'span.kind': 'broker' } })
  expect(span.kind).toBe(SpanKind.INTERNAL)
  expect(span.attributes['span.kind']).toBe('broker')
})

test('sets the status from the last value of the tag error', () => {
  expect(finished({ tags: { error: true } })).toMatchObject({ status: { code: SpanStatusCode.ERROR } })
  expect(finished({ tags: { error: 'true' } }).status.code).toBe(SpanStatusCode.ERROR)
  expect(finished().status.code).toBe(SpanStatusCode.UNSET)
  const { tracer, spans } = capturingTracer()
  tracer.startSpan('retried').setTag('error', true).setTag('error', false).finish()
  expect(converted(spans[0])).toMatchObject({ status: { code: SpanStatusCode.UNSET }, attributes: { error: false } })
})

test("keeps the sampler's tags of a root and marks debug spans", () => {
  expect(finished().attributes).toEqual({ 'sampler.type': 'const', 'sampler.param': true })
  const { tracer, spans } = capturingTracer()
  tracer.startSpan('debugged').setTag('sampling.priority', 1).finish()
  expect(converted(spans[0]).attributes['jaeger.debug']).toBe(true)
  expect(converted(spans[0]).spanContext().traceFlags).toBe(1)
})

test('turns fractional milliseconds into whole microseconds', () => {
  const { tracer, spans } = capturingTracer()
  const start = 1_700_000_000_123.457
  const span = tracer.startSpan('timed', { startTime: start })
  span.log({ event: 'half way' }, start + 0.5)
  span.finish(start + 1.004)
  const readable = converted(spans[0])
  expect(readable.startTime).toEqual([1_700_000_000, 123_457_000])
  expect(readable.endTime).toEqual([1_700_000_000, 124_461_000])
  expect(readable.duration).toEqual([0, 1_004_000])
  expect(readable.events[0]?.time).toEqual([1_700_000_000, 123_957_000])
})

test("ends a span that the clock's setback would end before its start at its start", () => {
  const { tracer, spans } = capturingTracer()
  tracer.startSpan('back', { startTime: 2000 }).finish(1000)
  const readable = converted(spans[0])
  expect([readable.startTime, readable.endTime, readable.duration]).toEqual([
    [2, 0],
    [2, 0],
    [0, 0],
  ])
})

test('names an event after the field event, and a log without it "log"', () => {
  const { tracer, spans } = capturingTracer()
  const span = tracer.startSpan('logging')
  span.log({ event: 'error', 'error.kind': 'TypeError', retries: 2, 'error.object': new TypeError('no price') })
  span.log({ answer: 42 })
  span.setBaggageItem('user', 'ann')
  span.finish()
  const events = converted(spans[0]).events
  expect(events.map(({ name }) => name)).toEqual(['error', 'log', 'baggage'])
  expect(events[0]?.attributes).toEqual({
    'error.kind': 'TypeError',
    retries: 2,
    'error.object': 'TypeError: no price',
  })
  expect(events[1]?.attributes).toEqual({ answer: 42 })
  expect(events[2]?.attributes).toMatchObject({ key: 'user', value: 'ann' })
})

test('gives the process as resource', () => {
  const span = finished({}, { serviceName: 'pricing', tags: { region: 'eu', shard: 7 } })
  expect(span.resource.attributes).toMatchObject({
    'service.name': 'pricing',
    'telemetry.sdk.language': 'nodejs',
    region: 'eu',
    shard: 7,
    'jaeger.version': 'Node-3.19.0',
  })
})

test('refuses times that are none', () => {
  const { tracer, spans } = capturingTracer()
  tracer.startSpan('lost', { startTime: Number.NEGATIVE_INFINITY }).finish()
  expect(() => converted(spans[0])).toThrow('span "lost" starts at -Infinity')
})

test('keeps the time of the span for a log whose time is none', () => {
  const { tracer, spans } = capturingTracer()
  const span = tracer.startSpan('logging', { startTime: 5000 })
  span.log({ event: 'lost' }, Number.POSITIVE_INFINITY)
  span.finish(6000)
  expect(converted(spans[0]).events[0]?.time).toEqual([5, 0])
})

test('follows a reference that became the parent without a link to it', () => {
  const { tracer, spans } = capturingTracer()
  const cause = tracer.startSpan('cause')
  tracer.startSpan('effect', { references: [followsFrom(cause.context())] }).finish()
  const span = converted(spans[0])
  expect(span.parentSpanContext?.spanId).toBe(spanIdOf(cause))
  expect(span.links).toEqual([])
})
