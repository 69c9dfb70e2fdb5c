import { bytes, context, entries, other, S, S2, T, T2, topic, TP, TP2, UB, UB2 } from './vector.mjs'

const KIP = 'https://cwiki.apache.org/confluence/display/KAFKA/KIP-82+-+Add+Record+Headers'
const t = topic('repeats', { source: KIP, must: 'REP-3', catches: 'broken:first-wins' })
export default t

const tp = context('traceparent')
const tp2 = other('traceparent')
const numbered = (n) => n.toString(16).padStart(16, '0')
const hop = (n) => `00-${T2}-${numbered(n)}-01`

t.read(
  'rp-identical',
  'identical copies',
  [
    ['traceparent', TP],
    ['traceparent', TP],
  ],
  {
    why: 'one value: no conflict; OpenTelemetry JS and dd-trace read nothing',
    must: 'REP-2',
    context: tp,
    catches: ['kafkajs-instrumentation', 'dd-trace-js'],
  },
)
t.read(
  'rp-last-wins',
  'the last valid one wins',
  [
    ['traceparent', TP2],
    ['traceparent', TP],
  ],
  {
    why: 'Python and OpenTracing instrumentations append, so that the last one is the newest hop; Python and kotel read the first',
    must: ['REP-3', 'REP-4'],
    context: tp,
    links: [tp2],
    faults: ['traceparent:duplicate_conflict'],
    catches: ['otel-python', 'kotel', 'kafkajs-instrumentation', 'dd-trace-js', 'broken:joined-duplicates'],
  },
)
t.read(
  'rp-apart',
  'headers of others between',
  [
    ['traceparent', TP2],
    ['own', 'x'],
    ['traceparent', TP],
    ['own', 'y'],
  ],
  { why: 'repeats need not be neighbours', context: tp, links: [tp2], faults: ['traceparent:duplicate_conflict'] },
)
t.read(
  'rp-last-invalid',
  'an invalid last one falls back',
  [
    ['traceparent', TP],
    ['traceparent', 'nonsense'],
  ],
  {
    why: 'the last good value wins, not the last value',
    context: tp,
    faults: ['traceparent:bad_shape'],
    catches: ['otel-java', 'brave', 'opentracing-kafka-java'],
  },
)
t.read(
  'rp-first-invalid',
  'an invalid first one is passed over',
  [
    ['traceparent', 'nonsense'],
    ['traceparent', TP],
  ],
  {
    why: 'the last good value wins',
    context: tp,
    faults: ['traceparent:bad_shape'],
    catches: ['otel-python', 'kotel'],
  },
)
t.read(
  'rp-null-copy',
  'a null copy',
  [
    ['traceparent', TP],
    ['traceparent', null],
  ],
  {
    why: 'null is as if absent',
    must: ['REP-3', 'VAL-1'],
    context: tp,
    faults: ['traceparent:null'],
    catches: ['otel-java', 'brave'],
  },
)
t.read(
  'rp-two-nulls',
  'two nulls are one value',
  [
    ['traceparent', null],
    ['traceparent', null],
  ],
  {
    why: 'each different bad value has one fault',
    must: 'REP-2',
    faults: ['traceparent:null'],
    catches: 'broken:counts-copies',
  },
)
t.read(
  'rp-same-bad',
  'the same bad value twice',
  [
    ['traceparent', 'bad'],
    ['traceparent', 'bad'],
    ['traceparent', 'worse'],
  ],
  {
    why: 'each different bad value has one fault',
    must: 'REP-2',
    faults: ['traceparent:bad_shape', 'traceparent:bad_shape'],
    catches: 'broken:counts-copies',
  },
)
t.read(
  'rp-bytes-not-text',
  'the same broken bytes twice',
  [
    ['traceparent', bytes('ff')],
    ['traceparent', bytes('fe')],
    ['traceparent', bytes('ff')],
  ],
  {
    why: 'bytes are compared: what decodes to U+FFFD is not the same',
    must: 'REP-2',
    faults: ['traceparent:bad_charset', 'traceparent:bad_charset'],
    catches: 'broken:counts-copies',
  },
)
t.read(
  'rp-white-space',
  'copies that differ in outer white space',
  [
    ['traceparent', TP],
    ['traceparent', ` ${TP} `],
  ],
  { why: 'compared as trimmed text: no conflict', context: tp, catches: 'broken:no-trim' },
)
t.read(
  'rp-same-ids',
  'another text with the same ids',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['traceparent', TP],
  ],
  {
    why: 'two hops said different things: a conflict, but no link to itself',
    must: ['REP-3', 'PRE-6'],
    context: tp,
    faults: ['traceparent:duplicate_conflict'],
  },
)
t.read(
  'rp-case-of-hex',
  'the same ids in another letter case',
  [
    ['uber-trace-id', UB.toUpperCase()],
    ['uber-trace-id', UB],
  ],
  {
    why: 'as text they differ',
    must: ['REP-3', 'PRE-6'],
    context: context('uber-trace-id'),
    faults: ['uber-trace-id:duplicate_conflict'],
  },
)
t.read(
  'rp-place-of-last',
  'a copy counts at the place of the last',
  [
    ['traceparent', TP],
    ['traceparent', TP2],
    ['traceparent', TP],
  ],
  {
    why: 'values of the same bytes are one value, at the place of the last of them',
    must: ['REP-2', 'REP-3'],
    context: tp,
    links: [tp2],
    faults: ['traceparent:duplicate_conflict'],
  },
)
t.read(
  'rp-one-fault',
  'three different values, one conflict',
  [
    ['traceparent', hop(1)],
    ['traceparent', hop(2)],
    ['traceparent', TP],
  ],
  {
    why: 'the fault is told once; newest links first',
    must: ['REP-3', 'REP-4', 'PRE-6'],
    context: tp,
    links: [
      context('traceparent', { traceId: T2, spanId: numbered(2) }),
      context('traceparent', { traceId: T2, spanId: numbered(1) }),
    ],
    faults: ['traceparent:duplicate_conflict'],
    catches: 'broken:forgetful',
  },
)
t.read(
  'rp-uber',
  'repeated uber-trace-id',
  [
    ['uber-trace-id', UB2],
    ['uber-trace-id', UB],
  ],
  {
    why: 'opentracing-kafka-client appends; OpenTelemetry JS reads nothing',
    context: context('uber-trace-id'),
    links: [other('uber-trace-id')],
    faults: ['uber-trace-id:duplicate_conflict'],
    catches: ['otel-python', 'kafkajs-instrumentation', 'jaeger-node'],
  },
)
t.read(
  'rp-b3',
  'repeated b3',
  [
    ['b3', `${T2}-${S2}-1`],
    ['b3', `${T}-${S}-0`],
  ],
  {
    why: 'on Kafka the first value is the stale one, whatever B3 says of HTTP',
    context: context('b3', { sampled: false }),
    links: [other('b3')],
    faults: ['b3:duplicate_conflict'],
    catches: 'kafkajs-instrumentation',
    source: 'https://github.com/openzipkin/b3-propagation',
  },
)
t.read(
  'rp-elastic',
  'repeated elasticapmtraceparent',
  [
    ['elasticapmtraceparent', bytes(`0000${T2}01${S2}0201`)],
    ['elasticapmtraceparent', bytes(`0000${T}01${S}0201`)],
  ],
  {
    why: 'Java reads the last',
    context: context('elasticapmtraceparent'),
    links: [other('elasticapmtraceparent')],
    faults: ['elasticapmtraceparent:duplicate_conflict'],
    source: 'https://github.com/elastic/apm/blob/main/specs/agents/tracing-distributed-tracing.md',
  },
)
t.read(
  'rp-multi-fields',
  'each header of a format by itself',
  [
    ['x-b3-traceid', T2],
    ['x-b3-spanid', S2],
    ['x-b3-sampled', '1'],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '0'],
  ],
  {
    why: 'the last good value of each header; those that lost cannot be paired for certain, so no links',
    must: ['REP-3', 'REP-4'],
    context: context('b3-multi', { sampled: false }),
    faults: ['x-b3-traceid:duplicate_conflict', 'x-b3-spanid:duplicate_conflict', 'x-b3-sampled:duplicate_conflict'],
    source: 'https://github.com/openzipkin/b3-propagation',
  },
)
t.read(
  'rp-multi-one-bad',
  'a bad repeat of one header',
  [
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-traceid', 'junk'],
  ],
  {
    why: 'the last good value of each header',
    context: context('b3-multi', { sampled: null }),
    faults: ['x-b3-traceid:bad_trace_id'],
    source: 'https://github.com/openzipkin/b3-propagation',
    catches: 'broken:two-valued',
  },
)
t.read(
  'rp-strict',
  'strict mode refuses a conflict',
  [
    ['traceparent', TP2],
    ['traceparent', TP],
  ],
  {
    why: "the W3C test suite's new trace",
    must: 'REP-5',
    options: { strict: true },
    faults: ['traceparent:duplicate_conflict'],
    catches: ['otel-js', 'otel-python'],
    source: 'https://github.com/w3c/trace-context/blob/main/test/test.py',
  },
)
t.read(
  'rp-strict-identical',
  'strict mode accepts identical copies',
  [
    ['traceparent', TP],
    ['traceparent', TP],
  ],
  {
    why: 'there is no conflict',
    must: 'REP-5',
    options: { strict: true },
    context: tp,
    catches: ['dd-trace-js', 'kafkajs-instrumentation'],
  },
)
t.read(
  'rp-strict-falls-through',
  'strict mode goes on to the next format',
  [
    ['traceparent', TP2],
    ['traceparent', TP],
    ['uber-trace-id', UB],
  ],
  {
    why: 'the header gives nothing, another one may',
    must: ['REP-5', 'PRE-1'],
    options: { strict: true },
    context: context('uber-trace-id'),
    faults: ['traceparent:duplicate_conflict'],
  },
)
t.read(
  'rp-strict-field',
  'strict mode and one header of a format',
  [
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '1'],
    ['x-b3-sampled', '0'],
  ],
  {
    why: 'that header gives nothing: deferred',
    must: 'REP-5',
    options: { strict: true },
    context: context('b3-multi', { sampled: null }),
    faults: ['x-b3-sampled:duplicate_conflict'],
    catches: 'broken:two-valued',
  },
)
t.read(
  'rp-strict-id',
  'strict mode and an id of a format',
  [
    ['x-b3-traceid', T2],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
  ],
  {
    why: 'the id is in the record and not used: no context, no second fault',
    must: 'REP-5',
    options: { strict: true },
    faults: ['x-b3-traceid:duplicate_conflict'],
  },
)
t.read('rp-joined', 'a client that joined repeats', [['uber-trace-id', `${UB2},${UB}`]], {
  why: 'joined values cannot be told apart: instrumentation-kafkajs joins them',
  must: 'UB-6',
  faults: ['uber-trace-id:bad_shape'],
  catches: 'broken:prefix-parser',
})

t.read(
  'rp-tracestate-copies',
  'identical copies of tracestate',
  [
    ['traceparent', TP],
    ['tracestate', 'foo=1'],
    ['tracestate', 'foo=1'],
  ],
  {
    why: 'one value: no repeated member',
    must: ['REP-2', 'REP-6'],
    context: context('traceparent', { tracestate: ['foo=1'] }),
    catches: 'broken:counts-copies',
  },
)
t.read(
  'rp-tracestate-of-copies',
  'all of tracestate beside identical copies of traceparent',
  [
    ['traceparent', TP],
    ['tracestate', 'a=1'],
    ['traceparent', TP],
    ['tracestate', 'b=2'],
  ],
  {
    why: 'there is no conflict',
    must: 'REP-6',
    context: context('traceparent', { tracestate: ['a=1', 'b=2'] }),
    catches: ['broken:reverses'],
  },
)
t.read(
  'rp-tracestate-of-conflict',
  'only the last tracestate of a conflict',
  [
    ['traceparent', TP2],
    ['tracestate', 'old=1'],
    ['traceparent', TP],
    ['tracestate', 'new=1'],
  ],
  {
    why: 'each hop appended both',
    must: 'REP-6',
    context: context('traceparent', { tracestate: ['new=1'] }),
    links: [tp2],
    faults: ['traceparent:duplicate_conflict'],
    catches: 'broken:joined-duplicates',
  },
)
t.read(
  'rp-tracestate-last-bad',
  'a bad last tracestate of a conflict',
  [
    ['traceparent', TP2],
    ['tracestate', 'old=1'],
    ['traceparent', TP],
    ['tracestate', null],
  ],
  {
    why: 'the last value alone, good or bad',
    must: 'REP-6',
    context: tp,
    links: [tp2],
    faults: ['traceparent:duplicate_conflict', 'tracestate:null'],
  },
)
t.read(
  'rp-tracestate-of-bad',
  'a bad traceparent is no conflict',
  [
    ['traceparent', 'bad'],
    ['tracestate', 'a=1'],
    ['traceparent', TP],
    ['tracestate', 'b=2'],
  ],
  {
    why: 'only different good values are a conflict',
    must: 'REP-6',
    context: context('traceparent', { tracestate: ['a=1', 'b=2'] }),
    faults: ['traceparent:bad_shape'],
    catches: ['otel-python', 'kotel'],
  },
)
t.read(
  'rp-both-formats',
  'both formats repeated by one append',
  [
    ['traceparent', TP2],
    ['uber-trace-id', UB2],
    ['traceparent', TP],
    ['uber-trace-id', UB],
  ],
  {
    why: 'a forwarding hop that appends; one link for both',
    must: ['REP-3', 'PRE-6'],
    context: tp,
    links: [tp2],
    faults: ['traceparent:duplicate_conflict', 'uber-trace-id:duplicate_conflict'],
    catches: ['otel-python', 'kotel'],
  },
)
t.read(
  'rp-ten-hops',
  'links are bounded',
  [...Array.from({ length: 10 }, (_, i) => ['traceparent', hop(i + 1)]), ['traceparent', TP]],
  {
    why: 'at most 8, newest first',
    must: ['REP-4', 'PRE-6'],
    context: tp,
    links: [10, 9, 8, 7, 6, 5, 4, 3].map((n) => context('traceparent', { traceId: T2, spanId: numbered(n) })),
    faults: ['traceparent:duplicate_conflict'],
    catches: 'broken:forgetful',
  },
)
t.read(
  'rp-64',
  '64 values',
  [['traceparent', TP], ...Array.from({ length: 63 }, (_, i) => ['traceparent', `bad ${i}`])],
  {
    why: 'the last 64 are looked at',
    must: 'REP-1',
    context: tp,
    faults: Array.from({ length: 63 }, () => 'traceparent:bad_shape'),
  },
)
t.read(
  'rp-65',
  '65 values',
  [['traceparent', TP2], ['traceparent', TP], ...Array.from({ length: 63 }, () => ['traceparent', null])],
  {
    why: 'the last 64 are looked at, nulls too, before copies collapse',
    must: 'REP-1',
    context: tp,
    faults: ['traceparent:over_limit', 'traceparent:null'],
    catches: 'broken:unbounded',
  },
)
t.read(
  'rp-65-copies',
  '65 identical copies',
  Array.from({ length: 65 }, () => ['traceparent', TP]),
  {
    why: 'counted before copies collapse',
    must: 'REP-1',
    context: tp,
    faults: ['traceparent:over_limit'],
    catches: 'broken:unbounded',
  },
)
t.read(
  'rp-65-baggage',
  '65 baggage headers',
  Array.from({ length: 65 }, (_, i) => ['baggage', `k${i}=1`]),
  {
    why: 'the last 64 are looked at',
    must: 'REP-1',
    baggage: Array.from({ length: 64 }, (_, i) => ({ key: `k${i + 1}`, value: '1' })),
    faults: ['baggage:over_limit'],
    catches: 'broken:unbounded',
  },
)
t.read(
  'rp-65-tracestate',
  '65 tracestate headers',
  [['traceparent', TP], ...Array.from({ length: 64 }, () => ['tracestate', 'a=1']), ['tracestate', 'b=2']],
  {
    why: 'the last 64 are looked at',
    must: 'REP-1',
    context: context('traceparent', { tracestate: ['a=1', 'b=2'] }),
    faults: ['tracestate:over_limit'],
    catches: 'broken:unbounded',
  },
)
t.read(
  'rp-order-of-values',
  'values keep their order',
  [
    ['baggage', 'a=1'],
    ['baggage', 'b=2'],
    ['baggage', 'c=3'],
  ],
  {
    why: 'clients that sort or group must keep it',
    must: ['KAFKA-1', 'REP-7'],
    baggage: entries({ a: '1', b: '2', c: '3' }),
    catches: 'broken:reverses',
  },
)
t.read(
  'rp-white-space-and-other',
  'a copy with outer white space, and another value',
  [
    ['traceparent', `00-${T}-${S2}-01`],
    ['uber-trace-id', ` ${UB}`],
    ['uber-trace-id', UB2],
    ['uber-trace-id', UB],
  ],
  {
    why: 'a copy of the winner is no link, whatever its white space; another value is',
    must: ['REP-3', 'REP-4', 'PRE-4'],
    context: context('traceparent', { spanId: S2 }),
    links: [other('uber-trace-id')],
    faults: ['uber-trace-id:duplicate_conflict', 'uber-trace-id:format_conflict'],
    catches: 'broken:forgetful',
  },
)
t.read(
  'rp-prefix-copies',
  'identical bad headers of a prefix',
  [
    ['uberctx-a', '\u0001'],
    ['uberctx-a', '\u0001'],
  ],
  {
    why: 'every header of a prefix is looked at: two faults',
    must: ['REP-2', 'VAL-3'],
    faults: ['uberctx-*:bad_charset', 'uberctx-*:bad_charset'],
    catches: 'broken:silent',
  },
)
t.read(
  'rp-copies-place',
  'a copy of a baggage header counts at its last place',
  [
    ['baggage', 'a=1'],
    ['baggage', 'b=2'],
    ['baggage', 'a=1'],
  ],
  {
    why: 'copies collapse before entries are placed',
    must: ['REP-2', 'BG-3'],
    baggage: entries({ b: '2', a: '1' }),
    catches: 'broken:counts-copies',
  },
)
t.read(
  'rp-strict-bad',
  'strict mode and a bad value',
  [
    ['traceparent', TP2],
    ['traceparent', 'bad'],
    ['traceparent', TP],
  ],
  {
    why: 'a bad value keeps its fault beside the conflict',
    must: ['REP-5', 'REP-2'],
    options: { strict: true },
    faults: ['traceparent:bad_shape', 'traceparent:duplicate_conflict'],
    catches: 'broken:no-strict',
  },
)
