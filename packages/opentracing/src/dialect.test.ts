import type { SpanRequest } from '@filrouge/messaging'
import { extract, inject, type FormatName, type TraceContext } from '@filrouge/propagation'
import { describe, expect, it } from '@jest/globals'
import { globalTracer, initGlobalTracer, Tracer } from 'opentracing'
import { openTracing, ownHeaders } from './index'
import { TextMapTracer, type TextMapDialect } from './testing/text-map-tracer'

const request: SpanRequest = { name: 'send orders', kind: 'producer', startTime: 1.5, links: [], attributes: {} }
const remote: TraceContext = {
  traceId: '000000000000000000000000000000ab',
  spanId: '00000000000000cd',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: [],
}

/** A dialect of two or more headers under exact keys, as zipkin's, lightstep's and instana's tracers have them. */
const headers = (traceId: string, spanId: string, more: Record<string, string> = {}): TextMapDialect => ({
  write: (ids) => ({ [traceId]: ids[0], [spanId]: ids[1], ...more }),
  read: (carrier) => {
    const [trace, span] = [carrier[traceId], carrier[spanId]]
    return trace === undefined || span === undefined ? undefined : [trace.slice(-16), span]
  },
})
const b3: TextMapDialect = {
  write: ([traceId, spanId]) => ({ b3: `${traceId}-${spanId}-1` }),
  read: ({ b3: value }) => {
    const [traceId, spanId] = value?.split('-') ?? []
    return traceId === undefined || spanId === undefined ? undefined : [traceId.slice(-16), spanId]
  },
}

describe('a tracer whose dialect is one of the formats', () => {
  it.each<[string, TextMapDialect, FormatName[]]>([
    ['B3 in one header', b3, ['traceparent', 'b3']],
    [
      'B3 in several, as HTTP has them',
      headers('X-B3-TraceId', 'X-B3-SpanId', { 'X-B3-Sampled': '1' }),
      ['traceparent', 'b3-multi'],
    ],
    [
      'B3 in several, in lower case',
      headers('x-b3-traceid', 'x-b3-spanid', { 'x-b3-sampled': '1' }),
      ['traceparent', 'b3-multi'],
    ],
    [
      'ot-tracer',
      headers('ot-tracer-traceid', 'ot-tracer-spanid', { 'ot-tracer-sampled': 'true' }),
      ['traceparent', 'ot-tracer'],
    ],
  ])('%s', (_what, dialect, formats) => {
    const native = new TextMapTracer(dialect)
    const tracer = openTracing(native)
    expect(tracer.defaultFormats()).toEqual(formats)
    expect(native.spans).toHaveLength(0)

    const span = tracer.start({ ...request, parent: { remote, baggage: [{ key: 'a', value: '1' }] } })
    expect(span.context?.traceId).toBe(remote.traceId)
    expect(span.context?.spanId).toBe(native.spans[0]?.own.ids[1])
    expect(native.spans[0]?.baggage).toEqual(new Map([['a', '1']]))
    expect(tracer.start(request).context?.traceId).not.toBe(remote.traceId)

    const sent = inject({}, span.context as TraceContext, [], { write: tracer.defaultFormats() })
    expect(extract(sent.headers, { read: [formats[1] as FormatName] }).context?.traceId).toBe(remote.traceId)

    const linked = tracer.start({ ...request, links: [remote] })
    expect(linked.context?.traceId).not.toBe(remote.traceId)
    expect(native.spans.at(-1)?.options.tags).toMatchObject({
      'link.0.trace_id': remote.traceId,
      'link.0.span_id': remote.spanId,
    })
  })
})

describe('a tracer whose dialect nobody else knows', () => {
  const keys = ['X-Instana-T', 'X-Instana-S'] as const
  const setUp = (more: Record<string, string> = {}) => {
    const native = new TextMapTracer(headers(...keys, more))
    return { native, tracer: openTracing(native) }
  }

  it('has its keys copied as it writes them, and continues its own traces', () => {
    const { native, tracer } = setUp()
    const span = tracer.start(request)
    const [traceId, spanId] = native.spans[0]?.own.ids ?? []
    const sent = inject({ own: 'x', 'x-instana-t': 'old' }, span.context as TraceContext, [], {
      write: tracer.defaultFormats(),
    })
    expect(sent.headers).toEqual({ own: 'x', 'X-Instana-T': traceId, 'X-Instana-S': spanId })

    const { context } = extract(sent.headers, { read: [ownHeaders(keys)] })
    expect([context?.traceId, context?.spanId]).toEqual([span.context?.traceId, span.context?.spanId])
    tracer.start({ ...request, kind: 'consumer', parent: { remote: context as TraceContext, baggage: [] } })
    expect(native.spans[1]?.own.ids[0]).toBe(traceId)
  })
  it.each([
    ['too long', 'x'.repeat(513)],
    ['no ASCII', 'é'],
    ['a line feed', 'a\nb'],
    ['no text', 7 as unknown as string],
  ])('has a value left out that is %s', (_what, value) => {
    const { tracer } = setUp({ extra: value })
    const { context } = tracer.start(request)
    const sent = inject({}, context as TraceContext, [], { write: tracer.defaultFormats() })
    expect(Object.keys(sent.headers)).toEqual([...keys])
  })
  it('has no more than 16 keys copied', () => {
    const { tracer } = setUp(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${String(index)}`, 'v'])))
    const { context } = tracer.start(request)
    expect(
      Object.keys(inject({}, context as TraceContext, [], { write: tracer.defaultFormats() }).headers),
    ).toHaveLength(16)
  })
})

describe('a no-op tracer', () => {
  it('has no context to write, whatever the parent', () => {
    const tracer = openTracing(new Tracer())
    for (const parent of [undefined, { remote, baggage: [{ key: 'a', value: '1' }] }, { baggage: [] }]) {
      const span = tracer.start({ ...request, ...(parent && { parent }), links: [remote] })
      expect(span.context).toBeUndefined()
      expect(span.baggage).toEqual([])
    }
  })
  it('is noticed to be another once that is set', () => {
    const tracer = openTracing(globalTracer())
    expect(tracer.start(request).context).toBeUndefined()
    initGlobalTracer(new TextMapTracer(b3))
    expect(tracer.start(request).context).toBeDefined()
    expect(tracer.start({ ...request, parent: { remote, baggage: [] } }).context?.traceId).toBe(remote.traceId)
    expect(tracer.defaultFormats()).toEqual(['traceparent', 'b3'])
  })
})
