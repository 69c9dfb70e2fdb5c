import { context, other, S, S2, T, T2, topic, TP, TP2 } from './vector.mjs'

const W3C = 'https://www.w3.org/TR/trace-context-2/#traceparent-header'
const W3C_TESTS = 'https://github.com/w3c/trace-context/blob/main/test/test.py'
const t = topic('traceparent', { source: W3C, must: 'TP-3', catches: 'broken:silent' })
export default t

const good = (id, title, value, expected, given) =>
  t.read(id, title, [['traceparent', value]], {
    must: 'TP-2',
    catches: 'broken:blind',
    ...given,
    context: context('traceparent', expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [['traceparent', value]], { ...given, faults: [`traceparent:${reason}`] })

good('tp-sampled', 'sampled', TP, {}, { why: 'trace-flags: the least significant bit is sampled' })
good(
  'tp-unsampled',
  'not sampled',
  `00-${T}-${S}-00`,
  { sampled: false },
  { why: 'flags 00: the caller did not record the span' },
)
good(
  'tp-spec-example',
  "the specification's example",
  TP2,
  { traceId: T2, spanId: S2 },
  { why: 'the example of section 3.2.2.6' },
)
good(
  'tp-random-flag',
  'random flag beside sampled',
  `00-${T}-${S}-03`,
  {},
  {
    why: 'level 2 writers emit 03; OpenTelemetry Go up to 1.41 drops the context',
    catches: 'otel-go-1.41',
    source: 'https://github.com/open-telemetry/opentelemetry-go/pull/7834',
  },
)
good(
  'tp-random-unsampled',
  'random flag alone is not sampled',
  `00-${T}-${S}-02`,
  { sampled: false },
  {
    why: 'OpenTelemetry Java and Python write 02 for unsampled traces',
    catches: 'otel-go-1.41',
  },
)
good(
  'tp-flags-04',
  'an unknown flag alone',
  `00-${T}-${S}-04`,
  { sampled: false },
  {
    why: 'unknown flags must be ignored; OpenTelemetry Go drops a version 00 context with flags above 03',
    catches: 'otel-go',
  },
)
good(
  'tp-flags-09',
  'an unknown flag beside sampled',
  `00-${T}-${S}-09`,
  {},
  {
    why: 'unknown flags must be ignored; OpenTelemetry Go drops the context',
    catches: 'otel-go',
  },
)
good(
  'tp-flags-1f',
  'flags above one digit',
  `00-${T}-${S}-1f`,
  {},
  {
    why: 'unknown flags must be ignored; OpenTelemetry Go drops the context, OpenTelemetry JS re-emits it as the 56 characters -01f',
    catches: ['otel-go', 'broken:low-half'],
  },
)
good(
  'tp-flags-fe',
  'every flag but sampled',
  `00-${T}-${S}-fe`,
  { sampled: false },
  { why: 'bit 0 alone decides', catches: 'otel-go' },
)
good('tp-flags-ff', 'every flag', `00-${T}-${S}-ff`, {}, { why: 'unknown flags must be ignored', catches: 'otel-go' })
good(
  'tp-future',
  'a future version with more fields',
  `cc-${T}-${S}-01-what-the-future-will-be-like`,
  {},
  {
    why: 'versions above 00 are read as far as 00 goes',
    must: 'TP-3',
    catches: 'elastic-node',
    source: W3C_TESTS,
  },
)
good(
  'tp-future-exact',
  'a future version without more fields',
  `cc-${T}-${S}-00`,
  { sampled: false },
  {
    why: 'a higher version may end after the flags',
    must: 'TP-3',
    catches: 'broken:strict-version',
    source: W3C_TESTS,
  },
)
good(
  'tp-future-01',
  'version 01',
  `01-${T}-${S}-01`,
  {},
  { why: 'the next version is a future version', must: 'TP-3', catches: 'broken:strict-version' },
)
good(
  'tp-future-fe',
  'version fe',
  `fe-${T}-${S}-01-x`,
  {},
  { why: 'only ff is forbidden', must: 'TP-3', catches: 'broken:strict-version' },
)
good(
  'tp-future-dash',
  'a future version with nothing behind the dash',
  `cc-${T}-${S}-01-`,
  {},
  {
    why: 'what follows the dash belongs to the future version',
    must: 'TP-3',
    catches: 'broken:strict-version',
  },
)
good(
  'tp-leading-zeros',
  'ids with leading zeros',
  `00-0000000000000001a3ce929d0e0e4736-0000000000000abc-01`,
  {
    traceId: '0000000000000001a3ce929d0e0e4736',
    spanId: '0000000000000abc',
  },
  {
    why: 'zeros count: ids have fixed length; one id in sixteen begins with one',
    must: 'TP-3',
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'tp-high-half-zero',
  'a 64-bit trace id',
  `00-0000000000000000a3ce929d0e0e4736-${S}-01`,
  { traceId: '0000000000000000a3ce929d0e0e4736' },
  {
    why: 'only a trace id of zeros throughout is invalid',
    must: 'TP-3',
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'tp-low-half-zero',
  'a trace id whose low half is zero',
  `00-4bf92f3577b34da60000000000000000-${S}-01`,
  { traceId: '4bf92f3577b34da60000000000000000' },
  {
    why: 'only a trace id of zeros throughout is invalid',
    must: 'TP-3',
    catches: 'broken:low-half',
  },
)
good(
  'tp-max-ids',
  'ids of all ones',
  `00-${'f'.repeat(32)}-${'f'.repeat(16)}-01`,
  { traceId: 'f'.repeat(32), spanId: 'f'.repeat(16) },
  {
    why: 'any id but zero is valid',
    must: 'TP-3',
    catches: 'broken:signed-ids',
  },
)

bad(
  'tp-future-dot',
  'a future version with a wrong separator',
  `cc-${T}-${S}-01.what-the-future-will-be-like`,
  'bad_shape',
  {
    why: 'after the flags only a dash may follow',
    source: W3C_TESTS,
  },
)
bad('tp-future-digit', 'a future version with a third digit of flags', `cc-${T}-${S}-011`, 'bad_shape', {
  why: 'after the flags only a dash may follow',
})
bad('tp-future-short', 'a future version that is too short', `cc-${T}-${S}-0`, 'bad_shape', {
  why: 'a value shorter than 55 characters cannot be read',
})
bad('tp-version-ff', 'version ff', `ff-${T}-${S}-01`, 'bad_version', {
  why: 'version 255 is invalid; elastic-apm-node accepts and re-emits it',
  catches: 'elastic-node',
})
bad('tp-version-FF', 'an upper-case version', `FF-${T}-${S}-01`, 'bad_version', {
  why: 'hex is lower-case; dd-trace accepts and re-emits it',
  catches: 'dd-trace-js',
})
bad('tp-version-A1', 'a mixed-case version', `A1-${T}-${S}-01`, 'bad_version', {
  why: 'hex is lower-case; OpenTelemetry Rust accepts it',
  catches: ['otel-rust', 'dd-trace-js'],
})
bad('tp-version-dot', 'a version that is no hex', `.0-${T}-${S}-01`, 'bad_version', {
  why: 'version is two hex digits',
  source: W3C_TESTS,
})
bad('tp-version-dot-2', 'a version that ends in a dot', `0.-${T}-${S}-01`, 'bad_version', {
  why: 'version is two hex digits',
  source: W3C_TESTS,
})
bad('tp-version-qw', 'letters that are no hex', `qw-${T}-${S}-01`, 'bad_version', { why: 'version is two hex digits' })
bad('tp-version-1', 'a version of one digit', `0-${T}-${S}-01`, 'bad_shape', {
  why: 'version is two digits; OpenTelemetry Rust accepts it',
  catches: 'otel-rust',
  source: W3C_TESTS,
})
bad('tp-version-3', 'a version of three digits', `000-${T}-${S}-01`, 'bad_shape', {
  why: 'version is two digits; OpenTelemetry Rust accepts it',
  catches: 'otel-rust',
  source: W3C_TESTS,
})
bad('tp-version-4', 'a version of four digits', `0000-${T}-${S}-01`, 'bad_shape', {
  why: 'version is two digits',
  catches: 'otel-rust',
  source: W3C_TESTS,
})
bad('tp-trailing-dash', 'version 00 with a trailing dash', `${TP}-`, 'bad_shape', {
  why: 'version 00 is exactly 55 characters; OpenTelemetry Go and Rust accept it',
  catches: ['otel-go', 'otel-rust'],
})
bad('tp-trailing-field', 'version 00 with one more field', `${TP}-x`, 'bad_shape', {
  why: 'version 00 is exactly 55 characters',
  source: W3C_TESTS,
})
bad('tp-trailing-dot', 'version 00 with a dot', `${TP}.`, 'bad_shape', {
  why: 'version 00 is exactly 55 characters',
  source: W3C_TESTS,
})
bad('tp-flags-0100', 'four digits of flags', `00-${T}-${S}-0100`, 'bad_shape', {
  why: 'version 00 is exactly 55 characters',
})
bad('tp-short-ids', 'short ids', '00-1-1-1', 'bad_shape', {
  why: 'ids have fixed length; OpenTelemetry Rust accepts it',
  catches: 'otel-rust',
})
bad('tp-plus-ids', 'signs in front of short ids', '00-+1-+1-+1', 'bad_shape', {
  why: 'no signs; OpenTelemetry Rust accepts it',
  catches: 'otel-rust',
})
bad('tp-three-fields', 'no flags', `00-${T}-${S}`, 'bad_shape', { why: 'four fields' })
bad('tp-three-fields-dash', 'no flags behind the dash', `00-${T}-${S}-`, 'bad_shape', { why: 'four fields' })
bad('tp-no-dashes', 'other separators', TP.replaceAll('-', '_'), 'bad_shape', { why: 'fields are separated by dashes' })
bad('tp-joined', 'two values joined by a comma', `${TP},${TP2}`, 'bad_shape', {
  why: 'clients that join repeats lose the trace: nothing can be read for sure',
  catches: 'broken:prefix-parser',
})
bad('tp-trace-31', 'a trace id of 31 digits', `00-${T.slice(1)}-${S}-01`, 'bad_shape', {
  why: 'trace-id is 32 digits',
  source: W3C_TESTS,
})
bad('tp-trace-33', 'a trace id of 33 digits', `00-${T}0-${S}-01`, 'bad_shape', {
  why: 'trace-id is 32 digits',
  source: W3C_TESTS,
})
bad('tp-span-15', 'a parent id of 15 digits', `00-${T}-${S.slice(1)}-01`, 'bad_shape', {
  why: 'parent-id is 16 digits',
  source: W3C_TESTS,
})
bad('tp-span-17', 'a parent id of 17 digits', `00-${T}-${S}0-01`, 'bad_shape', {
  why: 'parent-id is 16 digits',
  source: W3C_TESTS,
})
bad('tp-flags-1', 'flags of one digit', `00-${T}-${S}-1`, 'bad_shape', {
  why: 'trace-flags is two digits',
  source: W3C_TESTS,
})
bad('tp-flags-3', 'flags of three digits', `00-${T}-${S}-001`, 'bad_shape', {
  why: 'trace-flags is two digits; OpenTelemetry Rust accepts it',
  catches: 'otel-rust',
  source: W3C_TESTS,
})
bad('tp-upper-trace-id', 'an upper-case trace id', `00-${T.toUpperCase()}-${S}-01`, 'bad_trace_id', {
  why: 'hex is lower-case; dd-trace accepts it',
  catches: 'dd-trace-js',
})
bad('tp-plus-trace-id', 'a sign in front of the trace id', `00-+${T.slice(1)}-${S}-01`, 'bad_trace_id', {
  why: 'no number parser: from_str_radix takes a sign',
  must: ['TP-3', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('tp-dot-trace-id', 'a dot in the trace id', `00-.${T.slice(1)}-${S}-01`, 'bad_trace_id', {
  why: 'trace-id is hex',
  source: W3C_TESTS,
})
bad('tp-underscore-trace-id', 'an underscore in the trace id', `00-4_${T.slice(2)}-${S}-01`, 'bad_trace_id', {
  why: "no number parser: Python's int() takes underscores",
  must: ['TP-3', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('tp-zero-trace-id', 'a zero trace id', `00-${'0'.repeat(32)}-${S}-01`, 'zero_trace_id', {
  why: 'all zero is invalid; elastic-apm-node accepts it',
  catches: 'elastic-node',
  source: W3C_TESTS,
})
bad('tp-upper-span-id', 'an upper-case parent id', `00-${T}-${S.toUpperCase()}-01`, 'bad_span_id', {
  why: 'hex is lower-case; dd-trace accepts it',
  catches: 'dd-trace-js',
})
bad('tp-letter-span-id', 'a letter that is not hex', `00-${T}-${S.slice(0, 15)}z-01`, 'bad_span_id', {
  why: 'parent-id is hex',
})
bad('tp-dot-span-id', 'a dot in the parent id', `00-${T}-.${S.slice(1)}-01`, 'bad_span_id', {
  why: 'parent-id is hex',
  source: W3C_TESTS,
})
bad('tp-zero-span-id', 'a zero parent id', `00-${T}-${'0'.repeat(16)}-01`, 'zero_span_id', {
  why: 'all zero is invalid; elastic-apm-node accepts it',
  catches: 'elastic-node',
  source: W3C_TESTS,
})
bad('tp-upper-flags', 'upper-case flags', `00-${T}-${S}-0A`, 'bad_flags', {
  why: 'hex is lower-case; dd-trace accepts it',
  must: ['TP-3', 'TP-2'],
  catches: 'dd-trace-js',
})
bad('tp-dot-flags', 'a dot in the flags', `00-${T}-${S}-.0`, 'bad_flags', {
  why: 'trace-flags is hex',
  source: W3C_TESTS,
})
bad('tp-dot-flags-2', 'flags that end in a dot', `00-${T}-${S}-0.`, 'bad_flags', {
  why: 'trace-flags is hex',
  source: W3C_TESTS,
})
bad('tp-space-flags', 'a space in the flags', `00-${T}-${S}- 1`, 'bad_flags', {
  why: 'trace-flags is hex; number parsers skip the space',
  must: ['TP-3', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('tp-leftmost', 'the leftmost fault is told', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-zz`, 'zero_trace_id', {
  why: 'checked from left to right',
})
bad(
  'tp-leftmost-version',
  'the version comes before the ids',
  `ff-${'0'.repeat(32)}-${'0'.repeat(16)}-zz`,
  'bad_version',
  { why: 'checked from left to right' },
)

const written = (id, title, value, given) =>
  t.write(id, title, [['traceparent', value]], {
    must: 'TP-1',
    catches: 'broken:blind',
    options: { write: ['traceparent'] },
    ...given,
  })
written('w-tp-sampled', 'sampled', TP, { why: 'read alike by every implementation', context: context('traceparent') })
written('w-tp-unsampled', 'not sampled', `00-${T}-${S}-00`, {
  why: 'read alike by every implementation',
  context: context('traceparent', { sampled: false }),
})
written('w-tp-debug', 'debug is sampled', TP, {
  why: 'traceparent has no form for debug; a flag above 01 is dropped by OpenTelemetry Go',
  context: context('uber-trace-id', { debug: true }),
  catches: 'broken:debug-flag',
})
written('w-tp-deferred', 'deferred is not sampled, and counted', `00-${T}-${S}-00`, {
  why: 'traceparent has no form for deferred',
  must: ['TP-1', 'PRO-6'],
  context: context('b3', { sampled: null }),
  lost: { deferred: 1 },
})
written('w-tp-64-bit', 'a 64-bit trace id is padded', `00-0000000000000000a3ce929d0e0e4736-${S}-01`, {
  why: 'trace-id is 32 digits',
  context: context('uber-trace-id', { traceId: '0000000000000000a3ce929d0e0e4736' }),
  catches: 'broken:no-leading-zeros',
})
written('w-tp-parent', 'the parent of the span is not written', TP, {
  why: 'parent-id is the span that sends',
  context: context('uber-trace-id', { parentId: S2 }),
  catches: 'broken:parent-as-span',
})
