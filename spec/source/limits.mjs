import { context, entry, S, T, topic, TP, UB } from './vector.mjs'

const t = topic('limits', {
  source: 'https://github.com/advisories/GHSA-mh2q-q3fh-2475',
  must: 'LIM-1',
  catches: 'broken:unbounded',
})
export default t

const x = (length) => 'x'.repeat(length)
const foreign = (count) => Array.from({ length: count }, (_, i) => [`own-${i}`, '1'])
const tp = context('traceparent')

t.read(
  'lim-exact-last',
  'an exact key behind 1,500 others',
  [...foreign(1500), ['traceparent', TP], ['baggage', 'k=v']],
  {
    why: 'exact keys are found whatever their place; the scan for others ended',
    must: ['LIM-4', 'LIM-1'],
    context: tp,
    baggage: [entry('k', 'v')],
    faults: ['*:over_limit'],
    catches: 'broken:gives-up',
  },
)
t.read('lim-1000', 'another letter case as the 1,000th header', [...foreign(999), ['TraceParent', TP]], {
  why: 'the limit is the last that is looked at',
  context: tp,
  catches: 'broken:exact-case',
})
t.read('lim-1001', 'another letter case as the 1,001st', [...foreign(1000), ['TraceParent', TP]], {
  why: 'the scan ends after 1,000',
  faults: ['*:over_limit'],
})
t.read('lim-prefix-1000', 'a prefix as the 1,000th header', [...foreign(999), ['uberctx-k', 'v']], {
  why: 'the limit is the last that is looked at',
  baggage: [entry('k', 'v')],
  catches: 'broken:gives-up',
})
t.read('lim-prefix-1001', 'a prefix as the 1,001st', [...foreign(1000), ['uberctx-k', 'v'], ['uber-trace-id', UB]], {
  why: 'the scan ends after 1,000; exact keys do not need it',
  must: ['LIM-1', 'LIM-4'],
  context: context('uber-trace-id'),
  faults: ['*:over_limit'],
})
t.read('lim-1000-none', '1,000 headers of others', foreign(1000), {
  why: 'no fault within the limit',
  catches: 'broken:low-cap',
})
t.read('lim-1001-none', '1,001 headers of others', foreign(1001), {
  why: 'something may have been overlooked, which is told',
  faults: ['*:over_limit'],
  catches: 'broken:silent',
})
for (const [key, header, cap] of [
  ['uber', 'uber-trace-id', 128],
  ['b3', 'b3', 128],
  ['sentry', 'sentry-trace', 128],
  ['xray', 'x-amzn-trace-id', 512],
  ['elastic', 'elasticapmtraceparent', 512],
  ['ce', 'ce_traceparent', 512],
  ['b3-traceid', 'x-b3-traceid', 128],
  ['dd-traceid', 'x-datadog-trace-id', 128],
  ['ot-traceid', 'ot-tracer-traceid', 128],
])
  t.read(`lim-${key}`, `${header} over its cap`, [[header, x(cap + 1)]], {
    why: 'size is bounded before any split',
    must: ['LIM-2', 'VAL-2'],
    faults: [`${header}:too_long`],
  })
t.read(
  'lim-tracestate',
  'tracestate over its cap',
  [
    ['traceparent', TP],
    ['tracestate', `a=${x(4095)}`],
  ],
  {
    why: 'size is bounded before any split',
    must: ['LIM-2', 'TS-4'],
    context: tp,
    faults: ['tracestate:too_long'],
    catches: ['otel-java', 'otel-go', 'otel-rust'],
  },
)
t.read(
  'lim-tracestate-cap',
  'tracestate exactly at its cap',
  [
    ['traceparent', TP],
    ['tracestate', `a=1${' '.repeat(4093)}`],
  ],
  {
    why: 'a cap is the longest that is read',
    must: 'LIM-2',
    context: context('traceparent', { tracestate: ['a=1'] }),
    catches: 'broken:low-cap',
  },
)
t.read(
  'lim-tags',
  'x-datadog-tags over its cap',
  [
    ['x-datadog-trace-id', '1'],
    ['x-datadog-parent-id', '2'],
    ['x-datadog-tags', `_dd.p.tid=${T.slice(0, 16)},a=${x(600)}`],
  ],
  {
    why: 'Datadog itself stops at 512',
    must: 'LIM-2',
    context: context('datadog', { traceId: '1'.padStart(32, '0'), spanId: '2'.padStart(16, '0'), sampled: null }),
    faults: ['x-datadog-tags:too_long'],
  },
)
t.read(
  'lim-huge',
  'a value of 100 kB',
  [
    ['traceparent', `cc-${T}-${S}-01-${x(100_000)}`],
    ['uber-trace-id', UB],
  ],
  {
    why: 'size is bounded; the next format serves',
    must: ['LIM-2', 'LIM-5'],
    context: context('uber-trace-id'),
    faults: ['traceparent:too_long'],
    catches: ['dd-trace-js', 'broken:strict-version'],
  },
)
t.read(
  'lim-baggage-many',
  '200 baggage headers',
  Array.from({ length: 200 }, (_, i) => ['baggage', `k${i}=${x(200)}`]),
  {
    why: 'the last 64 values, and 8,192 bytes of them together',
    must: ['LIM-3', 'REP-1'],
    baggage: Array.from({ length: 39 }, (_, i) => entry(`k${136 + i}`, x(200))),
    faults: ['baggage:over_limit', ...Array.from({ length: 25 }, () => 'baggage:too_long')],
    catches: 'otel-go-1.41',
  },
)

const B = { why: 'at most 12,288 bytes are added', must: 'PRO-7', context: tp }
const long = (key, size) => entry(key, x(size))
t.write(
  'w-lim-uberctx-first',
  'uberctx goes first',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
    ['baggage', `a=${x(4000)},b=${x(4000)}`],
    ['uberctx-a', x(4000)],
  ],
  {
    ...B,
    why: 'uberctx repeats what baggage carries, so it goes first, from the end, and is not counted',
    baggage: [long('a', 4000), long('b', 4000)],
  },
)
t.write(
  'w-lim-exact',
  'exactly the budget',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
    ['baggage', `a=${x(3000)},b=${x(3063)}`],
    ['uberctx-a', x(3000)],
    ['uberctx-b', x(3063)],
  ],
  {
    ...B,
    why: 'keys and values count: 12,288 bytes',
    baggage: [long('a', 3000), long('b', 3063)],
    catches: 'broken:low-cap',
  },
)
t.write(
  'w-lim-one-over',
  'one byte over the budget',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
    ['baggage', `a=${x(3000)},b=${x(3064)}`],
    ['uberctx-a', x(3000)],
  ],
  {
    ...B,
    why: 'keys and values count: 12,290 bytes with all',
    baggage: [long('a', 3000), long('b', 3064)],
  },
)
t.write(
  'w-lim-both-baggage-forms',
  'the last header of the last form goes first',
  [
    ['ot-tracer-traceid', T.slice(16)],
    ['ot-tracer-spanid', S],
    ['ot-tracer-sampled', 'true'],
    ['uber-trace-id', UB],
    ['baggage', `a=${x(3000)},b=${x(3000)}`],
    ['ot-baggage-a', x(3000)],
    ['ot-baggage-b', x(3000)],
  ],
  {
    ...B,
    why: 'from the end, form after form',
    baggage: [long('a', 3000), long('b', 3000)],
    options: { write: ['ot-tracer', 'uber-trace-id'] },
  },
)
t.read(
  'lim-exact-counts',
  'an exact key counts toward the 1,000',
  [['traceparent', TP], ...foreign(999), ['B3', '1']],
  {
    why: 'the first 1,000 headers are looked at, whatever they are',
    context: tp,
    faults: ['*:over_limit'],
    catches: 'broken:unbounded',
  },
)
t.read(
  'lim-uberctx-sum',
  'uberctx headers that are too long together',
  [
    ['uberctx-a', x(4000)],
    ['uberctx-b', x(4000)],
    ['uberctx-c', x(500)],
    ['uberctx-d', '1'],
  ],
  {
    why: 'a budget for all of them; a later one may fit',
    must: 'LIM-3',
    baggage: [entry('a', x(4000)), entry('b', x(4000)), entry('d', '1')],
    faults: ['uberctx-*:too_long'],
  },
)
t.read(
  'lim-jaeger-baggage-sum',
  'jaeger-baggage values that are too long together',
  [
    ['jaeger-baggage', `a=${x(5000)}`],
    ['jaeger-baggage', `b=${x(5000)}`],
    ['jaeger-baggage', 'c=3'],
  ],
  {
    why: 'a budget for all of them; a later one may fit',
    must: 'LIM-3',
    baggage: [entry('a', x(5000)), entry('c', '3')],
    faults: ['jaeger-baggage:too_long'],
  },
)
t.read(
  'lim-ot-baggage-sum',
  'ot-baggage headers that are too long together',
  [
    ['ot-baggage-a', x(4000)],
    ['ot-baggage-b', x(4000)],
    ['ot-baggage-c', x(500)],
    ['ot-baggage-d', '1'],
  ],
  {
    why: 'a budget for all of them; a later one may fit',
    must: ['LIM-3', 'OB-1'],
    baggage: [entry('a', x(4000)), entry('b', x(4000)), entry('d', '1')],
    faults: ['ot-baggage-*:too_long'],
  },
)
t.read(
  'lim-sum-raw',
  'white space counts toward the sum',
  [
    ['uberctx-a', `${' '.repeat(8000)}1`],
    ['uberctx-b', x(300)],
  ],
  { why: 'bytes as they were sent', must: 'LIM-3', baggage: [entry('a', '1')], faults: ['uberctx-*:too_long'] },
)
