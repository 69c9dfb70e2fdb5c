import { bytes, context, other, S, S2, T, T2, topic, TP, TP2 } from './vector.mjs'

const B3 = 'https://github.com/openzipkin/b3-propagation#single-header'
const OTEL_GO = 'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/b3/b3_data_test.go'
const OTEL_JAVA =
  'https://github.com/open-telemetry/opentelemetry-java/blob/main/extensions/trace-propagators/src/test/java/io/opentelemetry/extension/trace/propagation/B3PropagatorTest.java'
const OTEL_JS =
  'https://github.com/open-telemetry/opentelemetry-js/blob/main/packages/opentelemetry-propagator-b3/src/B3SinglePropagator.ts'
const OTEL_RUST =
  'https://github.com/open-telemetry/opentelemetry-rust/blob/main/opentelemetry-zipkin/src/propagator/mod.rs'
const t = topic('b3', { source: B3, must: 'B3-6', catches: 'broken:silent' })
export default t

const ONE = `${T}-${S}-1`
const LOW = `0000000000000000${T.slice(16)}`
const yes = { sampled: true, debug: false }
const no = { sampled: false, debug: false }
const debug = { sampled: true, debug: true }
const ignorant = ['otel-js', 'otel-go', 'otel-java', 'otel-python', 'otel-rust', 'broken:no-decision']

const good = (id, title, value, expected, given) =>
  t.read(id, title, [['b3', value]], {
    must: 'B3-4',
    catches: 'broken:blind',
    ...given,
    context: context('b3', expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [['b3', value]], { ...given, faults: [`b3:${reason}`] })
const decided = (id, title, value, decision, given) =>
  t.read(id, title, [['b3', value]], { must: 'B3-3', catches: ignorant, ...given, decision })

good(
  'b3-sampled',
  'sampled',
  ONE,
  {},
  { must: ['B3-1', 'B3-4', 'B3-6'], why: 'b3: {TraceId}-{SpanId}-{Sampling}: 1 is accept' },
)
good('b3-unsampled', 'not sampled', `${T}-${S}-0`, { sampled: false }, { why: '0 is deny', must: 'B3-1' })
good(
  'b3-deferred',
  'no sampling state',
  `${T}-${S}`,
  { sampled: null },
  {
    why: 'absent means defer the decision: OpenTelemetry Python samples, JS and Java do not',
    must: 'B3-1',
    catches: ['otel-python', 'otel-js', 'otel-java', 'broken:two-valued'],
  },
)
good(
  'b3-debug',
  'debug',
  `${T}-${S}-d`,
  { debug: true },
  {
    why: "debug implies accept; OpenTelemetry Rust's default propagator rejects the context",
    source: OTEL_RUST,
    must: 'B3-1',
    catches: ['otel-rust', 'broken:debug-blind'],
  },
)
const SPEC = { traceId: '80f198ee56343ba864fe8b2a57d3eff7', spanId: 'e457b5a2e4d86bd1' }
good(
  'b3-spec-parent',
  "the specification's example with a parent",
  '80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90',
  { ...SPEC, parentId: '05e3ac9a4f6e3b90' },
  {
    why: 'the example of the single header',
    must: ['B3-4', 'B3-5'],
    catches: 'broken:no-parent',
  },
)
good(
  'b3-spec-deferred',
  "the specification's example without sampling",
  '80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1',
  { ...SPEC, sampled: null },
  {
    why: 'the sampling state is optional',
    must: 'B3-1',
    catches: ['otel-python', 'broken:two-valued'],
  },
)
good(
  'b3-java-ids',
  'ids above 2^63',
  'ff000000000000000000000000000041-ff00000000000041-1',
  { traceId: 'ff000000000000000000000000000041', spanId: 'ff00000000000041' },
  {
    why: 'ids are unsigned',
    source: OTEL_JAVA,
    catches: 'broken:signed-ids',
  },
)
good(
  'b3-64-bit',
  'a trace id of 16 digits',
  `${T.slice(16)}-${S}-1`,
  { traceId: LOW },
  {
    why: 'TraceId is 128 or 64-bit',
    source: OTEL_GO,
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'b3-leading-zeros',
  'ids with leading zeros',
  '0000000000000001a3ce929d0e0e4736-0000000000000abc-1',
  { traceId: '0000000000000001a3ce929d0e0e4736', spanId: '0000000000000abc' },
  {
    why: 'ids have fixed length',
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'b3-low-half-zero',
  'a trace id whose low half is zero',
  `4bf92f3577b34da60000000000000000-${S}-1`,
  { traceId: '4bf92f3577b34da60000000000000000' },
  {
    why: 'only a trace id of zeros throughout is invalid',
    catches: 'broken:low-half',
  },
)
good(
  'b3-upper',
  'upper-case ids',
  `${T.toUpperCase()}-${S.toUpperCase()}-1`,
  {},
  {
    why: 'writers use lower-hex; OpenTelemetry Python takes upper case, the others start a new trace',
    catches: ['otel-js', 'otel-go', 'otel-java', 'otel-rust', 'brave', 'broken:upper-case'],
  },
)
good(
  'b3-parent-upper',
  'an upper-case parent',
  `${ONE}-${S2.toUpperCase()}`,
  { parentId: S2 },
  { why: 'ids read are lower-cased', must: 'B3-5', catches: 'broken:upper-case' },
)
good(
  'b3-parent-word',
  'a parent that is no id',
  `${ONE}-parent`,
  {},
  { why: 'nobody needs the parent: no reason to lose the trace', must: 'B3-5' },
)
good(
  'b3-parent-short',
  'a short parent',
  `${ONE}-abc`,
  {},
  { why: 'ParentSpanId is 16 digits', must: 'B3-5', catches: ['broken:low-half'] },
)
good(
  'b3-parent-zero',
  'a zero parent',
  `${ONE}-${'0'.repeat(16)}`,
  {},
  { why: 'no span has the id zero', must: 'B3-5', catches: 'broken:zero-ids' },
)
good(
  'b3-trailing-dash',
  'a trailing dash',
  `${ONE}-`,
  {},
  {
    why: 'four fields, of which the last is an empty parent: OpenTelemetry Go and Brave drop the context',
    source: OTEL_GO,
    must: ['B3-5', 'B3-6'],
    catches: ['otel-go', 'brave'],
  },
)

decided('b3-accept', 'accept without ids', '1', yes, { why: 'b3: 1 asks for sampling of a trace that starts here' })
decided('b3-deny', 'deny without ids', '0', no, {
  why: 'b3: 0 is how to deny a trace: every OpenTelemetry propagator loses it',
})
decided('b3-decide-debug', 'debug without ids', 'd', debug, { why: 'd alone is valid' })
decided('b3-deny-ows', 'white space around a decision', '\t0 ', no, {
  why: 'SP and HTAB are trimmed at both ends',
  must: ['B3-3', 'VAL-4'],
})
bad('b3-decide-upper', 'an upper-case debug', 'D', 'bad_shape', {
  why: 'the three texts are exact',
  must: ['B3-3', 'B3-6'],
})
bad('b3-decide-true', 'true alone', 'true', 'bad_shape', {
  why: 'true is of the other headers',
  must: ['B3-3', 'B3-6'],
})
bad('b3-decide-01', 'two digits alone', '01', 'bad_shape', {
  why: 'the three texts are exact',
  must: ['B3-3', 'B3-6', 'VAL-5'],
  catches: ['broken:number-parser', 'broken:silent'],
})
t.read(
  'b3-decision-beside-context',
  'a decision beside a context',
  [
    ['traceparent', TP],
    ['b3', '0'],
  ],
  {
    why: 'a decision is for a trace that starts here; beside a context there is none',
    must: ['B3-3', 'PRE-7'],
    catches: 'broken:decides-anyway',
    context: context('traceparent'),
  },
)
t.read(
  'b3-decision-last',
  'a decision behind a context in the same key',
  [
    ['b3', ONE],
    ['b3', '0'],
  ],
  {
    why: 'the last good value wins, and a decision is good; the context of the other is a link',
    must: ['B3-3', 'REP-3', 'REP-4'],
    catches: ['broken:first-wins', 'broken:forgetful', 'broken:no-decision'],
    decision: no,
    links: [context('b3')],
    faults: ['b3:duplicate_conflict'],
  },
)
t.read(
  'b3-decision-first',
  'a decision in front of a context in the same key',
  [
    ['b3', 'd'],
    ['b3', ONE],
  ],
  {
    why: 'the last good value wins; a decision has no ids to link to',
    must: ['B3-3', 'REP-3'],
    catches: ['broken:first-wins', 'broken:silent'],
    context: context('b3'),
    faults: ['b3:duplicate_conflict'],
  },
)
t.read(
  'b3-two-decisions',
  'two decisions',
  [
    ['b3', '0'],
    ['b3', '1'],
  ],
  {
    why: 'the last good value wins',
    must: ['B3-3', 'REP-3'],
    catches: ['broken:first-wins', 'broken:no-decision'],
    decision: yes,
    faults: ['b3:duplicate_conflict'],
  },
)
t.read(
  'b3-decision-then-bad',
  'a malformed value behind a decision',
  [
    ['b3', '1'],
    ['b3', 'x'],
  ],
  {
    why: 'the last good value wins',
    must: ['B3-3', 'REP-3'],
    catches: 'broken:no-decision',
    decision: yes,
    faults: ['b3:bad_shape'],
  },
)

bad('b3-one-field', 'a trace id alone', T, 'bad_shape', { why: 'two to four fields' })
bad('b3-five-fields', 'five fields', `${ONE}-${S2}-x`, 'bad_shape', {
  why: "two to four fields; OpenTelemetry JS's expression is not anchored",
  source: OTEL_JS,
  catches: ['otel-js', 'broken:inventive'],
})
bad('b3-traceparent', 'a traceparent in it', TP, 'bad_trace_id', {
  why: 'four fields, of which the first is no trace id',
  catches: 'broken:silent',
})
bad('b3-joined', 'two values joined by a comma', `${ONE},${T2}-${S2}-1`, 'bad_shape', {
  why: 'five fields: what a client joins cannot be told apart',
  catches: ['otel-js', 'broken:prefix-parser'],
})
bad('b3-junk', 'text around', `junk${ONE}junk`, 'bad_trace_id', {
  why: "OpenTelemetry JS's expression is not anchored",
  source: OTEL_JS,
  catches: ['otel-js', 'broken:silent'],
})
bad('b3-trace-40', 'a trace id of 40 digits', `12345678${ONE}`, 'bad_trace_id', {
  why: 'OpenTelemetry JS takes the last 32 digits: another trace',
  source: OTEL_JS,
  catches: ['otel-js', 'broken:inventive'],
})
bad('b3-trace-48', 'a trace id of 48 digits', `${S2}${ONE}`, 'bad_trace_id', {
  why: 'OpenTelemetry JS takes the last 32 digits: another trace',
  source: OTEL_JS,
  catches: ['otel-js', 'broken:inventive'],
})
bad('b3-trace-34', 'a trace id of 34 digits', `00${ONE}`, 'bad_trace_id', {
  why: 'TraceId is 16 or 32 digits',
  source: OTEL_GO,
  catches: ['otel-js', 'broken:inventive'],
})
bad('b3-trace-28', 'a trace id of 28 digits', ONE.slice(4), 'bad_trace_id', {
  why: 'TraceId is 16 or 32 digits',
  source: OTEL_GO,
  catches: ['broken:inventive'],
})
bad('b3-trace-15', 'a trace id of 15 digits', ONE.slice(17), 'bad_trace_id', {
  must: ['B3-4', 'B3-6'],
  why: 'TraceId is 16 or 32 digits',
  catches: ['broken:inventive'],
})
bad('b3-no-trace', 'an empty trace id', `-${S}-1`, 'bad_trace_id', { why: 'TraceId is 16 or 32 digits' })
bad('b3-plus', 'a sign in the trace id', `+${ONE.slice(1)}`, 'bad_trace_id', {
  why: 'no number parser: from_str_radix takes a plus',
  must: ['B3-6', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('b3-0x', 'a prefix 0x in the span id', `${T}-0x${S.slice(2)}-1`, 'bad_span_id', {
  why: "no number parser: Python's int() takes 0x",
  must: ['B3-6', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('b3-zero-trace', 'a zero trace id', `${'0'.repeat(32)}-${S}-1`, 'zero_trace_id', {
  why: 'an id of zeros is none',
  catches: 'broken:zero-ids',
})
bad('b3-zero-trace-16', 'a trace id of 16 zeros', `${'0'.repeat(16)}-${S}-1`, 'zero_trace_id', {
  why: 'an id of zeros is none',
  catches: 'broken:zero-ids',
})
bad('b3-span-15', 'a span id of 15 digits', `${T}-${S.slice(1)}-1`, 'bad_span_id', {
  why: 'SpanId is 16 digits',
  catches: 'broken:padded-ids',
})
bad('b3-span-17', 'a span id of 17 digits', `${T}-${S}0-1`, 'bad_span_id', {
  must: ['B3-4', 'B3-6'],
  why: 'SpanId is 16 digits',
  catches: 'broken:padded-ids',
})
bad('b3-zero-span', 'a zero span id', `${T}-${'0'.repeat(16)}-1`, 'zero_span_id', {
  why: 'an id of zeros is none: OpenTelemetry Python sends it on',
  catches: ['broken:zero-ids'],
})
bad('b3-upper-debug', 'an upper-case debug', `${T}-${S}-D`, 'bad_flags', {
  why: 'd alone is debug: OpenTelemetry JS, Java and Python go on unsampled',
  catches: ['otel-js', 'otel-java', 'otel-python'],
})
bad('b3-true', 'true', `${T}-${S}-true`, 'bad_flags', {
  must: ['B3-1', 'B3-6'],
  why: 'true is of the other headers: OpenTelemetry Java, Python and Rust take it for sampled, JS for not sampled',
  catches: ['otel-js', 'otel-java', 'otel-python', 'broken:inventive'],
})
bad('b3-empty-sampling', 'a parent behind an empty sampling state', `${T}-${S}--${S2}`, 'bad_flags', {
  why: 'a field that is there has a value',
  catches: ['otel-js', 'otel-java', 'otel-python'],
})
bad('b3-no-sampling', 'a dash behind the span id', `${T}-${S}-`, 'bad_flags', {
  must: ['B3-1', 'B3-6'],
  why: 'a field that is there has a value',
  source: OTEL_GO,
})
bad('b3-parent-third', 'a parent without sampling state', `${T}-${S}-${S2}`, 'bad_flags', {
  why: 'the parent comes after the sampling state: Brave takes it, OpenTelemetry JS, Java and Python read unsampled',
  catches: ['brave', 'otel-js', 'otel-java', 'otel-python'],
})
bad('b3-sampling-10', 'two digits of sampling state', `${T}-${S}-10`, 'bad_flags', {
  why: '0, 1 or d',
  must: ['B3-6', 'VAL-5'],
  catches: ['broken:inventive'],
})
bad('b3-leftmost', 'the leftmost fault is told', `${'0'.repeat(32)}-x-x`, 'zero_trace_id', {
  why: 'checked from left to right',
  catches: ['broken:number-parser'],
})
bad('b3-leftmost-span', 'the span id comes before the sampling state', `${T}-x-x`, 'bad_span_id', {
  why: 'checked from left to right',
  catches: ['broken:inventive'],
})

t.read(
  'b3-bad-and-multi',
  'a malformed b3 beside good x-b3-* headers',
  [
    ['b3', `${T}-${S}-x`],
    ['x-b3-traceid', T],
    ['x-b3-spanid', S],
    ['x-b3-sampled', '1'],
  ],
  {
    why: 'a malformed format falls through to the next: OpenTelemetry JS and Python give up',
    must: ['B3-6', 'PRE-1'],
    catches: ['otel-js', 'otel-python', 'broken:no-fallback'],
    context: context('b3-multi'),
    faults: ['b3:bad_flags'],
  },
)
bad('b3-null', 'a null value', null, 'null', { why: 'a null value is as if absent', must: 'VAL-1' })
bad('b3-empty', 'zero bytes', '', 'empty', {
  why: 'an empty header is malformed, not absent',
  source: 'https://github.com/openzipkin/b3-propagation',
  must: 'VAL-1',
})
bad('b3-blank', 'white space alone', '\t ', 'empty', {
  why: 'nothing is left after trimming',
  must: 'VAL-4',
  catches: ['broken:no-trim', 'broken:silent'],
})
good(
  'b3-ows',
  'white space at both ends',
  ` ${ONE}\t`,
  {},
  {
    why: 'HTTP bridges leave optional white space: all but OpenTelemetry JS drop the context',
    must: ['VAL-3', 'VAL-4'],
    catches: ['otel-go', 'otel-java', 'otel-python', 'otel-rust', 'brave', 'broken:no-trim'],
  },
)
bad('b3-inner-tab', 'a tab within', `${T}-${S}\t-1`, 'bad_charset', {
  why: 'HTAB is white space in lists and at the ends only',
  must: 'VAL-3',
  catches: 'broken:any-bytes',
})
bad(
  'b3-non-ascii',
  'a byte above ASCII in the parent',
  bytes(Buffer.from(`${ONE}-\xff`, 'latin1').toString('hex')),
  'bad_charset',
  { why: 'parent = *( %x20-2C / %x2E-7E )', must: ['B3-5', 'VAL-3'], catches: 'broken:any-bytes' },
)
bad('b3-carriage-return', 'a line end behind', `${ONE}\r\n`, 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: 'VAL-3',
  catches: ['otel-js', 'broken:trims-unicode'],
})
good(
  'b3-128',
  'exactly 128 bytes',
  `${ONE}-${'p'.repeat(76)}`,
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad('b3-129', '129 bytes', `${ONE}-${'p'.repeat(77)}`, 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})
t.read('b3-other-case', 'another letter case of the key', [['B3', ONE]], {
  why: 'B3 and b3 are two keys to Kafka and one header to HTTP',
  must: 'KEY-3',
  catches: 'broken:exact-case',
  context: context('b3'),
})

const written = (id, title, value, given) =>
  t.write(id, title, [['b3', value]], { must: 'B3-2', catches: 'broken:blind', options: { write: ['b3'] }, ...given })
written('w-b3-sampled', 'sampled', ONE, { why: 'lower-hex ids of 32 and 16 digits', context: context('traceparent') })
written('w-b3-unsampled', 'not sampled', `${T}-${S}-0`, {
  why: '0 is deny',
  context: context('traceparent', { sampled: false }),
})
written('w-b3-deferred', 'deferred', `${T}-${S}`, {
  why: 'the sampling state is left out: nothing is lost and nothing is counted',
  must: ['B3-1', 'B3-2'],
  context: context('b3', { sampled: null }),
  catches: 'broken:two-valued',
})
written('w-b3-debug', 'debug with ids', ONE, {
  why: "OpenTelemetry Rust's default propagator rejects -d",
  source: OTEL_RUST,
  context: context('uber-trace-id', { debug: true }),
  catches: 'broken:debug-flag',
})
written('w-b3-64-bit', 'a 64-bit trace id', `${LOW}-${S}-1`, {
  why: '32 digits are written: a trace keeps one name',
  context: context('b3', { traceId: LOW }),
  catches: 'broken:no-leading-zeros',
})
written('w-b3-low-half-zero', 'a trace id whose low half is zero', `4bf92f3577b34da60000000000000000-${S}-1`, {
  why: '128 bits are written',
  context: context('traceparent', { traceId: '4bf92f3577b34da60000000000000000' }),
  catches: 'broken:low-half',
})
written('w-b3-parent', 'the parent is not written', ONE, {
  why: 'messaging: omit ParentSpanId',
  context: context('b3', { parentId: S2 }),
  catches: 'broken:parent-as-span',
})
written('w-b3-accept', 'a decision to accept', '1', {
  why: 'b3: 1',
  must: 'B3-3',
  decision: yes,
  catches: 'broken:no-decision',
})
written('w-b3-deny', 'a decision to deny', '0', {
  why: 'b3: 0',
  must: 'B3-3',
  decision: no,
  catches: 'broken:no-decision',
})
written('w-b3-decide-debug', 'a decision to debug', 'd', {
  why: 'b3: d',
  must: 'B3-3',
  decision: debug,
  catches: ['broken:no-decision', 'broken:debug-blind'],
})
t.write(
  'w-b3-replaced',
  "a decision takes the place of the record's own headers",
  [
    ['k', 'v'],
    ['b3', '0'],
  ],
  {
    why: 'the old context is not that of this send',
    must: ['B3-3', 'PRO-3'],
    options: { write: ['b3'] },
    headers: [
      ['B3', ONE],
      ['k', 'v'],
      ['traceparent', TP2],
      ['x-b3-sampled', '1'],
    ],
    decision: no,
    catches: ['broken:no-decision', 'broken:stale-beside-new'],
  },
)
