import { bytes, context, entries, other, S, S2, T, T2, topic, TP, TP2, UB, UB2 } from './vector.mjs'

const OTEL = 'https://opentelemetry.io/docs/specs/otel/context/api-propagators/'
const t = topic('precedence', { source: OTEL, must: 'PRE-1', catches: 'broken:last-format' })
export default t

const tp = context('traceparent')
const LOW = T.slice(16)
const number = (hex) => BigInt(`0x${hex}`).toString()
/** One header set for each format, in the order of precedence, for two requests. */
const FORMATS = [
  ['traceparent', [['traceparent', TP]], [['traceparent', TP2]], {}],
  ['uber-trace-id', [['uber-trace-id', UB]], [['uber-trace-id', UB2]], {}],
  ['b3', [['b3', `${T}-${S}-1`]], [['b3', `${T2}-${S2}-1`]], {}],
  [
    'b3-multi',
    [
      ['x-b3-traceid', T],
      ['x-b3-spanid', S],
      ['x-b3-sampled', '1'],
    ],
    [
      ['x-b3-traceid', T2],
      ['x-b3-spanid', S2],
      ['x-b3-sampled', '1'],
    ],
    {},
  ],
  [
    'datadog',
    [
      ['x-datadog-trace-id', number(LOW)],
      ['x-datadog-parent-id', number(S)],
      ['x-datadog-sampling-priority', '1'],
      ['x-datadog-tags', `_dd.p.tid=${T.slice(0, 16)}`],
    ],
    [
      ['x-datadog-trace-id', number(T2.slice(16))],
      ['x-datadog-parent-id', number(S2)],
      ['x-datadog-sampling-priority', '1'],
      ['x-datadog-tags', `_dd.p.tid=${T2.slice(0, 16)}`],
    ],
    {},
  ],
  [
    'elasticapmtraceparent',
    [['elasticapmtraceparent', bytes(`0000${T}01${S}0201`)]],
    [['elasticapmtraceparent', bytes(`0000${T2}01${S2}0201`)]],
    {},
  ],
  [
    'x-amzn-trace-id',
    [['x-amzn-trace-id', `Root=1-${T.slice(0, 8)}-${T.slice(8)};Parent=${S};Sampled=1`]],
    [['x-amzn-trace-id', `Root=1-${T2.slice(0, 8)}-${T2.slice(8)};Parent=${S2};Sampled=1`]],
    {},
  ],
  ['sentry-trace', [['sentry-trace', `${T}-${S}-1`]], [['sentry-trace', `${T2}-${S2}-1`]], {}],
  [
    'ot-tracer',
    [
      ['ot-tracer-traceid', T],
      ['ot-tracer-spanid', S],
      ['ot-tracer-sampled', 'true'],
    ],
    [
      ['ot-tracer-traceid', T2],
      ['ot-tracer-spanid', S2],
      ['ot-tracer-sampled', 'true'],
    ],
    {},
  ],
]
const KEY = { 'b3-multi': 'x-b3-traceid', datadog: 'x-datadog-trace-id', 'ot-tracer': 'ot-tracer-traceid' }

FORMATS.slice(0, -1).forEach(([name, mine], index) => {
  const [next, , theirs] = FORMATS[index + 1]
  t.read(`pr-${name}-before-${next}`, `${name} before ${next}`, [...theirs, ...mine], {
    why: 'the first format wins whatever the order of the headers; OpenTelemetry composites let the last one win',
    must: ['PRE-1', 'PRE-5', 'PRE-6'],
    context: context(name),
    links: [other(next)],
    faults: [`${KEY[next] ?? next}:format_conflict`],
    catches: 'broken:last-format',
  })
})
t.read(
  'pr-all-agree',
  'every format with one context',
  FORMATS.flatMap(([, mine]) => mine),
  {
    why: 'the same trace and span: no conflict, no link',
    must: ['PRE-1', 'PRE-2'],
    context: tp,
    catches: 'broken:last-format',
  },
)
t.read(
  'pr-all-differ',
  'the first with ids, all others of another request',
  [...FORMATS[0][1], ...FORMATS.slice(1).flatMap(([, , theirs]) => theirs)],
  {
    why: 'each loser has a fault; the same span is one link',
    must: ['PRE-5', 'PRE-6'],
    context: tp,
    links: [other('uber-trace-id')],
    faults: FORMATS.slice(1).map(([name]) => `${KEY[name] ?? name}:format_conflict`),
    catches: 'broken:forgetful',
  },
)
FORMATS.slice(1).forEach(([name, mine]) => {
  t.read(
    `pr-fall-through-${name}`,
    `a broken traceparent falls through to ${name}`,
    [['traceparent', 'garbage'], ...mine],
    {
      why: 'an invalid first format is passed over; OpenTelemetry JS does not fall back from b3',
      context: context(name),
      faults: ['traceparent:bad_shape'],
      catches: 'broken:no-fallback',
    },
  )
})
t.read(
  'pr-b3-fallback',
  'an invalid b3 beside good x-b3-*',
  [
    ['b3', 'junk'],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '1'],
  ],
  {
    why: 'falls back to the several headers; OpenTelemetry JS and Python do not',
    context: context('b3-multi'),
    faults: ['b3:bad_shape'],
    catches: ['otel-js', 'otel-python'],
  },
)
t.read(
  'pr-configured',
  'configured precedence',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB2],
  ],
  {
    why: 'users choose the order',
    options: { read: ['uber-trace-id', 'traceparent'] },
    context: other('uber-trace-id'),
    links: [tp],
    faults: ['traceparent:format_conflict'],
    must: ['PRE-1', 'PRE-5'],
    catches: 'broken:fixed-order',
  },
)
t.read(
  'pr-not-read',
  'a format that is not read',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB2],
  ],
  {
    why: 'what is not read is a header of others: no fault, no link',
    options: { read: ['uber-trace-id'] },
    context: other('uber-trace-id'),
    catches: 'broken:fixed-order',
  },
)
t.read(
  'pr-not-read-broken',
  'a broken format that is not read',
  [
    ['traceparent', 'x'],
    ['b3', 'x'],
    ['uber-trace-id', UB],
  ],
  {
    why: 'what is not read has no faults',
    options: { read: ['uber-trace-id'] },
    context: context('uber-trace-id'),
    catches: 'broken:fixed-order',
  },
)

t.read(
  'pr-low-half',
  'the same trace by its low half',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${LOW}:${S}:0:1`],
  ],
  {
    why: 'a sender with 64-bit ids leaves the high half zero',
    must: 'PRE-2',
    context: tp,
    catches: 'broken:full-compare',
  },
)
t.read(
  'pr-low-half-datadog',
  'a Datadog context without its high half',
  [
    ['traceparent', TP],
    ['x-datadog-trace-id', number(LOW)],
    ['x-datadog-parent-id', number(S)],
    ['x-datadog-sampling-priority', '1'],
  ],
  { why: 'without _dd.p.tid the trace would split', must: 'PRE-2', context: tp, catches: 'broken:full-compare' },
)
t.read(
  'pr-other-high-half',
  'two high halves',
  [
    ['traceparent', TP],
    ['uber-trace-id', `0000000000000001${LOW}:${S}:0:1`],
  ],
  {
    why: 'with both high halves all 128 bits count',
    must: ['PRE-2', 'PRE-5'],
    context: tp,
    links: [context('uber-trace-id', { traceId: `0000000000000001${LOW}` })],
    faults: ['uber-trace-id:format_conflict'],
    catches: 'broken:low-half',
  },
)
t.read(
  'pr-high-half',
  'the high half comes from whoever has it',
  [
    ['traceparent', `00-0000000000000000${LOW}-${S}-01`],
    ['uber-trace-id', UB],
  ],
  {
    why: 'the result has the high half of the other',
    must: ['PRE-2', 'PRE-3'],
    context: tp,
    catches: 'broken:full-compare',
  },
)
t.read(
  'pr-high-half-other-span',
  'also with another span',
  [
    ['traceparent', `00-0000000000000000${LOW}-${S}-01`],
    ['uber-trace-id', `${T}:${S2}:0:1`],
  ],
  {
    why: 'the trace is the same',
    must: ['PRE-3', 'PRE-4'],
    context: tp,
    faults: ['uber-trace-id:format_conflict'],
    catches: 'broken:full-compare',
  },
)
t.read(
  'pr-debug',
  'debug comes from the richer format',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S}:0:3`],
  ],
  {
    why: 'traceparent has no form for debug',
    must: 'PRE-3',
    context: context('traceparent', { debug: true }),
    catches: 'broken:winner-only',
  },
)
t.read(
  'pr-debug-other-span',
  'also with another span',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S2}:0:3`],
  ],
  {
    why: 'debug is of the trace',
    must: ['PRE-3', 'PRE-4'],
    context: context('traceparent', { debug: true }),
    faults: ['uber-trace-id:format_conflict'],
    catches: 'broken:winner-only',
  },
)
t.read(
  'pr-debug-other-trace',
  'not of another trace',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T2}:${S2}:0:3`],
  ],
  {
    why: 'another trace lends nothing',
    must: ['PRE-3', 'PRE-5'],
    context: tp,
    links: [other('uber-trace-id', { debug: true })],
    faults: ['uber-trace-id:format_conflict'],
    catches: 'broken:debug-flag',
  },
)
t.read(
  'pr-debug-unsampled',
  'debug needs the winner sampled',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['uber-trace-id', `${T}:${S}:0:3`],
  ],
  {
    why: 'sampled is that of the winner',
    must: 'PRE-3',
    context: context('traceparent', { sampled: false }),
    catches: 'broken:debug-flag',
  },
)
t.read(
  'pr-parent',
  'the parent comes from the richer format',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S}:${S2}:1`],
  ],
  {
    why: 'traceparent has no form for it',
    must: 'PRE-3',
    context: context('traceparent', { parentId: S2 }),
    catches: 'broken:winner-only',
  },
)
t.read(
  'pr-parent-other-span',
  'the parent of another span is not ours',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S2}:00000000000000aa:1`],
  ],
  {
    why: 'the parent belongs to its span',
    must: ['PRE-3', 'PRE-4'],
    context: tp,
    faults: ['uber-trace-id:format_conflict'],
    catches: ['broken:last-format'],
  },
)
t.read(
  'pr-tracestate',
  'tracestate of a traceparent that is not first',
  [
    ['uber-trace-id', UB],
    ['traceparent', TP],
    ['tracestate', 'a=1'],
  ],
  {
    why: 'the same span: its state is kept',
    must: 'PRE-3',
    options: { read: ['uber-trace-id', 'traceparent'] },
    context: context('uber-trace-id', { tracestate: ['a=1'] }),
    catches: 'broken:winner-only',
  },
)
t.read(
  'pr-tracestate-other-span',
  'tracestate of another span is not ours',
  [
    ['uber-trace-id', UB],
    ['traceparent', `00-${T}-${S2}-01`],
    ['tracestate', 'a=1'],
  ],
  {
    why: 'the state belongs to its span',
    must: ['PRE-3', 'PRE-4'],
    options: { read: ['uber-trace-id', 'traceparent'] },
    context: context('uber-trace-id'),
    faults: ['traceparent:format_conflict'],
    catches: ['broken:fixed-order'],
  },
)
t.read(
  'pr-deferred',
  'deferred beside a format without a form for it',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['b3', `${T}-${S}`],
  ],
  {
    why: 'a writer with both says no in the one for want of a form',
    must: ['PRE-3', 'B3-1'],
    context: context('traceparent', { sampled: null }),
    catches: 'broken:two-valued',
  },
)
t.read(
  'pr-deferred-yes',
  'yes is no deferred',
  [
    ['traceparent', TP],
    ['b3', `${T}-${S}`],
  ],
  { why: 'only no stands for deferred', must: 'PRE-3', context: tp, catches: 'broken:merges-any' },
)
t.read(
  'pr-deferred-other-span',
  'deferred of another span',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['b3', `${T}-${S2}`],
  ],
  {
    why: 'another hop decided',
    must: ['PRE-3', 'PRE-4'],
    context: context('traceparent', { sampled: false }),
    faults: ['b3:format_conflict'],
    catches: ['broken:last-format'],
  },
)
t.read(
  'pr-deferred-winner',
  'a deferred winner stays deferred',
  [
    ['b3', `${T}-${S}`],
    ['sentry-trace', `${T}-${S}-0`],
  ],
  {
    why: 'sampled is that of the winner',
    must: 'PRE-3',
    context: context('b3', { sampled: null }),
    catches: 'broken:two-valued',
  },
)
t.read(
  'pr-sampled-winner',
  'sampled is that of the winner',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['uber-trace-id', UB],
  ],
  {
    why: 'no conflict in the decision of one span',
    must: 'PRE-3',
    context: context('traceparent', { sampled: false }),
    catches: 'broken:merges-any',
  },
)
t.read(
  'pr-span-conflict',
  'the same trace, another span',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S2}:0:1`],
  ],
  {
    why: "the winner's span id; dd-trace too takes that of W3C",
    must: 'PRE-4',
    context: tp,
    faults: ['uber-trace-id:format_conflict'],
  },
)
t.read(
  'pr-trace-conflict',
  'another trace',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB2],
  ],
  {
    why: 'the loser is a link, as in dd-trace',
    must: 'PRE-5',
    context: tp,
    links: [other('uber-trace-id')],
    faults: ['uber-trace-id:format_conflict'],
    catches: ['broken:forgetful'],
  },
)
t.read(
  'pr-links-order',
  'links in order of precedence, newest first within one',
  [
    ['b3', `${T2}-0000000000000001-1`],
    ['b3', `${T2}-0000000000000002-1`],
    ['traceparent', `00-${T2}-0000000000000003-01`],
    ['traceparent', TP],
    ['ce_traceparent', `00-${T2}-0000000000000004-01`],
  ],
  {
    why: 'the order that a limit cuts',
    must: ['PRE-6', 'REP-4'],
    context: tp,
    links: [
      ['traceparent', 3],
      ['b3', 2],
      ['b3', 1],
      ['ce_traceparent', 4],
    ].map(([name, n]) => context(name, { traceId: T2, spanId: `000000000000000${n}` })),
    faults: ['traceparent:duplicate_conflict', 'b3:duplicate_conflict', 'b3:format_conflict'],
    catches: 'broken:forgetful',
  },
)
t.read(
  'pr-link-of-low-half',
  'one link for one span, by the low half too',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB2],
    ['b3', `${T2.slice(16)}-${S2}-1`],
  ],
  {
    why: 'each pair of trace id and span id once',
    must: 'PRE-6',
    context: tp,
    links: [other('uber-trace-id')],
    faults: ['uber-trace-id:format_conflict', 'b3:format_conflict'],
    catches: 'broken:full-compare',
  },
)
t.read(
  'pr-decision-beside',
  'a decision beside a context',
  [
    ['b3', '0'],
    ['traceparent', TP],
  ],
  { why: 'the context has its own', must: 'PRE-7', context: tp, catches: 'broken:decides-anyway' },
)
t.read(
  'pr-decision-order',
  'several decisions',
  [
    ['jaeger-debug-id', 'x'],
    ['x-b3-sampled', '1'],
    ['b3', '0'],
  ],
  {
    why: 'the first in order',
    must: 'PRE-7',
    decision: { sampled: false, debug: false },
    catches: 'broken:last-format',
  },
)
t.read(
  'pr-decision-order-2',
  'several decisions without b3',
  [
    ['jaeger-debug-id', 'x'],
    ['x-b3-sampled', '0'],
  ],
  {
    why: 'the first in order',
    must: 'PRE-7',
    decision: { sampled: false, debug: false },
    catches: 'broken:last-format',
  },
)
t.read(
  'pr-decision-and-fault',
  'a decision beside a broken context',
  [
    ['traceparent', 'bad'],
    ['jaeger-debug-id', 'x'],
  ],
  {
    why: 'the new trace follows it',
    must: 'PRE-7',
    decision: { sampled: true, debug: true, debugId: 'x' },
    faults: ['traceparent:bad_shape'],
    catches: 'broken:no-decision',
  },
)
t.read(
  'pr-decision-and-baggage',
  'a decision beside baggage',
  [
    ['b3', 'd'],
    ['baggage', 'k=v'],
  ],
  {
    why: 'each travels alone',
    must: ['PRE-7', 'BG-1'],
    decision: { sampled: true, debug: true },
    baggage: entries({ k: 'v' }),
    catches: 'broken:no-decision',
  },
)
t.read(
  'pr-links-configured',
  'links in a configured order',
  [
    ['ce_traceparent', TP2],
    ['traceparent', TP],
    ['uber-trace-id', `${T2}:00000000000000aa:0:1`],
  ],
  {
    why: 'links follow the order in which formats are read',
    must: 'PRE-6',
    options: { read: ['ce_traceparent', 'traceparent', 'uber-trace-id'] },
    context: tp,
    links: [other('ce_traceparent'), other('uber-trace-id', { spanId: '00000000000000aa' })],
    faults: ['uber-trace-id:format_conflict'],
    catches: 'broken:fixed-order',
  },
)
t.read(
  'pr-link-is-context',
  'the context itself by its low half is no link',
  [
    ['traceparent', TP2],
    ['traceparent', TP],
    ['ce_traceparent', `00-0000000000000000${T.slice(16)}-${S}-01`],
  ],
  {
    why: 'each span once, never the context itself, also where the high half is missing',
    must: 'PRE-6',
    context: tp,
    links: [other('traceparent')],
    faults: ['traceparent:duplicate_conflict'],
    catches: 'broken:full-compare',
  },
)
t.read(
  'pr-completed-trace',
  'a third format is compared with the completed trace id',
  [
    ['traceparent', `00-0000000000000000${T.slice(16)}-${S}-01`],
    ['uber-trace-id', UB],
    ['b3', `0000000000000001${T.slice(16)}-${S}-1`],
  ],
  {
    why: 'the result has the high half of whoever has one, and is what later formats are compared with',
    must: ['PRE-2', 'PRE-5'],
    context: tp,
    links: [context('b3', { traceId: `0000000000000001${T.slice(16)}` })],
    faults: ['b3:format_conflict'],
    catches: 'broken:half-compare',
  },
)
