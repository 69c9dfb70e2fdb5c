import type { Decision, RecordHeaders, TraceContext } from '@filrouge/propagation'
import { afterEach, describe, expect, it } from '@jest/globals'
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type TextMapGetter,
} from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import { withBaggage } from './context-baggage'
import { withDecision } from './decision'
import { extractionOf, filrougePropagator, recordHeadersGetter, recordHeadersSetter } from './index'
import { withTraceContext } from './trace-context-in'
import {
  asExpected,
  entriesOf,
  fromJson,
  hexOf,
  readVectors,
  sorted,
  writeVectors,
  type ReadVector,
} from './testing/vectors'

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

afterEach(() => {
  propagation.disable()
})

/** What OpenTelemetry itself knows after an extraction. */
function known(context: Context) {
  const span = trace.getSpanContext(context)
  const baggage = propagation.getBaggage(context)?.getAllEntries() ?? []
  return {
    span: span && { ...span, traceState: span.traceState?.serialize() },
    baggage: baggage.map(([key, { value, metadata }]) => [key, value, metadata?.toString()]),
  }
}

function expectExtracted(
  { expected, options }: ReadVector,
  carrier: RecordHeaders,
  getter: TextMapGetter<RecordHeaders>,
) {
  propagation.setGlobalPropagator(filrougePropagator(options))
  const context = propagation.extract(ROOT_CONTEXT, carrier, getter)
  const { context: found } = expected
  expect(known(context)).toEqual({
    span:
      found === null
        ? undefined
        : {
            traceId: found.traceId,
            spanId: found.spanId,
            traceFlags: found.sampled === true ? TraceFlags.SAMPLED : TraceFlags.NONE,
            isRemote: true,
            traceState: found.tracestate.length === 0 ? undefined : found.tracestate.join(','),
          },
    baggage: expected.baggage.map(({ key, value, properties }) => [key, value, properties]),
  })
  const extraction = extractionOf(context)
  expect(extraction && asExpected(extraction)).toEqual({ ...expected, faults: sorted(expected.faults) })
}

describe('extract', () => {
  it.each(readVectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    expectExtracted(vector, entriesOf(vector.carrier), recordHeadersGetter)
  })
  // What OpenTelemetry's own getter gives of a client's headers: the values as they are.
  const inObjects = readVectors.filter(({ requires }) => requires?.includes('ordered-duplicates') !== true)
  it.each(inObjects.map((vector) => [vector.id, vector] as const))('%s through the default getter', (_id, vector) => {
    const getter = defaultTextMapGetter as TextMapGetter<RecordHeaders>
    expectExtracted(vector, Object.fromEntries(entriesOf(vector.carrier)), getter)
  })
  it('leaves the context as it was where headers say nothing', () => {
    const base = withBaggage(
      trace.setSpanContext(ROOT_CONTEXT, { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 }),
      [{ key: 'a', value: '1' }],
    )
    expect(known(filrougePropagator().extract(base, {}, defaultTextMapGetter))).toEqual(known(base))
  })
})

describe('inject', () => {
  it.each(writeVectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const { context, decision, baggage, headers, options } = vector
    // a vector without options is about the pair that the specification has as default
    propagation.setGlobalPropagator(filrougePropagator({ write: ['traceparent', 'uber-trace-id'], ...options }))
    const based = withBaggage(ROOT_CONTEXT, baggage)
    const given =
      context === null
        ? withDecision(based, fromJson<Decision>(decision ?? { sampled: null, debug: false }))
        : withTraceContext(based, fromJson<TraceContext>(context))
    const carrier = entriesOf(headers)
    propagation.inject(given, carrier, recordHeadersSetter)
    expect(hexOf(carrier)).toEqual(vector.expected.headers)
  })

  const given = withBaggage(
    trace.setSpanContext(ROOT_CONTEXT, { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 }),
    [{ key: 'a', value: '1' }],
  )
  it('writes W3C alone by default, into any carrier', () => {
    const carrier = { own: 'x' }
    filrougePropagator().inject(given, carrier, defaultTextMapSetter)
    expect(carrier).toEqual({ own: 'x', traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`, baggage: 'a=1' })
  })
  it('replaces the old context in an object of headers, in place', () => {
    const carrier = { TraceParent: Buffer.from(TRACEPARENT), b3: '0', own: Buffer.from([255]) }
    const headers: RecordHeaders = carrier
    filrougePropagator().inject(given, headers, recordHeadersSetter)
    expect(carrier).toEqual({
      own: Buffer.from([255]),
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
      baggage: 'a=1',
    })
  })
  it('writes nothing without a span, and where tracing is suppressed', () => {
    const carrier = {}
    filrougePropagator().inject(ROOT_CONTEXT, carrier, defaultTextMapSetter)
    filrougePropagator().inject(suppressTracing(given), carrier, defaultTextMapSetter)
    expect(carrier).toEqual({})
  })
  it('hands a received context on whole', () => {
    const headers = { 'uber-trace-id': '2a:2b:0:3', b: 'x' }
    const propagator = filrougePropagator({ write: ['uber-trace-id'] })
    const carrier = {}
    propagator.inject(propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter), carrier, defaultTextMapSetter)
    expect(carrier).toEqual({
      'uber-trace-id': `${'2a'.padStart(32, '0')}:${'2b'.padStart(16, '0')}:0:3`,
    })
  })
})

it('names the fields that it writes', () => {
  expect(filrougePropagator().fields()).toEqual(['traceparent', 'tracestate', 'baggage'])
  expect(filrougePropagator({ write: ['b3', 'uber-trace-id'] }).fields()).toEqual(['b3', 'uber-trace-id', 'baggage'])
})

it('refuses unknown formats at once', () => {
  expect(() => filrougePropagator({ read: ['b4' as never] })).toThrow('unknown header format "b4"')
  expect(() => filrougePropagator({ write: ['x-amzn-trace-id'] })).toThrow('"x-amzn-trace-id" is only read')
})

describe('record headers, to other propagators', () => {
  it('are texts', () => {
    const headers = {
      a: Buffer.from('1'),
      b: ['2', Buffer.from('3')],
      c: null,
      constructor: [Object, Buffer.from('4')],
    }
    expect(recordHeadersGetter.keys(headers)).toEqual(['a', 'b', 'c', 'constructor'])
    expect(['a', 'b', 'c', 'constructor', 'd'].map((key) => recordHeadersGetter.get(headers, key))).toEqual([
      '1',
      ['2', '3'],
      undefined,
      '4',
      undefined,
    ])
  })
  it('are written in place', () => {
    const list: RecordHeaders = [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ]
    const object: RecordHeaders = { a: ['1', '3'], b: '2' }
    for (const headers of [list, object]) recordHeadersSetter.set(headers, 'a', '4')
    expect([list, object]).toEqual([
      [
        ['b', '2'],
        ['a', '4'],
      ],
      { b: '2', a: '4' },
    ])
  })
})
