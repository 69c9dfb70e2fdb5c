import fc from 'fast-check'
import type { BaggageEntry, TraceContext } from './index'

const hex = (length: number) =>
  fc
    .string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: length, maxLength: length })
    .filter((id) => !/^0+$/.test(id))

/** Members that every reader takes, and few enough for all of them to be written. */
const tracestates = fc
  .uniqueArray(
    fc.tuple(fc.stringMatching(/^[a-z][a-z0-9_*/-]{0,5}(@[a-z])?$/), fc.stringMatching(/^[!-+.-<>-~]{1,8}$/)),
    {
      selector: ([key]) => key,
      maxLength: 8,
    },
  )
  .map((members) => members.map(([key, value]) => `${key}=${value}`))

/** Of any sampling, debug where sampled, with and without a parent and tracestate. */
export const contexts: fc.Arbitrary<TraceContext> = fc
  .record({
    traceId: hex(32),
    spanId: hex(16),
    parentId: fc.option(hex(16), { nil: undefined }),
    sampled: fc.constantFrom(false, true, undefined),
    debug: fc.boolean(),
    tracestate: tracestates,
  })
  .map(({ parentId, sampled, debug, ...rest }) => ({
    ...rest,
    ...(parentId !== undefined && { parentId }),
    ...(sampled !== undefined && { sampled }),
    debug: debug && sampled === true,
    format: 'traceparent',
  }))

/** What an application may hold as tracestate: a reader's, and what no reader would have let through. */
export const anyTracestates = fc.oneof(
  tracestates,
  fc.array(
    fc.oneof(
      fc.stringMatching(/^[a-z0-9@][a-z0-9@]{0,5}=[ -~]{0,300}$/),
      fc.stringMatching(/^[a-z]{1,300}=[!-+]{1,10}$/),
      fc.string(),
    ),
    { maxLength: 40, size: 'max' },
  ),
)

/** Entries that `baggage` can carry. */
export const baggage: fc.Arbitrary<BaggageEntry[]> = fc.uniqueArray(
  fc.record({
    key: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/),
    value: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  }),
  { selector: (entry) => entry.key, maxLength: 20 },
)
export const anyBaggage: fc.Arbitrary<BaggageEntry[]> = fc.array(
  fc.record({ key: fc.string({ maxLength: 8 }), value: fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' }) }),
  { maxLength: 70, size: 'max' },
)
