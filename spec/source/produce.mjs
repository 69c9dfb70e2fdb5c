import { bytes, context, entries, other, S, S2, T, T2, topic, TP, TP2, UB, UB2 } from './vector.mjs'

const SEMCONV = 'https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/'
const t = topic('produce', { source: SEMCONV, must: 'PRO-3', catches: 'broken:stale-beside-new' })
export default t

const tp = context('traceparent')
const PAIR = [
  ['traceparent', TP],
  ['uber-trace-id', UB],
]

t.write('w-default', 'the default pair', PAIR, {
  why: 'what every implementation of the table reads alike',
  must: ['PRO-5', 'TP-1', 'UB-2', 'KEY-1', 'KEY-2', 'TS-7'],
  context: tp,
  catches: ['otel-rust', 'jaeger-python', 'broken:blind'],
})
t.write(
  'w-default-unsampled',
  'not sampled',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['uber-trace-id', `${T}:${S}:0:0`],
  ],
  {
    why: 'flags 00 and 0 read alike in base 10 and 16',
    must: ['PRO-5', 'TP-1', 'UB-2'],
    context: context('traceparent', { sampled: false }),
    catches: 'broken:blind',
  },
)
t.write(
  'w-default-debug',
  'debug',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S}:0:3`],
  ],
  {
    why: 'flags 3 read alike in base 10 and 16',
    must: ['PRO-5', 'UB-2'],
    context: context('uber-trace-id', { debug: true }),
    catches: 'broken:debug-flag',
  },
)
t.write(
  'w-default-deferred',
  'deferred',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['uber-trace-id', `${T}:${S}:0:0`],
  ],
  {
    why: 'no form for it in either: counted once',
    must: 'PRO-6',
    context: context('b3', { sampled: null }),
    lost: { deferred: 1 },
    catches: 'broken:two-valued',
  },
)
t.write(
  'w-deferred-both',
  'deferred in one with and one without a form',
  [
    ['b3', `${T}-${S}`],
    ['traceparent', `00-${T}-${S}-00`],
  ],
  {
    why: 'counted where a format has no form for it',
    must: 'PRO-6',
    options: { write: ['b3', 'traceparent'] },
    context: context('b3', { sampled: null }),
    lost: { deferred: 1 },
    catches: 'broken:two-valued',
  },
)
t.write(
  'w-order-configured',
  'formats in the order configured',
  [
    ['b3', `${T}-${S}-1`],
    ['uber-trace-id', UB],
    ['traceparent', TP],
    ['tracestate', 'a=1'],
  ],
  {
    why: 'exact ordered bytes',
    must: 'PRO-5',
    options: { write: ['b3', 'uber-trace-id', 'traceparent'] },
    context: context('traceparent', { tracestate: ['a=1'] }),
    catches: 'broken:fixed-order',
  },
)
t.write('w-format-twice', 'a format named twice', [['traceparent', TP]], {
  why: 'each once',
  must: 'PRO-5',
  options: { write: ['traceparent', 'traceparent'] },
  context: tp,
  catches: ['broken:capital-keys'],
})
t.write(
  'w-all',
  'every writable format',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
    ['b3', `${T}-${S}-1`],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '1'],
    ['x-datadog-trace-id', '11803532876627986230'],
    ['x-datadog-parent-id', '67667974448284343'],
    ['x-datadog-sampling-priority', '1'],
    ['x-datadog-tags', '_dd.p.tid=4bf92f3577b34da6'],
    ['sentry-trace', `${T}-${S}-1`],
    ['ot-tracer-traceid', T.slice(16)],
    ['ot-tracer-spanid', S],
    ['ot-tracer-sampled', 'true'],
  ],
  {
    why: 'exact ordered bytes of each',
    must: ['PRO-5', 'KEY-1'],
    options: { write: ['traceparent', 'uber-trace-id', 'b3', 'b3-multi', 'datadog', 'sentry-trace', 'ot-tracer'] },
    context: tp,
    catches: 'broken:blind',
  },
)
t.write(
  'w-none',
  'no format to write',
  [
    ['traceparent', TP2],
    ['own', '1'],
  ],
  {
    why: 'with nothing to write headers stay as they are',
    must: 'PRO-1',
    options: { write: [] },
    headers: [
      ['traceparent', TP2],
      ['own', '1'],
    ],
    context: tp,
    baggage: entries({ k: 'v' }),
    catches: 'broken:half-written',
  },
)
t.write('w-cannot-carry', 'a format that cannot carry the context', [['traceparent', TP2]], {
  why: 'nothing is written, so nothing is removed',
  must: ['PRO-1', 'DD-2'],
  options: { write: ['datadog'] },
  headers: [['traceparent', TP2]],
  context: context('traceparent', { traceId: `${T.slice(0, 16)}0000000000000000` }),
  lost: { formats: 1 },
  catches: 'broken:half-written',
})
t.write(
  'w-cannot-carry-one',
  'one of two formats that cannot',
  [['traceparent', `00-${T.slice(0, 16)}0000000000000000-${S}-01`]],
  {
    why: 'the other one is written',
    must: ['PRO-5', 'OT-2'],
    options: { write: ['ot-tracer', 'traceparent'] },
    headers: [['uber-trace-id', UB2]],
    context: context('traceparent', { traceId: `${T.slice(0, 16)}0000000000000000` }),
    lost: { formats: 1 },
    catches: ['broken:stale-beside-new'],
  },
)

const removed = (id, title, headers, given) =>
  t.write(id, title, [...(given.kept ?? []), ...PAIR], { context: tp, headers, ...given })
removed(
  'w-replace',
  'the old context goes',
  [
    ['traceparent', TP2],
    ['uber-trace-id', UB2],
  ],
  {
    why: 'nobody agrees on repeated headers: exactly one of each; Python and OpenTracing instrumentations append',
    catches: ['otel-python', 'opentracing-kafka-java', 'jaeger-python'],
  },
)
removed(
  'w-replace-place',
  'ours come last',
  [
    ['traceparent', TP2],
    ['own', '1'],
    ['uber-trace-id', UB2],
    ['own2', '2'],
  ],
  {
    why: 'headers of others keep their order',
    must: ['PRO-3', 'PRO-4'],
    kept: [
      ['own', '1'],
      ['own2', '2'],
    ],
  },
)
removed(
  'w-replace-case',
  'in any letter case',
  [
    ['TraceParent', TP2],
    ['UBER-TRACE-ID', UB2],
    ['Tracestate', 'a=1'],
    ['BAGGAGE', 'x'],
  ],
  {
    why: 'a reader of any letter case would find the stale one',
    catches: ['otel-java', 'otel-python', 'broken:exact-case'],
  },
)
removed(
  'w-replace-repeats',
  'all repeats',
  [
    ['traceparent', TP2],
    ['own', '1'],
    ['traceparent', TP2],
    ['traceparent', null],
  ],
  { why: 'kotel replaces the first only', kept: [['own', '1']], catches: 'kotel' },
)
removed('w-replace-tracestate', 'a tracestate without ours', [['tracestate', 'old=1']], {
  why: "another span's state; dd-trace and OpenTelemetry leave it",
  catches: ['otel-java', 'otel-js'],
})
for (const [name, headers, why] of [
  ['b3', [['b3', `${T2}-${S2}-1`]], 'readers of b3 would join the stale trace'],
  [
    'b3-multi',
    [
      ['X-B3-TraceId', T2],
      ['X-B3-SpanId', S2],
      ['X-B3-ParentSpanId', S2],
      ['X-B3-Sampled', '1'],
      ['X-B3-Flags', '1'],
    ],
    'all five of them, in any letter case',
  ],
  [
    'datadog',
    [
      ['x-datadog-trace-id', '1'],
      ['x-datadog-parent-id', '2'],
      ['x-datadog-sampling-priority', '1'],
      ['x-datadog-origin', 'rum'],
      ['x-datadog-tags', '_dd.p.dm=-1'],
    ],
    'the origin too: it belongs to the trace that is replaced',
  ],
  [
    'elastic',
    [['elasticapmtraceparent', bytes(`0000${T2}01${S2}0201`)]],
    'the binary one is read where the text one is missing',
  ],
  [
    'xray',
    [['X-Amzn-Trace-Id', `Root=1-${T2.slice(0, 8)}-${T2.slice(8)};Parent=${S2}`]],
    'a format that is only read is removed too',
  ],
  ['sentry', [['sentry-trace', `${T2}-${S2}-1`]], 'readers of Sentry would join the stale trace'],
  [
    'ot-tracer',
    [
      ['ot-tracer-traceid', '1'],
      ['ot-tracer-spanid', '2'],
      ['ot-tracer-sampled', 'true'],
    ],
    'readers of basictracer would join the stale trace',
  ],
  ['debug-id', [['jaeger-debug-id', 'ticket']], 'a request of an earlier hop'],
  [
    'broken',
    [
      ['traceparent', bytes('ff')],
      ['b3', null],
    ],
    'broken ones too',
  ],
])
  removed(`w-removes-${name}`, `an old ${name} goes`, headers, {
    why,
    catches: ['otel-java', 'otel-js', 'otel-python'],
  })
removed(
  'w-removes-baggage',
  'old baggage headers that hold nothing good',
  [
    ['uberctx-', 'x'],
    ['ot-baggage-k', bytes('ff')],
    ['jaeger-baggage', 'x'],
  ],
  { why: 'old baggage leaks on where only ids are replaced' },
)
t.write('w-kept-ce', 'ce_traceparent stays', [['ce_traceparent', TP2], ['CE_TraceParent', TP2], ...PAIR], {
  why: 'where the event began does not change on its way',
  must: ['CE-2', 'PRO-3', 'PRO-4'],
  source: 'https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md',
  headers: [
    ['ce_traceparent', TP2],
    ['CE_TraceParent', TP2],
  ],
  context: tp,
  catches: 'broken:removes-all',
})
t.write(
  'w-kept-others',
  'headers of others stay',
  [
    ['sw8', bytes('ff')],
    ['sw8-x', '1'],
    ['kafka_correlationId', bytes('00')],
    ['__connect.errors.topic', 't'],
    ['ce_id', '1'],
    ['n', null],
    ['e', ''],
    ['dd-pathway-ctx-base64', 'Z7Cz'],
    ...PAIR,
  ],
  {
    why: 'bytes, nulls, empty ones and order',
    must: 'PRO-4',
    headers: [
      ['sw8', bytes('ff')],
      ['sw8-x', '1'],
      ['kafka_correlationId', bytes('00')],
      ['__connect.errors.topic', 't'],
      ['ce_id', '1'],
      ['n', null],
      ['e', ''],
      ['dd-pathway-ctx-base64', 'Z7Cz'],
    ],
    context: tp,
    catches: 'broken:removes-all',
  },
)
t.write('w-kept-repeats', 'repeats of others stay', [['own', '1'], ['b', '2'], ['own', '3'], ...PAIR], {
  why: 'order and repetition are theirs',
  must: 'PRO-4',
  headers: [
    ['own', '1'],
    ['b', '2'],
    ['own', '3'],
  ],
  context: tp,
  catches: 'broken:joined-duplicates',
})
t.write(
  'w-kept-alike',
  'keys that only resemble ours',
  [
    ['x-traceparent', TP2],
    ['traceparents', '1'],
    ['uberctx', '1'],
    ['b3-x', '1'],
    ['x-b3-other', '1'],
    ['x-datadog-other', '1'],
    ...PAIR,
  ],
  {
    why: 'they are headers of others',
    must: 'PRO-4',
    headers: [
      ['x-traceparent', TP2],
      ['traceparents', '1'],
      ['uberctx', '1'],
      ['b3-x', '1'],
      ['x-b3-other', '1'],
      ['x-datadog-other', '1'],
    ],
    context: tp,
    catches: 'broken:loose-keys',
  },
)
t.write('w-kept-prototype', 'a header named __proto__ stays', [['__proto__', 'x'], ['constructor', 'y'], ...PAIR], {
  why: 'assigning it would set the prototype',
  must: ['PRO-4', 'SEC-2'],
  headers: [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ],
  context: tp,
  catches: 'broken:inherits',
})
t.write('w-upper-context', 'ids are written from parsed parts', PAIR, {
  why: 'OpenTelemetry JS re-emits an upper-case Jaeger id as a traceparent that others reject',
  must: 'PRO-9',
  headers: [['uber-trace-id', UB2.toUpperCase()]],
  context: tp,
  catches: ['otel-js', 'jaeger-node'],
})
t.write(
  'w-decision-b3',
  'a decision',
  [
    ['own', '1'],
    ['b3', '0'],
  ],
  {
    why: 'no context, so that the receiver starts the trace and keeps the decision',
    must: ['PRO-1', 'B3-3'],
    source: 'https://github.com/openzipkin/b3-propagation',
    options: { write: ['b3'] },
    headers: [
      ['own', '1'],
      ['x-b3-sampled', '1'],
    ],
    decision: { sampled: false, debug: false },
    catches: 'broken:no-decision',
  },
)
t.write('w-decision-none', 'a decision and no format for it', [['b3', '0']], {
  why: 'nothing is written, so nothing is removed',
  must: 'PRO-1',
  headers: [['b3', '0']],
  decision: { sampled: true, debug: false },
  baggage: entries({ k: 'v' }),
  catches: 'broken:half-written',
})
t.write(
  'w-decision-baggage',
  'a decision with baggage',
  [
    ['x-b3-sampled', '1'],
    ['baggage', 'k=v'],
  ],
  {
    why: 'baggage travels without a context',
    must: ['PRO-2', 'BM-2'],
    source: 'https://github.com/openzipkin/b3-propagation',
    options: { write: ['b3-multi'] },
    decision: { sampled: true, debug: false },
    baggage: entries({ k: 'v' }),
    catches: 'broken:no-decision',
  },
)
t.write('w-decision-deferred', 'a decision that says nothing', [['own', '1']], {
  why: 'there is no form for it',
  must: 'PRO-1',
  options: { write: ['b3', 'b3-multi', 'jaeger-debug-id'] },
  headers: [['own', '1']],
  decision: { sampled: null, debug: false },
  catches: 'broken:half-written',
})

const S1 = {
  must: 'SEC-1',
  source: 'https://www.jaegertracing.io/sdk-migration/#propagation-format',
  options: { debug: false },
  catches: 'broken:honours-debug',
}
t.read('sec-uber', 'debug of uber-trace-id ignored', [['uber-trace-id', `${T}:${S}:0:3`]], {
  ...S1,
  why: 'flag 2 forces recording',
  context: context('uber-trace-id'),
})
t.read('sec-b3', 'd of b3 ignored', [['b3', `${T}-${S}-d`]], {
  ...S1,
  why: 'd forces recording; it still says sampled',
  context: context('b3'),
})
t.read(
  'sec-b3-multi',
  'x-b3-flags ignored',
  [
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-flags', '1'],
  ],
  { ...S1, why: 'it still says sampled', context: context('b3-multi') },
)
t.read(
  'sec-datadog',
  'user keep ignored',
  [
    ['x-datadog-trace-id', '11803532876627986230'],
    ['x-datadog-parent-id', '67667974448284343'],
    ['x-datadog-sampling-priority', '2'],
    ['x-datadog-tags', '_dd.p.tid=4bf92f3577b34da6'],
  ],
  { ...S1, why: 'it still says sampled', context: context('datadog') },
)
t.read('sec-decision', 'd alone', [['b3', 'd']], {
  ...S1,
  why: 'a decision has no debug',
  decision: { sampled: true, debug: false },
})
t.read('sec-debug-id', 'jaeger-debug-id is not read', [['jaeger-debug-id', 'x']], {
  ...S1,
  why: 'a header of others, then',
  must: ['SEC-1', 'JD-1'],
})
t.read('sec-debug-id-broken', 'nor are its faults', [['jaeger-debug-id', '']], {
  ...S1,
  why: 'a header of others, then',
})
t.read(
  'sec-links',
  'links have no debug',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T2}:${S2}:0:3`],
  ],
  {
    ...S1,
    why: 'contexts have no debug',
    context: tp,
    links: [other('uber-trace-id')],
    faults: ['uber-trace-id:format_conflict'],
  },
)
t.read(
  'sec-merge',
  'none is lent',
  [
    ['traceparent', TP],
    ['uber-trace-id', `${T}:${S}:0:3`],
  ],
  { ...S1, why: 'contexts have no debug', context: tp },
)
t.write(
  'w-debug-unsampled',
  'debug without sampled',
  [
    ['traceparent', `00-${T}-${S}-00`],
    ['uber-trace-id', `${T}:${S}:0:0`],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '0'],
  ],
  {
    why: 'without sampled there is no debug',
    must: ['PRO-5', 'UB-2', 'BM-1'],
    source: 'https://www.jaegertracing.io/sdk-migration/#propagation-format',
    options: { write: ['traceparent', 'uber-trace-id', 'b3-multi'] },
    context: context('uber-trace-id', { sampled: false, debug: true }),
    catches: 'broken:blind',
  },
)
t.write(
  'w-baggage-twice',
  'one key of the active baggage twice',
  [
    ['traceparent', TP],
    ['baggage', 'a=2,b=1'],
  ],
  {
    why: 'of two active values the last wins',
    must: 'PRO-2',
    options: { write: ['traceparent'] },
    context: tp,
    baggage: [
      { key: 'a', value: '1' },
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
    ],
    catches: 'broken:dropped-baggage',
  },
)
