import type { SpanRequest } from '@filrouge/messaging'
import type { TraceContext } from '@filrouge/propagation'
import { describe, expect, it } from '@jest/globals'
import { MockTracer } from 'opentracing'
import { openTracing } from './index'
import { TextMapTracer } from './testing/text-map-tracer'

const request: SpanRequest = { name: 'send orders', kind: 'producer', startTime: 1.5, links: [], attributes: {} }
const remote: TraceContext = {
  traceId: '0000000000000000000000000000002a',
  spanId: '000000000000002b',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: [],
}
const b3 = {
  write: (ids: readonly [string, string]) => ({ b3: `${ids[0]}-${ids[1]}-1` }),
  read: ({ b3: value }: Record<string, string>) => {
    const [traceId, spanId] = value?.split('-') ?? []
    return traceId === undefined || spanId === undefined ? undefined : ([traceId.slice(-16), spanId] as const)
  },
}

/** A tracer with one method replaced. */
type Method = 'startSpan' | 'inject' | 'extract'
function broken(method: Method, by: (...args: never[]) => unknown) {
  const native = new TextMapTracer(b3)
  return { native, tracer: openTracing(Object.assign(native, { [method]: by })) }
}
function throwing(): never {
  throw new Error('tracer broke')
}

describe('what a tracer does wrong reaches the caller of the port, which guards it', () => {
  it.each<[Method, () => unknown, string | RegExp]>([
    ['startSpan', throwing, 'tracer broke'],
    ['inject', throwing, 'tracer broke'],
    ['extract', throwing, 'tracer broke'],
    ['startSpan', () => undefined, /undefined/],
    ['startSpan', () => ({}), /is not a function/],
  ])('%s that is %p', (method, by, message) => {
    expect(() => broken(method, by).tracer.start(request)).toThrow(message)
  })
  it('and leaves no span open', () => {
    const native = new TextMapTracer(b3)
    const tracer = openTracing(native)
    tracer.start(request)
    native.inject = throwing
    expect(() => tracer.start(request)).toThrow('tracer broke')
    expect(native.spans.map(({ finished }) => finished)).toEqual([0, 1])
  })
  it('as MockTracer, which has neither inject nor extract', () => {
    expect(() => openTracing(new MockTracer()).start(request)).toThrow('NOT YET IMPLEMENTED')
  })
})

describe('a foreign answer of', () => {
  it.each([undefined, null, 7, 'x', {}, [], () => undefined])(
    'extract, %p, never gives the trace of others',
    (answer) => {
      const { tracer } = broken('extract', () => answer)
      let context: TraceContext | undefined
      try {
        context = tracer.start({ ...request, parent: { remote, baggage: [] } }).context
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
      expect(context?.traceId).not.toBe(remote.traceId)
    },
  )
  it.each([
    ['no text', { b3: 7 }],
    ['an object', { b3: { toString: throwing } }],
    ['nonsense', { b3: '[object Object]' }],
    ['a million characters', { b3: 'a'.repeat(1e6) }],
  ])('inject, %s, gives no context', (_what, written) => {
    const native = new TextMapTracer(b3)
    const tracer = openTracing(native)
    expect(tracer.start(request).context).toBeDefined()
    native.inject = (_context: unknown, _format: string, carrier: object) => void Object.assign(carrier, written)
    expect(tracer.start(request).context).toBeUndefined()
  })
})

it('bounds the baggage that a tracer gives', () => {
  const native = new TextMapTracer(b3)
  const tracer = openTracing(native)
  tracer.start(request)
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`uberctx-${String(index)}`, 'v']))
  native.inject = (_context: unknown, _format: string, carrier: object) => void Object.assign(carrier, many)
  expect(tracer.start(request).baggage).toHaveLength(64)
})

it.each([
  ['a getter that throws', Object.defineProperty(new Error('x'), 'message', { get: throwing })],
  ['a proxy that throws', new Proxy({}, { getPrototypeOf: throwing })],
  ['an object without prototype', Object.create(null)],
])('records a thrown value with %s', (_what, thrown) => {
  const native = new TextMapTracer(b3)
  const span = openTracing(native).start(request)
  expect(() => span.fail(thrown)).not.toThrow()
})
