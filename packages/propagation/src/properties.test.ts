import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  allFormats,
  extract,
  inject,
  type BaggageEntry,
  type FormatName,
  type HeaderEntries,
  type TraceContext,
} from './index'

const hex = (length: number) =>
  fc
    .string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: length, maxLength: length })
    .filter((id) => !/^0+$/.test(id))
const contexts: fc.Arbitrary<TraceContext> = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  sampled: fc.boolean(),
  debug: fc.constant(false),
  format: fc.constant('traceparent'),
  tracestate: fc.constant([]),
})
/** Deferred sampling and debug too. */
const anyContexts: fc.Arbitrary<TraceContext> = fc
  .tuple(contexts, fc.constantFrom(false, true, undefined), fc.boolean())
  .map(([{ traceId, spanId, format, tracestate }, sampled, debug]) => ({
    traceId,
    spanId,
    ...(sampled !== undefined && { sampled }),
    debug: debug && sampled === true,
    format,
    tracestate,
  }))
const keys = fc.oneof(
  fc.constantFrom(
    'traceparent',
    'TraceParent',
    'tracestate',
    'uber-trace-id',
    'baggage',
    'uberctx-a',
    'UBERCTX-',
    '__proto__',
  ),
  fc.string(),
)
const values = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0f-:%3A=;, \t')) }),
)
const anyEntries: fc.Arbitrary<HeaderEntries> = fc.array(fc.tuple(keys, values))
const baggage: fc.Arbitrary<BaggageEntry[]> = fc.uniqueArray(
  fc.record({
    key: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/),
    value: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  }),
  { selector: (entry) => entry.key, maxLength: 20 },
)

/** What of a context each writable format carries: the rest comes back as the format has it. */
const CARRIED: Partial<Record<FormatName, (context: TraceContext) => TraceContext>> = {
  traceparent: (context) => ({ ...context, sampled: context.sampled === true, debug: false }),
  'uber-trace-id': (context) => ({ ...context, sampled: context.sampled === true }),
  b3: (context) => ({ ...context, debug: false }),
  'b3-multi': (context) => context,
  datadog: (context) => withLowHalf(context),
  'sentry-trace': (context) => ({ ...context, debug: false }),
  'ot-tracer': (context) => ({
    ...withLowHalf(context),
    traceId: `0000000000000000${withLowHalf(context).traceId.slice(16)}`,
    sampled: context.sampled === true,
    debug: false,
  }),
}
const withLowHalf = (context: TraceContext) =>
  context.traceId.endsWith('0'.repeat(16)) ? { ...context, traceId: `${context.traceId.slice(0, 31)}1` } : context

/** The strict form of every header that is written (spec, section 5). */
const STRICT: Readonly<Record<string, RegExp>> = {
  traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/,
  tracestate:
    /^[a-z][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]+(,[a-z][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]+)*$/,
  'uber-trace-id': /^[0-9a-f]{32}:[0-9a-f]{16}:0:[013]$/,
  b3: /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/,
  'x-b3-traceid': /^[0-9a-f]{32}$/,
  'x-b3-spanid': /^[0-9a-f]{16}$/,
  'x-b3-sampled': /^[01]$/,
  'x-b3-flags': /^1$/,
  'x-datadog-trace-id': /^[1-9][0-9]{0,19}$/,
  'x-datadog-parent-id': /^[1-9][0-9]{0,19}$/,
  'x-datadog-sampling-priority': /^[012]$/,
  'x-datadog-tags': /^_dd\.p\.tid=[0-9a-f]{16}$/,
  'sentry-trace': /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/,
  'ot-tracer-traceid': /^[0-9a-f]{16}$/,
  'ot-tracer-spanid': /^[0-9a-f]{16}$/,
  'ot-tracer-sampled': /^(true|false)$/,
  baggage: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+=[A-Za-z0-9._~%-]+(,[!#$%&'*+.^_`|~0-9A-Za-z-]+=[A-Za-z0-9._~%-]+)*$/,
}
const strictForm = (key: string) => STRICT[key] ?? /^[\x21-\x24\x26-\x2a\x2d-\x3c\x3e-\x7e ]+$/

describe('extract', () => {
  it('never throws on any headers', () => {
    fc.assert(fc.property(anyEntries, (entries) => void extract(entries)))
  })
  it('never throws on any object', () => {
    const junk = fc.oneof(values, fc.array(fc.anything()), fc.anything())
    fc.assert(fc.property(fc.dictionary(keys, junk), (headers) => void extract(headers)))
  })
  it.each(Object.entries(CARRIED))('gives back what inject wrote as %s', (name, carried) => {
    const format = name as FormatName
    fc.assert(
      fc.property(anyContexts, baggage, (given, entries) => {
        const context = carried(given)
        const extraction = extract(inject([], context, entries, { write: [format] }).headers)
        expect(extraction).toEqual({ context: { ...context, format }, baggage: entries, links: [], faults: [] })
      }),
    )
  })
})

describe('inject', () => {
  it('writes the strict forms only, each key once, whatever the record held', () => {
    const write = Object.keys(CARRIED) as FormatName[]
    fc.assert(
      fc.property(anyEntries, contexts, baggage, (entries, context, given) => {
        const { headers } = inject(entries, context, given, { write })
        const ours = headers.filter((header) => !entries.includes(header))
        for (const [key, value] of ours) expect(value).toMatch(strictForm(key))
        expect(new Set(ours.map(([key]) => key)).size).toBe(ours.length)
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
