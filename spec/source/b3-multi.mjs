import { bytes, CONNECT, context, other, S, S2, T, T2, topic, TP } from './vector.mjs'

const B3 = 'https://github.com/openzipkin/b3-propagation#multiple-headers'
const CASE = 'https://github.com/open-telemetry/opentelemetry-js/issues/3150'
const OTEL_JS =
  'https://github.com/open-telemetry/opentelemetry-js/blob/main/packages/opentelemetry-propagator-b3/src/B3MultiPropagator.ts'
const OTEL_GO = 'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/b3/b3_data_test.go'
const OTEL_JAVA =
  'https://github.com/open-telemetry/opentelemetry-java/blob/main/extensions/trace-propagators/src/test/java/io/opentelemetry/extension/trace/propagation/B3PropagatorTest.java'
const t = topic('b3-multi', { source: B3, must: 'BM-3', catches: 'broken:silent' })
export default t

const LOW = `0000000000000000${T.slice(16)}`
const yes = { sampled: true, debug: false }
const no = { sampled: false, debug: false }
const debug = { sampled: true, debug: true }
/** `{traceid: T}` as `x-b3-traceid`. */
const headers = (fields) => Object.entries(fields).map(([name, value]) => [`x-b3-${name}`, value])
const IDS = { traceid: T, spanid: S }

const good = (id, title, fields, expected, given) =>
  t.read(id, title, headers(fields), {
    must: 'BM-1',
    catches: 'broken:blind',
    ...given,
    context: context('b3-multi', expected),
  })
/** Faults as `{traceid: 'bad_trace_id'}`, and no context. */
const bad = (id, title, fields, faults, given) =>
  t.read(id, title, headers(fields), {
    ...given,
    faults: Object.entries(faults).map(([name, reason]) => `x-b3-${name}:${reason}`),
  })
/** The same with a context: the header that is bad costs itself alone. */
const beside = (id, title, fields, faults, expected, given) =>
  bad(id, title, fields, faults, { ...given, context: context('b3-multi', expected) })
const decided = (id, title, fields, decision, given) =>
  t.read(id, title, headers(fields), { must: 'BM-2', catches: 'broken:no-decision', ...given, decision })

good(
  'bm-sampled',
  'sampled',
  { ...IDS, sampled: '1' },
  {},
  {
    must: ['BM-1', 'BM-3'],
    why: 'lower-case keys: OpenTelemetry Java, Brave and jaeger-client for Python look for X-B3-TraceId exactly',
    source: CASE,
    catches: ['otel-java', 'brave', 'jaeger-python', 'broken:blind'],
  },
)
good(
  'bm-spec-example',
  "the specification's example",
  {
    traceid: '463ac35c9f6413ad48485a3953bb6124',
    spanid: 'a2fb4a1d1a96d312',
    parentspanid: '0020000000000001',
    sampled: '1',
  },
  { traceId: '463ac35c9f6413ad48485a3953bb6124', spanId: 'a2fb4a1d1a96d312', parentId: '0020000000000001' },
  {
    why: 'the example of the multiple headers',
    catches: 'broken:no-parent',
  },
)
good(
  'bm-unsampled',
  'not sampled',
  { ...IDS, sampled: '0' },
  { sampled: false },
  { must: ['BM-1', 'BM-3'], why: 'X-B3-Sampled: 0 is deny' },
)
good(
  'bm-true',
  'true',
  { ...IDS, sampled: 'true' },
  {},
  {
    must: ['BM-1', 'BM-3'],
    why: 'before the values were settled, tracers sent true and false',
    catches: 'broken:strict-booleans',
  },
)
good(
  'bm-false',
  'false',
  { ...IDS, sampled: 'false' },
  { sampled: false },
  { why: 'before the values were settled, tracers sent true and false', catches: 'broken:strict-booleans' },
)
good(
  'bm-deferred',
  'no sampling state',
  IDS,
  { sampled: null },
  {
    why: 'absent means defer: OpenTelemetry Python samples, JS and Java do not',
    catches: ['otel-python', 'otel-js', 'otel-java', 'broken:two-valued'],
  },
)
good(
  'bm-debug',
  'debug',
  { ...IDS, flags: '1' },
  { debug: true },
  { why: 'X-B3-Flags: 1 is debug, and debug implies accept', catches: 'broken:debug-blind' },
)
good(
  'bm-debug-and-denied',
  'debug beside not sampled',
  { ...IDS, sampled: '0', flags: '1' },
  { debug: true },
  { why: 'debug implies accept, whatever X-B3-Sampled has', catches: 'broken:debug-blind' },
)
good(
  'bm-debug-and-sampled',
  'debug beside sampled',
  { ...IDS, flags: '1', sampled: '1' },
  { debug: true },
  { why: 'writers should not send both, and some do', catches: 'broken:debug-blind' },
)
good(
  'bm-flags-0',
  'flags 0',
  { ...IDS, flags: '0' },
  { sampled: null },
  {
    must: ['BM-1', 'BM-3'],
    why: '0 says nothing: not even that the span is not sampled',
    catches: 'broken:two-valued',
  },
)
good(
  'bm-flags-0-sampled',
  'flags 0 beside sampled',
  { ...IDS, sampled: '1', flags: '0' },
  {},
  { why: 'some tracers always send flags', catches: 'broken:flags-decide' },
)
good(
  'bm-64-bit',
  'a trace id of 16 digits',
  { traceid: T.slice(16), spanid: S, sampled: '1' },
  { traceId: LOW },
  { why: 'the trace id is 64 or 128 bits', catches: 'broken:no-leading-zeros' },
)
good(
  'bm-java-short',
  'a trace id of 16 digits above 2^63',
  { traceid: 'ff00000000000000', spanid: 'ff00000000000041', sampled: '1' },
  { traceId: '0000000000000000ff00000000000000', spanId: 'ff00000000000041' },
  {
    why: 'ids are unsigned',
    source: OTEL_JAVA,
    catches: ['broken:no-leading-zeros'],
  },
)
good(
  'bm-digits',
  'ids of digits alone',
  { traceid: '1234567890123456', spanid: '123456e012345678', sampled: '1' },
  { traceId: '00000000000000001234567890123456', spanId: '123456e012345678' },
  {
    why: "ids that look like numbers are text; Kafka Connect's default header converter reads them as numbers",
    source: CONNECT,
    catches: ['broken:no-leading-zeros'],
  },
)
good(
  'bm-upper',
  'upper-case ids',
  { traceid: T.toUpperCase(), spanid: S.toUpperCase(), parentspanid: S2.toUpperCase(), sampled: '1' },
  { parentId: S2 },
  { why: 'ids read are lower-cased', catches: 'broken:upper-case' },
)
good(
  'bm-low-half-zero',
  'a trace id whose low half is zero',
  { traceid: '4bf92f3577b34da60000000000000000', spanid: S, sampled: '1' },
  { traceId: '4bf92f3577b34da60000000000000000' },
  { why: 'only a trace id of zeros throughout is invalid', catches: 'broken:low-half' },
)
good(
  'bm-parent-word',
  'a parent that is no id',
  { ...IDS, parentspanid: 'parent', sampled: '1' },
  {},
  { why: 'nobody needs the parent: it is ignored without a fault', catches: ['broken:low-half'] },
)
good(
  'bm-parent-short',
  'a short parent',
  { ...IDS, parentspanid: 'abc', sampled: '1' },
  {},
  { why: 'the parent is 16 digits', catches: ['broken:low-half'] },
)

const cased = (id, title, keys, given) =>
  t.read(
    id,
    title,
    [
      [keys[0], T],
      [keys[1], S],
      [keys[2], '1'],
    ],
    { must: 'KEY-3', catches: 'broken:exact-case', source: CASE, ...given, context: context('b3-multi') },
  )
cased('bm-camel', 'keys as OpenTelemetry Java writes them', ['X-B3-TraceId', 'X-B3-SpanId', 'X-B3-Sampled'], {
  why: 'Java and Node never connect over Kafka: every other library looks for lower case exactly',
  catches: ['otel-js', 'otel-go', 'otel-python', 'otel-rust', 'dd-trace-js', 'jaeger-node', 'broken:exact-case'],
})
cased('bm-canonical', 'keys as HTTP bridges write them', ['X-B3-Traceid', 'X-B3-Spanid', 'X-B3-Sampled'], {
  why: "Go's canonical form of a header name has one capital a word",
})
cased('bm-upper-keys', 'keys in upper case', ['X-B3-TRACEID', 'X-B3-SPANID', 'X-B3-SAMPLED'], {
  why: 'any ASCII letter case counts',
})
cased('bm-mixed-keys', 'each key in its own letter case', ['x-b3-traceid', 'X-B3-SpanId', 'X-B3-sampled'], {
  why: 'each key is looked for by itself',
})
t.read(
  'bm-debug-camel',
  'the other headers in another letter case',
  [
    ['X-B3-TraceId', T],
    ['X-B3-SpanId', S],
    ['X-B3-ParentSpanId', S2],
    ['X-B3-Flags', '1'],
  ],
  {
    why: 'each key is looked for by itself',
    must: 'KEY-3',
    source: CASE,
    catches: 'broken:exact-case',
    context: context('b3-multi', { parentId: S2, debug: true }),
  },
)
t.read(
  'bm-exact-first',
  'the exact key beats another letter case',
  [
    ['X-B3-TraceId', T2],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['X-B3-Sampled', '0'],
  ],
  {
    why: 'only where no header has the exact key do others count',
    must: 'KEY-3',
    catches: 'broken:any-case',
    context: context('b3-multi', { sampled: false }),
  },
)

decided('bm-accept', 'accept without ids', { sampled: '1' }, yes, { why: 'X-B3-Sampled may travel without ids' })
decided('bm-deny', 'deny without ids', { sampled: 'false' }, no, { why: 'X-B3-Sampled may travel without ids' })
decided('bm-decide-debug', 'debug without ids', { flags: '1' }, debug, { why: 'X-B3-Flags may travel without ids' })
decided('bm-decide-debug-first', 'debug beside deny without ids', { sampled: '0', flags: '1' }, debug, {
  why: 'debug, or else the sampling state',
})
decided('bm-decide-flags-0', 'flags 0 beside accept without ids', { flags: '0', sampled: '1' }, yes, {
  why: 'flags 0 say nothing',
})
t.read('bm-flags-0-alone', 'flags 0 without ids', headers({ flags: '0' }), {
  why: 'flags 0 say nothing: no decision',
  must: 'BM-2',
  catches: 'broken:flags-decide',
})
bad(
  'bm-decide-bad',
  'a bad sampling state without ids',
  { sampled: 'yes' },
  { sampled: 'bad_flags' },
  { why: 'ignored, and told', must: ['BM-2', 'BM-3'] },
)
bad(
  'bm-decide-bad-flags',
  'bad flags beside deny without ids',
  { sampled: '0', flags: '2' },
  { flags: 'bad_flags' },
  {
    why: 'the bad header is ignored: the other one decides',
    must: ['BM-2', 'BM-3'],
    decision: no,
    catches: ['broken:no-decision', 'broken:silent'],
  },
)
bad(
  'bm-decide-empty-ids',
  'empty ids beside accept',
  { traceid: '', spanid: '', sampled: '1' },
  { traceid: 'empty', spanid: 'empty' },
  {
    why: 'a header whose value is empty is not in the record',
    must: ['BM-2', 'VAL-1'],
    decision: yes,
    catches: ['broken:no-decision', 'broken:silent'],
  },
)
bad(
  'bm-no-decision-of-bad-ids',
  'bad ids beside accept',
  { traceid: 'x', spanid: S, sampled: '1' },
  { traceid: 'bad_trace_id' },
  {
    why: 'the ids are in the record, so what stands beside them is no decision',
    must: ['BM-2', 'BM-3'],
    catches: ['broken:silent'],
  },
)

bad(
  'bm-trace-short',
  'a short trace id',
  { traceid: 'abc', spanid: S, sampled: '1' },
  { traceid: 'bad_trace_id' },
  {
    must: ['BM-1', 'BM-3'],
    why: '16 or 32 digits: OpenTelemetry JS pads any length up to 32',
    source: OTEL_JS,
    catches: ['otel-js', 'broken:half-context'],
  },
)
bad(
  'bm-trace-33',
  'a trace id of 33 digits',
  { traceid: `0${T}`, spanid: S, sampled: '1' },
  { traceid: 'bad_trace_id' },
  { why: '16 or 32 digits', source: OTEL_GO, catches: ['broken:half-context'] },
)
bad(
  'bm-trace-letter',
  'a trace id that is no hex',
  { traceid: `${T.slice(0, 31)}g`, spanid: S, sampled: '1' },
  { traceid: 'bad_trace_id' },
  { why: 'hex digits' },
)
bad(
  'bm-trace-number',
  'an underscore in the trace id',
  { traceid: `4_${T.slice(2)}`, spanid: S, sampled: '1' },
  { traceid: 'bad_trace_id' },
  {
    why: "no number parser: Python's int() takes underscores",
    must: ['BM-3', 'VAL-5'],
    catches: 'broken:number-parser',
  },
)
bad(
  'bm-zero-trace',
  'a zero trace id',
  { traceid: '0'.repeat(16), spanid: S, sampled: '1' },
  { traceid: 'zero_trace_id' },
  { why: 'an id of zeros is none', catches: 'broken:zero-ids' },
)
bad(
  'bm-span-15',
  'a span id of 15 digits',
  { traceid: T, spanid: S.slice(1), sampled: '1' },
  { spanid: 'bad_span_id' },
  { must: ['BM-1', 'BM-3'], why: '16 digits', catches: 'broken:padded-ids' },
)
bad(
  'bm-connect-span',
  'a span id that lost its zeros',
  { traceid: T, spanid: '12345', sampled: '1' },
  { spanid: 'bad_span_id' },
  {
    why: "Kafka Connect's default converter writes 0000000000012345 as 12345 and 46309e0000000001 as 463090, so that padding invents ids; dd-trace throws out of extract",
    source: CONNECT,
    catches: ['dd-trace-js', 'broken:padded-ids', 'broken:silent'],
  },
)
bad(
  'bm-span-0x',
  'a prefix 0x in the span id',
  { traceid: T, spanid: `0x${S.slice(2)}`, sampled: '1' },
  { spanid: 'bad_span_id' },
  { why: "no number parser: Python's int() takes 0x", must: ['BM-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'bm-zero-span',
  'a zero span id',
  { traceid: T, spanid: '0'.repeat(16), sampled: '1' },
  { spanid: 'zero_span_id' },
  { why: 'an id of zeros is none', catches: 'broken:zero-ids' },
)
bad(
  'bm-both-bad',
  'both ids bad',
  { traceid: 'x', spanid: '0'.repeat(16) },
  { traceid: 'bad_trace_id', spanid: 'zero_span_id' },
  { why: 'each header has its fault' },
)
bad(
  'bm-no-span',
  'no span id',
  { traceid: T, sampled: '1' },
  { traceid: 'bad_shape' },
  { why: 'both ids are required', catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'bm-no-trace',
  'no trace id',
  { spanid: S, sampled: '1' },
  { spanid: 'bad_shape' },
  { why: 'both ids are required', catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'bm-null-trace',
  'a null trace id',
  { traceid: null, spanid: S, sampled: '1' },
  { traceid: 'null', spanid: 'bad_shape' },
  { why: 'a null value is as if absent', must: ['BM-3', 'VAL-1'], catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'bm-empty-span',
  'an empty span id',
  { traceid: T, spanid: '', sampled: '1' },
  { spanid: 'empty', traceid: 'bad_shape' },
  {
    why: 'an empty header is malformed, and its header not in the record',
    must: ['BM-3', 'VAL-1'],
    catches: ['broken:half-context', 'broken:silent'],
  },
)
bad(
  'bm-blank-span',
  'a span id of white space',
  { traceid: T, spanid: ' \t ', sampled: '1' },
  { spanid: 'empty', traceid: 'bad_shape' },
  { why: 'nothing is left after trimming', must: ['BM-3', 'VAL-4'], catches: ['broken:no-trim', 'broken:silent'] },
)
bad(
  'bm-bad-ids-first',
  'bad ids beside a bad sampling state',
  { traceid: 'x', spanid: S, sampled: 'x', flags: 'x' },
  { traceid: 'bad_trace_id' },
  { why: 'only where both ids are good are the other three headers looked at', catches: ['broken:half-context'] },
)

beside(
  'bm-sampled-d',
  'a sampling state of b3',
  { ...IDS, sampled: 'd' },
  { sampled: 'bad_flags' },
  { sampled: null },
  {
    must: ['BM-1', 'BM-3'],
    why: 'd is of the single header: the ids stand, the decision is left to the receiver',
    catches: ['broken:silent'],
  },
)
beside(
  'bm-sampled-upper',
  'True',
  { ...IDS, sampled: 'True' },
  { sampled: 'bad_flags' },
  { sampled: null },
  { why: 'the four texts are exact', catches: ['broken:silent'] },
)
beside(
  'bm-sampled-01',
  'two digits',
  { ...IDS, sampled: '01' },
  { sampled: 'bad_flags' },
  { sampled: null },
  { why: 'the four texts are exact', must: ['BM-3', 'VAL-5'], catches: ['broken:number-parser', 'broken:silent'] },
)
beside(
  'bm-sampled-empty',
  'an empty sampling state',
  { ...IDS, sampled: '' },
  { sampled: 'empty' },
  { sampled: null },
  {
    why: 'as if absent: OpenTelemetry JS drops the context, Go defers',
    source: OTEL_JS,
    must: ['BM-3', 'VAL-1'],
    catches: ['otel-js', 'broken:strict-booleans'],
  },
)
beside(
  'bm-flags-2',
  'flags 2',
  { ...IDS, sampled: '1', flags: '2' },
  { flags: 'bad_flags' },
  {},
  {
    must: ['BM-1', 'BM-3'],
    why: '1 is debug and 0 nothing: another value is ignored',
    catches: ['broken:silent'],
  },
)
beside(
  'bm-flags-true',
  'flags true',
  { ...IDS, flags: 'true' },
  { flags: 'bad_flags' },
  { sampled: null },
  { why: '1 is debug and 0 nothing: another value is ignored', catches: ['broken:silent'] },
)
beside(
  'bm-bad-sampled-debug',
  'a bad sampling state beside debug',
  { ...IDS, sampled: 'x', flags: '1' },
  { sampled: 'bad_flags' },
  { debug: true },
  { why: 'the bad header is ignored', catches: ['broken:debug-blind', 'broken:silent'] },
)

good(
  'bm-ows',
  'white space at both ends',
  { traceid: ` ${T}\t`, spanid: `\t${S} `, sampled: ' 1 ' },
  {},
  { why: 'HTTP bridges leave optional white space', must: ['VAL-3', 'VAL-4'], catches: 'broken:no-trim' },
)
bad(
  'bm-line-feed',
  'a line feed behind the trace id',
  { traceid: `${T}\n`, spanid: S },
  { traceid: 'bad_charset', spanid: 'bad_shape' },
  { why: 'SP and HTAB are trimmed and nothing else', must: ['BM-3', 'VAL-3'], catches: 'broken:trims-unicode' },
)
bad(
  'bm-non-ascii',
  'a byte above ASCII in the span id',
  { traceid: T, spanid: bytes('c3a90000000000000000000000000000') },
  { spanid: 'bad_charset', traceid: 'bad_shape' },
  { why: 'only %x20-7E', must: ['BM-3', 'VAL-3'], catches: 'broken:any-bytes' },
)
good(
  'bm-128',
  'a trace id of exactly 128 bytes with white space',
  { traceid: T.padStart(128), spanid: S, sampled: '1' },
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad(
  'bm-129',
  'a trace id of 129 bytes with white space',
  { traceid: T.padStart(129), spanid: S, sampled: '1' },
  { traceid: 'too_long', spanid: 'bad_shape' },
  {
    why: 'length is looked at before trimming',
    must: ['VAL-2', 'LIM-2'],
    catches: ['broken:trims-first', 'broken:unbounded'],
  },
)

const repeated = (id, title, list, given) =>
  t.read(
    id,
    title,
    list.map(([name, value]) => [`x-b3-${name}`, value]),
    { must: 'REP-3', ...given },
  )
repeated(
  'bm-repeated',
  'a hop that appended',
  [
    ['traceid', T2],
    ['spanid', S2],
    ['sampled', '0'],
    ['traceid', T],
    ['spanid', S],
    ['sampled', '1'],
  ],
  {
    why: 'of each header the last good value wins; headers of different hops cannot be told apart, so there are no links',
    catches: ['broken:first-wins', 'broken:joined-duplicates'],
    context: context('b3-multi'),
    faults: ['x-b3-traceid:duplicate_conflict', 'x-b3-spanid:duplicate_conflict', 'x-b3-sampled:duplicate_conflict'],
  },
)
repeated(
  'bm-repeated-bad',
  'a malformed repeat',
  [
    ['traceid', T],
    ['traceid', 'x'],
    ['spanid', S],
    ['sampled', '1'],
  ],
  {
    why: 'the last good value wins',
    catches: 'broken:silent',
    context: context('b3-multi'),
    faults: ['x-b3-traceid:bad_trace_id'],
  },
)
t.read(
  'bm-conflict',
  'another trace beside traceparent',
  [
    ['traceparent', TP],
    ['x-b3-spanid', S2],
    ['x-b3-traceid', T2],
    ['x-b3-sampled', '0'],
  ],
  {
    why: 'the fault of a format with several headers names the one with the trace id',
    must: 'PRE-5',
    catches: ['broken:forgetful', 'broken:silent'],
    context: context('traceparent'),
    links: [other('b3-multi', { sampled: false })],
    faults: ['x-b3-traceid:format_conflict'],
  },
)

const written = (id, title, fields, given) =>
  t.write(id, title, headers(fields), {
    must: 'BM-1',
    catches: 'broken:blind',
    options: { write: ['b3-multi'] },
    ...given,
  })
written(
  'w-bm-sampled',
  'sampled',
  { ...IDS, sampled: '1' },
  {
    why: 'in case-sensitive transports, prefer lowercase keys: OpenTelemetry Java and Brave write X-B3-TraceId',
    must: ['BM-1', 'KEY-1'],
    context: context('traceparent'),
    catches: ['otel-java', 'brave', 'broken:blind'],
  },
)
written(
  'w-bm-unsampled',
  'not sampled',
  { ...IDS, sampled: '0' },
  { why: '0 is deny', context: context('traceparent', { sampled: false }) },
)
written('w-bm-deferred', 'deferred', IDS, {
  why: 'the sampling state is left out: nothing is lost and nothing is counted',
  context: context('b3', { sampled: null }),
  catches: 'broken:two-valued',
})
written(
  'w-bm-debug',
  'debug',
  { ...IDS, flags: '1' },
  {
    why: "debug implies accept: don't also send X-B3-Sampled",
    context: context('uber-trace-id', { debug: true }),
    catches: ['broken:debug-blind'],
  },
)
written(
  'w-bm-64-bit',
  'a 64-bit trace id',
  { traceid: LOW, spanid: S, sampled: '1' },
  { why: '32 digits are written', context: context('b3-multi', { traceId: LOW }), catches: 'broken:no-leading-zeros' },
)
written(
  'w-bm-low-half-zero',
  'a trace id whose low half is zero',
  { traceid: '4bf92f3577b34da60000000000000000', spanid: S, sampled: '1' },
  {
    why: '128 bits are written',
    context: context('traceparent', { traceId: '4bf92f3577b34da60000000000000000' }),
    catches: 'broken:low-half',
  },
)
written(
  'w-bm-parent',
  'the parent is not written',
  { ...IDS, sampled: '1' },
  {
    why: 'messaging: omit the parent',
    context: context('b3-multi', { parentId: S2 }),
    catches: 'broken:parent-as-span',
  },
)
written(
  'w-bm-accept',
  'a decision to accept',
  { sampled: '1' },
  { why: 'X-B3-Sampled may travel without ids', must: ['BM-1', 'BM-2'], decision: yes, catches: 'broken:no-decision' },
)
written(
  'w-bm-deny',
  'a decision to deny',
  { sampled: '0' },
  { why: 'X-B3-Sampled may travel without ids', must: ['BM-1', 'BM-2'], decision: no, catches: 'broken:no-decision' },
)
written(
  'w-bm-decide-debug',
  'a decision to debug',
  { flags: '1' },
  {
    why: 'X-B3-Flags may travel without ids',
    must: ['BM-1', 'BM-2'],
    decision: debug,
    catches: ['broken:no-decision', 'broken:debug-blind'],
  },
)
t.write('w-bm-replaced', "all of the record's own go, in any letter case", [['k', 'v'], ...headers(IDS)], {
  why: 'a sampling state or debug flag of an older hop beside our ids would decide for us',
  must: ['BM-1', 'PRO-3'],
  options: { write: ['b3-multi'] },
  headers: [
    ['X-B3-TraceId', T2],
    ['X-B3-SpanId', S2],
    ['X-B3-ParentSpanId', S],
    ['k', 'v'],
    ['X-B3-Sampled', '1'],
    ['x-b3-flags', '1'],
  ],
  context: context('b3', { sampled: null }),
  catches: ['broken:stale-beside-new', 'broken:two-valued'],
})

beside(
  'bm-parent-zero',
  'a zero parent',
  { ...IDS, parentspanid: '0'.repeat(16), sampled: '1' },
  {},
  {},
  { why: 'no parent, and no fault', must: 'BM-1', catches: 'broken:zero-ids' },
)
beside(
  'bm-parent-null',
  'a null parent',
  { ...IDS, parentspanid: null, sampled: '1' },
  { parentspanid: 'null' },
  {},
  { why: 'looked at, since both ids are good', must: ['BM-1', 'VAL-1'], catches: 'broken:silent' },
)
bad(
  'bm-trace-bad-alone',
  'a bad trace id without a span id',
  { traceid: 'junk' },
  { traceid: 'bad_trace_id' },
  { why: 'one fault: only a good id can lack its counterpart', catches: 'broken:half-context' },
)
bad(
  'bm-bad-ids-hide',
  'junk beside bad ids',
  { traceid: 'junk', spanid: S, sampled: 'junk', flags: null, parentspanid: '' },
  { traceid: 'bad_trace_id' },
  { why: 'where an id is bad the other headers are not looked at', catches: ['broken:half-context'] },
)

repeated(
  'bm-parent-good-and-junk',
  'a good parent before one that is none',
  [
    ['traceid', T],
    ['spanid', S],
    ['sampled', '1'],
    ['parentspanid', S2],
    ['parentspanid', 'junk'],
  ],
  {
    context: context('b3-multi', { parentId: S2 }),
    why: 'what is ignored is no good value, and no conflict',
    must: ['BM-1', 'REP-3'],
    catches: 'broken:no-parent',
  },
)
repeated(
  'bm-parent-twice',
  'two good parents',
  [
    ['traceid', T],
    ['spanid', S],
    ['sampled', '1'],
    ['parentspanid', '00000000000000aa'],
    ['parentspanid', S2],
  ],
  {
    context: context('b3-multi', { parentId: S2 }),
    faults: ['x-b3-parentspanid:duplicate_conflict'],
    why: 'the last good value, and a conflict',
    must: ['BM-1', 'REP-3'],
    catches: 'broken:first-wins',
  },
)
