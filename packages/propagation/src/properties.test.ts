import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { allFormats, extract, inject, LIMITS, NO_LIMITS, type FormatName, type TraceContext } from './index'
import { anyBaggage, anyTracestates, baggage, contexts } from './random-contexts.fixture'
import { headers as anyHeaders, keys, values } from './random-headers.fixture'
import { hasStrictForm, isOfAFormat } from './strict-forms.fixture'

const alone = (context: TraceContext): TraceContext => ({ ...context, tracestate: [] })
/** What of a context each writable format carries: the rest comes back as the format has it. */
const CARRIED: Partial<Record<FormatName, (context: TraceContext) => TraceContext>> = {
  traceparent: (context) => ({ ...context, sampled: context.sampled === true, debug: false }),
  'uber-trace-id': (context) => ({ ...alone(context), sampled: context.sampled === true }),
  b3: (context) => ({ ...alone(context), debug: false }),
  'b3-multi': alone,
  datadog: alone,
  'sentry-trace': (context) => ({ ...alone(context), debug: false }),
  'ot-tracer': (context) => ({
    ...alone(context),
    traceId: `0000000000000000${context.traceId.slice(16)}`,
    sampled: context.sampled === true,
    debug: false,
  }),
}
/** Datadog and OpenTracing cannot carry an id whose low half is zero. */
const withLowHalf = (context: TraceContext): TraceContext =>
  context.traceId.endsWith('0'.repeat(16)) ? { ...context, traceId: `${context.traceId.slice(0, 31)}1` } : context

const optionsOf = fc.record({
  read: fc.oneof(fc.constant(allFormats), fc.subarray([...allFormats])),
  strict: fc.boolean(),
  debug: fc.boolean(),
})
/** Headers of chance seldom fit each other. */
const MANY = { numRuns: 2000 }

describe('extract', () => {
  it('keeps its bounds whatever the headers', () => {
    fc.assert(
      fc.property(anyHeaders, optionsOf, (headers, options) => {
        const { context, decision, links, baggage } = extract(headers, options)
        const contexts = context === undefined ? links : [context, ...links]
        expect(baggage.length).toBeLessThanOrEqual(LIMITS.baggageEntries)
        expect(links.length).toBeLessThanOrEqual(LIMITS.links)
        expect(context !== undefined && decision !== undefined).toBe(false)
        for (const { traceId, spanId, format, ...sampling } of contexts) {
          expect(traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/)
          expect(spanId).toMatch(/^(?!0+$)[0-9a-f]{16}$/)
          expect(options.read).toContain(format)
          expect(sampling.debug && sampling.sampled !== true).toBe(false)
        }
        expect([decision, ...contexts].some((said) => said?.debug === true) && !options.debug).toBe(false)
      }),
      MANY,
    )
  })
  it('gives without limits what it gives with them, where none is reached', () => {
    const isOfLimits = ({ reason }: { reason: string }) => reason === 'too_long' || reason === 'over_limit'
    fc.assert(
      fc.property(anyHeaders, optionsOf, (headers, options) => {
        const limited = extract(headers, options)
        const unlimited = extract(headers, { ...options, limits: NO_LIMITS })
        expect(unlimited.faults.filter(isOfLimits)).toEqual([])
        if (!limited.faults.some(isOfLimits)) expect(unlimited).toEqual(limited)
      }),
      MANY,
    )
  })
  it('never throws on any object', () => {
    const junk = fc.oneof(values, fc.array(fc.anything()), fc.anything())
    fc.assert(fc.property(fc.dictionary(keys, junk), (headers) => void extract(headers)))
  })
  it.each(Object.entries(CARRIED))('gives back what inject wrote as %s', (name, carried) => {
    const format = name as FormatName
    fc.assert(
      fc.property(contexts, baggage, (given, entries) => {
        const context = withLowHalf(given)
        const extraction = extract(inject([], context, entries, { write: [format] }).headers)
        // No writer of ours writes the parent.
        const expected = { ...carried(context), parentId: undefined, format }
        expect(extraction).toEqual({ context: expected, baggage: entries, links: [], faults: [] })
      }),
    )
  })
})

describe('inject', () => {
  it('writes the strict forms only, each key once and within the budget, whatever the record held', () => {
    const write = [...(Object.keys(CARRIED) as FormatName[]), 'jaeger-baggage' as const]
    fc.assert(
      fc.property(anyHeaders, contexts, anyTracestates, anyBaggage, (entries, context, tracestate, given) => {
        const { headers } = inject(entries, { ...context, tracestate }, given, { write })
        const ours = headers.filter(([key]) => isOfAFormat(key)).map(([key, value]) => [key, String(value)] as const)
        expect(ours.filter(([key, value]) => !hasStrictForm(key, value))).toEqual([])
        expect(new Set(ours.map(([key]) => key)).size).toBe(ours.length)
        expect(ours.reduce((sum, [key, value]) => sum + key.length + value.length, 0)).toBeLessThanOrEqual(12_288)
        expect(ours.map(([key]) => key)).toEqual(expect.arrayContaining(['traceparent', 'uber-trace-id', 'b3']))
      }),
    )
  })
  it('writes the same into an object as into entries', () => {
    fc.assert(
      fc.property(contexts, baggage, (context, entries) => {
        const object = inject({ own: 'x' }, context, entries).headers
        expect(Object.entries(object)).toEqual(inject([['own', 'x']], context, entries).headers)
      }),
    )
  })
  it('leaves out uberctx from the end where both forms are over the budget, and loses no baggage', () => {
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), debug: false, format: '', tracestate: [] }
    const entries = ['a', 'b'].map((key) => ({ key, value: 'x'.repeat(4000) }))
    const { headers, lost } = inject([], { ...context, sampled: true }, entries)
    expect(headers.map(([key]) => key)).toEqual(['traceparent', 'uber-trace-id', 'baggage', 'uberctx-a'])
    expect(lost).toEqual({ baggage: 0, tracestate: 0, deferred: 0, formats: 0 })
  })
  it('never writes to the headers it was given', () => {
    const headers = Object.freeze({ traceparent: Object.freeze(['x', 'y']), own: 'x' })
    const context = {
      traceId: '1'.repeat(32),
      spanId: '2'.repeat(16),
      sampled: true,
      debug: false,
      format: '',
      tracestate: [],
    }
    expect(inject(headers, context).headers).toEqual({
      own: 'x',
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
      'uber-trace-id': `${'1'.repeat(32)}:${'2'.repeat(16)}:0:1`,
    })
  })
  it('keeps a header named __proto__', () => {
    const headers = JSON.parse('{"__proto__":"x"}') as Record<string, string>
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), debug: false, format: '', tracestate: [] }
    expect(Object.keys(inject(headers, context, [], { write: ['traceparent'] }).headers)).toEqual([
      '__proto__',
      'traceparent',
    ])
  })
  it('names an unknown format and the known ones', () => {
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), debug: false, format: '', tracestate: [] }
    expect(() => inject({}, context, [], { write: ['b4' as 'traceparent'] })).toThrow(
      new TypeError(`unknown header format "b4": use one of ${allFormats.join(', ')}`),
    )
  })
})
