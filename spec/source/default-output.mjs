import { context, entries, S, T, topic } from './vector.mjs'

/**
 * What is written by default, read: both headers, as section 11 makes them. Every implementation in the table of STATUS.md reads the
 * same ids and the same sampled flag, whichever of the two headers it reads.
 */
const t = topic('default-output', {
  source: 'https://www.w3.org/TR/trace-context-2/#traceparent-header',
  must: ['TP-2', 'UB-1', 'PRE-2'],
  catches: 'broken:blind',
})
export default t

const read = (id, title, { traceId = T, spanId = S, sampled = true, debug = false }, given) => {
  const flag = sampled ? '01' : '00'
  const uber = debug ? '3' : sampled ? '1' : '0'
  t.read(
    id,
    title,
    [
      ['traceparent', `00-${traceId}-${spanId}-${flag}`],
      ...(given.tracestate === undefined ? [] : [['tracestate', given.tracestate.join(',')]]),
      ['uber-trace-id', `${traceId}:${spanId}:0:${uber}`],
      ...(given.more ?? []),
    ],
    {
      ...given,
      readableBy: ['traceparent', 'uber-trace-id'],
      context: context('traceparent', { traceId, spanId, sampled, debug, tracestate: given.tracestate }),
    },
  )
}

read('do-sampled', 'sampled', {}, { why: 'the pair that every implementation reads alike' })
read('do-unsampled', 'not sampled', { sampled: false }, { why: 'flags 00 and 0' })
read(
  'do-debug',
  'debug',
  { debug: true },
  { why: 'flags 3 in the one, 01 in the other', catches: 'broken:debug-blind' },
)
read(
  'do-leading-zero-trace',
  'a trace id with a leading zero',
  { traceId: `0${T.slice(1)}` },
  { why: 'one id in sixteen; written with its zero', catches: 'broken:no-leading-zeros' },
)
read(
  'do-leading-zeros-trace',
  'a trace id with many leading zeros',
  { traceId: `0000000000000001${T.slice(16)}` },
  { why: 'written with its zeros', catches: 'broken:no-leading-zeros' },
)
read(
  'do-leading-zero-span',
  'a span id with leading zeros',
  { spanId: '0000000000000abc' },
  { why: 'written with its zeros', catches: 'broken:no-leading-zeros' },
)
read(
  'do-64-bit',
  'a 64-bit trace id',
  { traceId: `0000000000000000${T.slice(16)}` },
  { why: 'padded to 32 digits', catches: 'broken:no-leading-zeros' },
)
read(
  'do-low-half-zero',
  'a low half of zeros',
  { traceId: `${T.slice(0, 16)}0000000000000000` },
  { why: 'an id of 128 bits is an id', catches: 'broken:low-half' },
)
read(
  'do-all-ones',
  'ids of all ones',
  { traceId: 'f'.repeat(32), spanId: 'f'.repeat(16) },
  { why: 'no signed numbers', catches: 'broken:signed-ids' },
)
read(
  'do-high-bit',
  'ids with their highest bit alone',
  { traceId: `8${'0'.repeat(31)}`, spanId: `8${'0'.repeat(15)}` },
  { why: 'no signed numbers', catches: 'broken:signed-ids' },
)
read(
  'do-one',
  'ids of one',
  { traceId: '1'.padStart(32, '0'), spanId: '1'.padStart(16, '0') },
  { why: 'the smallest ids', catches: 'broken:no-leading-zeros' },
)
read(
  'do-digits',
  'ids of decimal digits alone',
  { traceId: '12345678901234567890123456789012', spanId: '1234567890123456' },
  { why: 'no reader takes them for decimal', catches: 'broken:blind' },
)
read(
  'do-exponent',
  'an id that looks like a number with an exponent',
  { traceId: '00000000000000000123456e01234567', spanId: '123456e012345678' },
  {
    why: "Kafka Connect's converter takes such a span id for a number when it stands alone",
    catches: 'broken:no-leading-zeros',
  },
)
read(
  'do-unsampled-zeros',
  'not sampled, with leading zeros',
  { traceId: `00${T.slice(2)}`, spanId: `00${S.slice(2)}`, sampled: false },
  { why: 'both at once', catches: 'broken:no-leading-zeros' },
)
read(
  'do-tracestate',
  'with tracestate',
  {},
  {
    why: 'members of the grammar of both levels',
    tracestate: ['congo=t61rcWkgMzE', 'rojo=00f067aa0ba902b7'],
    catches: 'broken:no-tracestate',
  },
)
read(
  'do-baggage',
  'with baggage in both forms',
  {},
  {
    why: 'values that no implementation drops the trace over',
    more: [
      ['baggage', 'user=alice,city=Z%C3%BCrich'],
      ['uberctx-user', 'alice'],
    ],
    baggage: entries({ user: 'alice', city: 'Z\u00fcrich' }),
    catches: 'broken:dropped-baggage',
  },
)
