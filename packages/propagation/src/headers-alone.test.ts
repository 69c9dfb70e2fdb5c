import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { headersFor, inject, writableFormats, type TraceContext } from './index'

const id = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${String(digits - 1)}}[1-9a-f]$`))
const contexts: fc.Arbitrary<TraceContext> = fc.record(
  {
    traceId: fc.oneof(
      id(32),
      id(16).map((low) => '0'.repeat(16) + low),
      id(16).map((high) => high + '0'.repeat(16)),
    ),
    spanId: id(16),
    sampled: fc.boolean(),
    debug: fc.boolean(),
    format: fc.constant('traceparent'),
    tracestate: fc.array(fc.constantFrom('a=1', 'b@c=2', '1=level 2 only', 'no member')),
  },
  { requiredKeys: ['traceId', 'spanId', 'debug', 'format', 'tracestate'] },
)

describe('a context that is written without headers of others', () => {
  it('gives what the list of its headers gives, and loses the same', () => {
    fc.assert(
      fc.property(contexts, fc.shuffledSubarray([...writableFormats]), (context, write) => {
        const { headers, lost } = headersFor(context, [], { write })
        const given = inject(undefined, context, [], { write })
        expect(Object.entries(given.headers)).toEqual(headers)
        expect(given.lost).toEqual(lost)
      }),
    )
  })
})
