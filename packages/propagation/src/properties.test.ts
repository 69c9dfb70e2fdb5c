import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { allFormats, extract, inject, type BaggageEntry, type HeaderEntries, type TraceContext } from './index'

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

describe('extract', () => {
  it('never throws on any headers', () => {
    fc.assert(fc.property(anyEntries, (entries) => void extract(entries)))
  })
  it('never throws on any object', () => {
    const junk = fc.oneof(values, fc.array(fc.anything()), fc.anything())
    fc.assert(fc.property(fc.dictionary(keys, junk), (headers) => void extract(headers)))
  })
  it('gives back what inject wrote, in each format', () => {
    fc.assert(
      fc.property(
        contexts,
        baggage,
        fc.constantFrom('traceparent' as const, 'uber-trace-id' as const),
        (context, entries, format) => {
          const extraction = extract(inject([], context, entries, { write: [format] }).headers)
          expect(extraction).toEqual({ context: { ...context, format }, baggage: entries, links: [], faults: [] })
        },
      ),
    )
  })
})

describe('inject', () => {
  it('writes the exact forms only', () => {
    fc.assert(
      fc.property(anyEntries, contexts, (entries, context) => {
        for (const [key, value] of inject(entries, context).headers.slice(-5)) {
          if (key === 'traceparent') expect(value).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
          if (key === 'uber-trace-id') expect(value).toMatch(/^[0-9a-f]{32}:[0-9a-f]{16}:0:[013]$/)
        }
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
