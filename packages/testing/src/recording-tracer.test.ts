import { describe, expect, it } from '@jest/globals'
import { followsFrom, FORMAT_TEXT_MAP, MockTracer, type Span } from 'opentracing'
import { RecordingTracer, type RecordingFormat } from './index'

it('has what MockTracer has', () => {
  const names = (of: object) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(of)).filter((name) => !name.startsWith('_'))
  const [mock, own] = [new MockTracer(), new RecordingTracer()]
  for (const name of names(mock)) expect(own).toHaveProperty(name)
  const publicOfSpan = names(mock.startSpan('a')).filter((name) => !['debug', 'addReference'].includes(name))
  for (const name of publicOfSpan) expect(own.startSpan('a')).toHaveProperty(name)
})

it('keeps names, tags, logs, references, times and baggage', () => {
  const tracer = new RecordingTracer()
  const root = tracer.startSpan('root', { startTime: 10, tags: { a: 1 } })
  root.setBaggageItem('user', 'u-1')
  const span = tracer.startSpan('child', { childOf: root, references: [followsFrom(root.context())], startTime: 20 })
  span.setTag('b', 2).addTags({ c: 3 }).setOperationName('renamed').log({ event: 'x' }, 25)
  span.finish(30)
  span.finish(40)
  const [, child] = tracer.spans
  expect(child?.operationName()).toBe('renamed')
  expect(child?.tags()).toEqual({ b: 2, c: 3 })
  expect(child?.logs).toEqual([{ fields: { event: 'x' }, timestamp: 25 }])
  expect(child?.references.map((reference) => reference.type()).sort()).toEqual(['child_of', 'follows_from'])
  expect([child?.startTime, child?.finishTime, child?.durationMs()]).toEqual([20, 30, 10])
  expect(child?.baggage).toEqual({ user: 'u-1' })
  expect(child?.tracer()).toBe(tracer)
  expect(tracer.finished()).toEqual([child])
  expect(tracer.report().firstSpanWithTagValue('a', 1)).toBe(root)
  expect(tracer.report().firstSpanWithTagValue('a', 2)).toBeNull()
  tracer.clear()
  expect([...tracer.spans, ...tracer.finished()]).toEqual([])
})

it('gives a child the trace of its parent, and a root its own', () => {
  const tracer = new RecordingTracer()
  const root = tracer.startSpan('root')
  tracer.startSpan('child', { childOf: root })
  tracer.startSpan('follower', { references: [followsFrom(root.context())] })
  tracer.startSpan('other')
  const [a, child, follower, other] = tracer.spans
  expect(a?.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect([child, follower].map((span) => [span?.traceId, span?.parentId])).toEqual(
    Array(2).fill([a?.traceId, a?.spanId]),
  )
  expect(other?.traceId).not.toBe(a?.traceId)
  expect(other?.parentId).toBeUndefined()
})

it('samples as told, by span too', () => {
  const tracer = new RecordingTracer({ sampled: false })
  tracer.startSpan('a')
  tracer.startSpan('b', { tags: { 'sampling.priority': 1 } })
  expect(tracer.spans.map((span) => span.sampled)).toEqual([false, true])
})

describe.each<[RecordingFormat, RegExp]>([
  ['uber-trace-id', /^[0-9a-f]{32}:[0-9a-f]{16}:0:1$/],
  ['traceparent', /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/],
])('%s', (format, value) => {
  const setUp = () => {
    const tracer = new RecordingTracer({ format })
    const carrier: Record<string, unknown> = {}
    const span = tracer.startSpan('sent')
    span.setBaggageItem('city', 'é , =')
    tracer.inject(span, FORMAT_TEXT_MAP, carrier)
    return { tracer, carrier, span: tracer.spans[0] }
  }
  const received = (tracer: RecordingTracer, carrier: object) => {
    tracer.startSpan('received', {
      childOf: tracer.extract(FORMAT_TEXT_MAP, carrier) ?? (undefined as unknown as Span),
    })
    return tracer.spans.at(-1)
  }
  it('is what is injected', () => {
    expect(setUp().carrier[format]).toMatch(value)
  })
  it.each([
    ['texts', (text: string): unknown => text],
    ['bytes, as a record has them', (text: string) => Buffer.from(text)],
  ])('is extracted from %s, with baggage', (_what, as) => {
    const { tracer, carrier, span } = setUp()
    const headers = Object.fromEntries(Object.entries(carrier).map(([key, text]) => [key, as(String(text))]))
    const child = received(tracer, headers)
    expect([child?.traceId, child?.parentId]).toEqual([span?.traceId, span?.spanId])
    expect(child?.baggage).toEqual({ city: 'é , =' })
  })
  it.each([{}, { [format]: 'broken' }, { [format]: null }])('is not extracted from %j', (carrier) => {
    expect(setUp().tracer.extract(FORMAT_TEXT_MAP, carrier)).toBeNull()
  })
})
