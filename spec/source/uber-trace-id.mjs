import { bytes, CONNECT, context, S, S2, T, T2, topic, TP, UB, UB2 } from './vector.mjs'

const JAEGER = 'https://github.com/jaegertracing/documentation/blob/main/content/sdk-migration.md'
const JAVA =
  'https://github.com/jaegertracing/jaeger-client-java/blob/master/jaeger-core/src/test/java/io/jaegertracing/internal/propagation/TextMapCodecTest.java'
const GO = 'https://github.com/jaegertracing/jaeger-client-go/blob/master/propagation_test.go'
const GO_FLAGS = 'https://github.com/jaegertracing/jaeger-client-go/blob/master/span_context_test.go'
const NODE = 'https://github.com/jaegertracing/jaeger-client-node/blob/master/test/span_context.js'
const RUST = 'https://github.com/sile/rustracing_jaeger/blob/master/src/span.rs'
const OTEL_GO =
  'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/jaeger/jaeger_data_test.go'
const OTEL_RUST =
  'https://github.com/open-telemetry/opentelemetry-rust/blob/main/opentelemetry-jaeger-propagator/src/propagator.rs'
const t = topic('uber-trace-id', { source: JAEGER, must: 'UB-6', catches: 'broken:silent' })
export default t

const good = (id, title, value, expected, given) =>
  t.read(id, title, [['uber-trace-id', value]], {
    must: 'UB-3',
    catches: 'broken:blind',
    ...given,
    context: context('uber-trace-id', expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [['uber-trace-id', value]], { ...given, faults: [`uber-trace-id:${reason}`] })
const flags = (id, title, digits, expected, given) =>
  good(id, title, `${T}:${S}:0:${digits}`, expected, { must: 'UB-1', ...given })

const J1 = { traceId: '6309ab92c95468edea0dc1a9772ae2dc', spanId: '409423a204bc17a8' }
good('ub-sampled', 'sampled', '6309ab92c95468edea0dc1a9772ae2dc:409423a204bc17a8:0:1', J1, {
  must: ['UB-3', 'UB-6'],
  why: '{trace-id}:{span-id}:{parent-span-id}:{flags}',
  source: RUST,
})
good(
  'ub-unsampled',
  'not sampled',
  `${T}:${S}:0:0`,
  { sampled: false },
  {
    why: 'one digit 0 was read as sampled by OpenTelemetry JS before 1.2',
    source: 'https://github.com/open-telemetry/opentelemetry-js/issues/2905',
    must: 'UB-1',
    catches: 'broken:blind',
  },
)
good(
  'ub-unsampled-64',
  'a 64-bit trace id, not sampled',
  `ffc0efb753f8cd38:${S}:0:0`,
  { traceId: '0000000000000000ffc0efb753f8cd38', sampled: false },
  {
    why: 'trace ids of 16 digits are left-padded with zeros',
    source: 'https://github.com/open-telemetry/opentelemetry-js/issues/2905',
    must: 'UB-3',
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'ub-short',
  'short ids',
  'ff:dd:cc:4',
  {
    traceId: '000000000000000000000000000000ff',
    spanId: '00000000000000dd',
    parentId: '00000000000000cc',
    sampled: false,
  },
  {
    why: 'receivers MUST accept ids shorter than the length and left-pad them with zeros',
    source: JAVA,
    must: ['UB-3', 'UB-4'],
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-17-digits',
  'a trace id of 17 digits',
  '100000000000000ff:dd:cc:4',
  {
    traceId: '000000000000000100000000000000ff',
    spanId: '00000000000000dd',
    parentId: '00000000000000cc',
    sampled: false,
  },
  {
    why: 'the high half is what stands in front of the last 16 digits',
    source: JAVA,
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-one-digit',
  'ids of one digit',
  '2a:1:0:1',
  { traceId: '0000000000000000000000000000002a', spanId: '0000000000000001' },
  {
    why: 'jaeger-client for Node and Python write ids without leading zeros',
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-15-digits',
  'a trace id of 15 digits',
  `3ce929d0e0e4736:${S}:0:1`,
  { traceId: '000000000000000003ce929d0e0e4736' },
  {
    why: 'one id in sixteen begins with a zero that writers drop',
    source: OTEL_GO,
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-18-digits',
  'a trace id of 18 digits and a short span id',
  '4d0000000000000016:17c29:0:1',
  { traceId: '000000000000004d0000000000000016', spanId: '0000000000017c29' },
  {
    why: 'rustracing_jaeger drops the zeros of the high half',
    source: OTEL_RUST,
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-31-digits',
  'a trace id of 31 digits',
  `${T.slice(1)}:${S.slice(2)}:0:1`,
  { traceId: `0${T.slice(1)}` },
  {
    why: 'rustracing_jaeger writes the high half without its zeros',
    catches: 'broken:strict-16-hex',
  },
)
good(
  'ub-16-digits',
  'a trace id of 16 digits',
  'f6c385a2c57ed8d7:00b04a90b7723bdc:76c385a2c57ed8d7:1',
  { traceId: '0000000000000000f6c385a2c57ed8d7', spanId: '00b04a90b7723bdc', parentId: '76c385a2c57ed8d7' },
  {
    why: '64-bit trace ids are valid',
    source: GO,
    must: ['UB-3', 'UB-4'],
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'ub-padded-64',
  'a trace id of 32 digits with a zero high half',
  '00000000000000020000000000000001:0000000000000003:0000000000000004:5',
  { traceId: '00000000000000020000000000000001', spanId: '0000000000000003', parentId: '0000000000000004' },
  {
    why: 'the high half is 2; bit 2 of the flags is not used',
    source: JAVA,
    must: ['UB-3', 'UB-4', 'UB-1'],
    catches: ['broken:low-half', 'broken:flags-text'],
  },
)
good(
  'ub-low-half-zero',
  'a trace id whose low half is zero',
  `4bf92f3577b34da60000000000000000:${S}:0:1`,
  { traceId: '4bf92f3577b34da60000000000000000' },
  {
    why: 'only a trace id of zeros throughout is invalid',
    catches: 'broken:low-half',
  },
)
good(
  'ub-flags-81',
  'ids above 2^63 and flags above 7f',
  'fffffffffffffff6:fffffffffffffff6:fffffffffffffff6:81',
  { traceId: '0000000000000000fffffffffffffff6', spanId: 'fffffffffffffff6', parentId: 'fffffffffffffff6' },
  {
    why: 'written by the Java client for ids of -10 and flags 129',
    source: JAVA,
    must: ['UB-1', 'UB-3', 'UB-4'],
    catches: ['broken:one-digit-flags'],
  },
)
good(
  'ub-max',
  'ids of all ones',
  `${'f'.repeat(32)}:${'f'.repeat(16)}:5:1`,
  { traceId: 'f'.repeat(32), spanId: 'f'.repeat(16), parentId: '0000000000000005' },
  {
    must: ['UB-3', 'UB-6'],
    why: 'any id but zero is valid',
    source: NODE,
    catches: 'broken:signed-ids',
  },
)
good(
  'ub-upper',
  'upper-case hex',
  UB.toUpperCase(),
  {},
  {
    why: 'the case of hex is not specified: OpenTelemetry Java and Go start a new trace, jaeger-client for Java throws',
    catches: ['otel-java', 'otel-go', 'jaeger-java', 'broken:upper-case'],
  },
)

flags(
  'ub-flags-01',
  'flags 01',
  '01',
  {},
  { why: 'OpenTelemetry JS writes two digits', catches: 'broken:one-digit-flags' },
)
flags(
  'ub-flags-00',
  'flags 00',
  '00',
  { sampled: false },
  { must: ['UB-1', 'UB-6'], why: 'OpenTelemetry JS writes two digits', catches: 'broken:one-digit-flags' },
)
flags(
  'ub-debug',
  'debug with sampled',
  '3',
  { debug: true },
  { why: '0x02 is debug, with sampled', catches: 'broken:debug-blind' },
)
flags(
  'ub-flags-03',
  'flags 03',
  '03',
  { debug: true },
  {
    why: 'OpenTelemetry Python writes 03 for every sampled span',
    source:
      'https://github.com/open-telemetry/opentelemetry-python/blob/main/propagator/opentelemetry-propagator-jaeger/src/opentelemetry/propagators/jaeger/__init__.py',
    catches: ['broken:debug-blind', 'broken:one-digit-flags'],
  },
)
flags(
  'ub-debug-only',
  'debug without sampled',
  '2',
  { sampled: false },
  { why: 'debug counts only together with sampled', catches: 'broken:truthy-flags' },
)
flags(
  'ub-flags-4',
  'an unused flag',
  '4',
  { sampled: false },
  { why: '0x04 is not used', catches: 'broken:truthy-flags' },
)
flags(
  'ub-firehose',
  'the firehose flag alone',
  '8',
  { sampled: false },
  { why: '0x08 is firehose: not sampled', catches: 'broken:truthy-flags' },
)
flags(
  'ub-firehose-sampled',
  'the firehose flag beside sampled',
  '9',
  {},
  { why: '0x08 is firehose, beside sampled', catches: 'broken:flags-text' },
)
flags(
  'ub-flags-b',
  'flags b',
  'b',
  { debug: true },
  {
    why: 'flags are hex: jaeger-client-go, OpenTelemetry Java and Rust read them in base 10 and lose the trace',
    source: GO_FLAGS,
    catches: ['jaeger-go', 'otel-java', 'otel-rust', 'broken:decimal-flags'],
  },
)
flags(
  'ub-flags-0B',
  'flags 0B',
  '0B',
  { debug: true },
  { why: 'one or two hex digits, in any letter case', catches: 'broken:decimal-flags' },
)
flags(
  'ub-flags-10',
  'flags 10 are sixteen',
  '10',
  { sampled: false },
  { why: 'in base 16 no bit that counts is set', catches: 'broken:truthy-flags' },
)
flags(
  'ub-flags-11',
  'flags 11 are seventeen',
  '11',
  {},
  {
    why: 'in base 10 debug would be set: jaeger-client-go reads it so',
    source: GO_FLAGS,
    catches: ['broken:decimal-flags'],
  },
)
flags(
  'ub-flags-13',
  'flags 13 are nineteen',
  '13',
  { debug: true },
  {
    why: 'in base 10 debug would not be set',
    catches: 'broken:decimal-flags',
  },
)
flags(
  'ub-flags-ff',
  'flags ff',
  'ff',
  { debug: true },
  {
    must: ['UB-1', 'UB-6'],
    why: 'jaeger-client-go fails on it, OpenTelemetry Java and Rust start a new trace',
    source: OTEL_GO,
    catches: ['jaeger-go', 'otel-java', 'otel-rust', 'broken:decimal-flags'],
  },
)

const parent = (id, title, field, parentId, given) =>
  good(id, title, `${T}:${S}:${field}:1`, parentId === undefined ? {} : { parentId }, { must: 'UB-4', ...given })
parent('ub-parent', 'a parent', S2, S2, {
  why: 'OpenTelemetry Python writes the real parent',
  catches: 'broken:no-parent',
})
parent('ub-parent-upper', 'a short parent in upper case', 'CC', '00000000000000cc', {
  why: 'ids read are lower-cased and padded',
  catches: 'broken:upper-case',
})
parent('ub-parent-zero', 'a parent of sixteen zeros', '0'.repeat(16), undefined, {
  why: '0 is the root: jaeger-client-go writes sixteen of them',
  source: GO,
  catches: 'broken:zero-ids',
})
parent('ub-parent-word', 'a parent that is no id', 'whatever', undefined, {
  why: 'most receivers ignore it; every jaeger-client loses the trace',
  source: OTEL_GO,
  catches: ['jaeger-node', 'jaeger-go', 'jaeger-java', 'jaeger-python', 'rustracing-jaeger'],
})
parent('ub-parent-empty', 'an empty parent', '', undefined, {
  why: 'most receivers ignore it; every jaeger-client loses the trace',
  catches: ['jaeger-node', 'jaeger-go', 'jaeger-java', 'jaeger-python', 'rustracing-jaeger'],
})
parent('ub-parent-17', 'a parent of 17 digits', `1${S2}`, undefined, {
  why: 'the parent is kept when it is 1 to 16 hex digits',
  catches: ['broken:low-half'],
})
parent('ub-parent-number', 'a parent with a sign', '-1', undefined, {
  why: 'no number parser',
  must: ['UB-4', 'VAL-5'],
  catches: ['broken:low-half'],
})

good('ub-percent', '%3A separators', '6309ab92c95468edea0dc1a9772ae2dc%3A409423a204bc17a8%3A0%3A1', J1, {
  why: 'jaeger-client-csharp and Java clients up to 0.33 write it; readers of TEXT_MAP reject it',
  source: RUST,
  must: 'UB-5',
  catches: ['jaeger-node', 'jaeger-go', 'jaeger-java', 'jaeger-python', 'otel-go', 'otel-python'],
})
good(
  'ub-percent-lower',
  '%3a separators',
  UB.replaceAll(':', '%3a'),
  {},
  {
    why: 'percent-encoding has no letter case; OpenTelemetry Rust takes upper case only',
    must: 'UB-5',
    catches: ['jaeger-node', 'jaeger-go', 'jaeger-java', 'jaeger-python', 'otel-go', 'otel-python', 'otel-rust'],
  },
)
good(
  'ub-percent-mixed',
  '%3A and %3a',
  `${T}%3A${S}%3a0%3A1`,
  {},
  { why: 'each of the two forms is replaced', must: 'UB-5', catches: 'otel-rust' },
)
bad('ub-percent-and-colon', '%3A beside a colon', `${T}:${S}%3A0%3A1`, 'bad_shape', {
  why: 'only where the value holds no colon',
  must: ['UB-5', 'UB-6'],
  catches: ['rustracing-jaeger', 'otel-js'],
})
bad('ub-percent-twice', 'encoded twice', UB.replaceAll(':', '%253A'), 'bad_shape', {
  why: 'decoded once, and nothing but the separator',
  must: ['UB-5', 'UB-6'],
  catches: 'broken:percent-decoder',
})
bad('ub-percent-digit', 'an encoded digit', `%34${T.slice(1)}%3A${S}%3A0%3A1`, 'bad_trace_id', {
  why: 'nothing else is decoded; clients that decode the whole value read another text than those that do not',
  must: ['UB-5', 'UB-6'],
  catches: ['rustracing-jaeger', 'otel-js', 'otel-java', 'broken:percent-decoder'],
})
bad('ub-percent-sign', '100%', '100%', 'bad_shape', {
  why: 'OpenTelemetry Java throws IllegalArgumentException out of extract',
  source:
    'https://github.com/open-telemetry/opentelemetry-java/blob/main/extensions/trace-propagators/src/main/java/io/opentelemetry/extension/trace/propagation/JaegerPropagator.java',
  must: ['UB-5', 'UB-6', 'EX-1'],
  catches: ['otel-java', 'broken:silent'],
})

bad('ub-words', 'words', 'bad value', 'bad_shape', { why: 'four fields', source: NODE })
bad('ub-three-fields', 'three fields', '1:1:1', 'bad_shape', { why: 'four fields', source: GO_FLAGS })
bad('ub-connect-cut', 'a trace id of digits, cut at its colon', '1234567890123456', 'bad_shape', {
  why: "Kafka Connect's default converter takes 1234567890123456:409423a204bc17a8:0:1 for a number and cuts it; jaeger-client for Java and Python throw out of extract",
  source: CONNECT,
  must: ['UB-6', 'EX-1'],
  catches: ['jaeger-java', 'jaeger-python', 'broken:inventive', 'broken:silent'],
})
bad('ub-connect-number', 'a short trace id, cut at its colon', '20', 'bad_shape', {
  why: "what Kafka Connect's default converter leaves of 20:1:0:1",
  source: CONNECT,
  must: ['UB-6', 'EX-1'],
  catches: ['jaeger-java', 'jaeger-python', 'broken:inventive', 'broken:silent'],
})
t.read(
  'ub-connect-beside',
  'cut beside a traceparent',
  [
    ['traceparent', `00-00000000000000001234567890123456-${S}-01`],
    ['uber-trace-id', '1234567890123456'],
  ],
  {
    why: "no number begins like a traceparent, so it crosses Kafka Connect's default converter: the pair that is written by default survives",
    source: CONNECT,
    must: ['PRE-2', 'UB-6'],
    catches: ['broken:no-fallback', 'broken:silent'],
    context: context('traceparent', { traceId: '00000000000000001234567890123456' }),
    faults: ['uber-trace-id:bad_shape'],
  },
)
bad('ub-five-fields', 'five fields', `${UB}:1`, 'bad_shape', {
  why: 'four fields',
  source: GO_FLAGS,
  catches: ['broken:inventive'],
})
bad('ub-trailing-colon', 'a trailing colon', `${UB}:`, 'bad_shape', {
  why: "Java's split and Rust's split_terminator drop the empty field",
  catches: ['otel-java', 'otel-rust', 'broken:inventive'],
})
bad('ub-joined', 'two values joined by a comma', `${UB},${UB2}`, 'bad_shape', {
  why: 'seven fields: what a client joins cannot be told apart',
  catches: 'broken:prefix-parser',
})
bad('ub-traceparent', 'a traceparent in it', TP, 'bad_shape', { why: 'fields are separated by colons' })
bad('ub-letter-trace', 'a trace id that is no hex', 'x:1:1:1', 'bad_trace_id', { why: 'hex digits', source: GO_FLAGS })
bad('ub-no-trace', 'an empty trace id', ':ff:ff:ff', 'bad_trace_id', { why: 'one to 32 digits', source: NODE })
bad('ub-33-digits', 'a trace id of 33 digits', `1${UB}`, 'bad_trace_id', {
  must: ['UB-3', 'UB-6'],
  why: 'at most 32 digits: jaeger-client for Node and Python keep them all and send them on',
  source: NODE,
  catches: ['jaeger-node', 'jaeger-python', 'broken:padded-ids'],
})
bad('ub-33-zeros', 'a trace id of 33 digits that begins with zero', `0${UB}`, 'bad_trace_id', {
  why: 'the length counts, not the number',
  catches: ['jaeger-node', 'jaeger-python', 'broken:padded-ids'],
})
bad('ub-underscores', 'an underscore in a long trace id', '01234_67890123456789012345678901:1:1:1', 'bad_trace_id', {
  why: 'hex digits',
  source: GO_FLAGS,
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'jaeger-python', 'otel-python', 'broken:number-parser'],
})
bad('ub-underscore', 'an underscore between digits', '2_a:1:0:1', 'bad_trace_id', {
  why: "no number parser: Python's int() takes underscores, JavaScript's parseInt stops there",
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'jaeger-python', 'otel-python', 'broken:number-parser'],
})
bad('ub-0x', 'a prefix 0x', '0x2a:0x1:0:1', 'bad_trace_id', {
  why: "no number parser: Python's int(x, 16) and JavaScript's parseInt take 0x",
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'jaeger-python', 'otel-python', 'broken:number-parser'],
})
bad('ub-minus', 'a minus', `-1:${S}:0:1`, 'bad_trace_id', {
  why: 'no number parser',
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'broken:number-parser'],
})
bad('ub-plus', 'a plus', `+2a:${S}:0:1`, 'bad_trace_id', {
  why: 'no number parser: from_str_radix takes a plus',
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'jaeger-python', 'rustracing-jaeger', 'otel-python', 'otel-rust', 'broken:number-parser'],
})
bad('ub-prefix', 'digits followed by letters', '12zz:1:0:1', 'bad_trace_id', {
  why: "no number parser: JavaScript's parseInt stops at the first letter",
  must: ['UB-6', 'VAL-5'],
  catches: ['jaeger-node', 'broken:number-parser'],
})
bad('ub-inner-space', 'a space behind a colon', `${T}: ${S}:0:1`, 'bad_span_id', {
  why: 'the value is trimmed, its fields are not',
  must: ['UB-6', 'VAL-4'],
  catches: 'broken:number-parser',
})
bad('ub-zero-trace', 'a zero trace id', '0:1:1:1', 'zero_trace_id', {
  why: '0 is invalid',
  source: GO_FLAGS,
  catches: ['rustracing-jaeger', 'broken:zero-ids'],
})
bad('ub-zero-trace-32', 'a trace id of 32 zeros', `${'0'.repeat(32)}:${S}:0:1`, 'zero_trace_id', {
  why: '0 is invalid',
  catches: ['rustracing-jaeger', 'broken:zero-ids'],
})
bad('ub-letter-span', 'a span id that is no hex', '1:x:1:1', 'bad_span_id', { why: 'hex digits', source: GO_FLAGS })
bad('ub-no-span', 'an empty span id', 'ff::ff:ff', 'bad_span_id', { why: 'one to 16 digits', source: NODE })
bad('ub-span-17', 'a span id of 17 digits', `${T}:1${S}:0:1`, 'bad_span_id', {
  must: ['UB-3', 'UB-6'],
  why: 'at most 16 digits: jaeger-client for Java overflows silently',
  source: JAVA,
  catches: ['jaeger-node', 'jaeger-java', 'jaeger-python', 'broken:padded-ids'],
})
bad('ub-zero-span', 'a zero span id', `${T}:0:0:1`, 'zero_span_id', {
  why: '0 is invalid',
  catches: ['jaeger-node', 'jaeger-java', 'rustracing-jaeger', 'broken:zero-ids'],
})
bad('ub-flags-x', 'flags that are no hex', '1:1:1:x', 'bad_flags', {
  must: ['UB-1', 'UB-6'],
  why: 'hex digits',
  source: GO_FLAGS,
  catches: ['otel-js', 'broken:silent'],
})
bad('ub-flags-empty', 'no flags', 'ff:ff:ff:', 'bad_flags', {
  why: 'one or two digits; OpenTelemetry JS takes it for sampled, Go for not sampled',
  source: NODE,
  catches: ['otel-js', 'otel-go'],
})
bad('ub-flags-100', 'flags of three digits', `${T}:${S}:0:100`, 'bad_flags', {
  must: ['UB-1', 'UB-6'],
  why: 'one or two digits; OpenTelemetry JS takes it for sampled',
  catches: ['otel-js', 'otel-go', 'otel-python', 'jaeger-node', 'jaeger-go', 'jaeger-java', 'jaeger-python'],
})
bad('ub-flags-00001', 'flags of five digits', `${T}:${S}:0:00001`, 'bad_flags', {
  why: 'one or two digits; OpenTelemetry Go checks no length',
  source: OTEL_GO,
  catches: ['otel-go', 'broken:decimal-flags'],
})
bad('ub-flags-sign', 'a sign in the flags', `${T}:${S}:0:+1`, 'bad_flags', {
  why: 'no number parser',
  must: ['UB-6', 'VAL-5'],
  catches: ['broken:flags-text'],
})
bad('ub-leftmost', 'the leftmost fault is told', '0:0:x:zz', 'zero_trace_id', {
  why: 'checked from left to right',
  catches: ['broken:strict-16-hex'],
})
bad('ub-leftmost-span', 'the span id comes before the flags', '1:0:x:zz', 'zero_span_id', {
  why: 'checked from left to right',
  catches: ['broken:strict-16-hex'],
})

bad('ub-null', 'a null value', null, 'null', {
  why: 'Kafka values may be null: jaeger-client for Node and Java throw',
  must: 'VAL-1',
  catches: ['jaeger-node', 'jaeger-java', 'broken:silent'],
})
bad('ub-empty', 'zero bytes', '', 'empty', {
  why: 'malformed, not absent: jaeger-client for Java and Python throw',
  must: 'VAL-1',
  catches: ['jaeger-java', 'jaeger-python', 'broken:silent'],
})
bad('ub-blank', 'white space alone', ' \t', 'empty', {
  why: 'nothing is left after trimming',
  must: 'VAL-4',
  catches: ['broken:no-trim', 'broken:silent'],
})
good(
  'ub-space-front',
  'a space in front',
  ` ${UB}`,
  {},
  {
    why: 'HTTP bridges leave optional white space; jaeger-client for Node keeps it in the id',
    must: 'VAL-4',
    catches: [
      'jaeger-node',
      'jaeger-go',
      'jaeger-java',
      'rustracing-jaeger',
      'otel-js',
      'otel-java',
      'otel-go',
      'otel-rust',
      'broken:no-trim',
    ],
  },
)
good(
  'ub-tab-behind',
  'white space behind',
  `${UB}\t `,
  {},
  {
    why: 'HTTP bridges leave optional white space',
    must: ['VAL-3', 'VAL-4'],
    catches: ['jaeger-go', 'jaeger-java', 'rustracing-jaeger', 'otel-java', 'otel-go', 'otel-rust', 'broken:no-trim'],
  },
)
bad('ub-full-width', 'a full-width digit', `\uff11${UB.slice(1)}`, 'bad_charset', {
  why: "Python's int() takes any Unicode digit",
  must: ['VAL-3', 'VAL-5'],
  catches: ['jaeger-python', 'otel-python', 'broken:any-bytes'],
})
bad(
  'ub-non-ascii',
  'a byte above ASCII in the parent',
  bytes(Buffer.from(`${T}:${S}:\xe9:1`, 'latin1').toString('hex')),
  'bad_charset',
  {
    why: 'parent = *( %x20-39 / %x3B-7E )',
    must: ['UB-4', 'VAL-3'],
    catches: 'broken:any-bytes',
  },
)
bad('ub-line-feed', 'a line feed behind', `${UB}\n`, 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: 'VAL-3',
  catches: 'broken:trims-unicode',
})
good(
  'ub-128',
  'exactly 128 bytes',
  `${T}:${S}:${'p'.repeat(76)}:1`,
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad('ub-129', '129 bytes', `${T}:${S}:${'p'.repeat(77)}:1`, 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})
t.read('ub-other-case', 'another letter case of the key', [['Uber-Trace-ID', UB]], {
  why: 'lower case in protocols that preserve the case of headers; HTTP bridges send others',
  must: 'KEY-3',
  catches: 'broken:exact-case',
  context: context('uber-trace-id'),
})

const written = (id, title, value, given) =>
  t.write(id, title, [['uber-trace-id', value]], {
    must: 'UB-2',
    catches: 'broken:blind',
    options: { write: ['uber-trace-id'] },
    ...given,
  })
written('w-ub-sampled', 'sampled', UB, { why: 'read alike by every implementation', context: context('uber-trace-id') })
written('w-ub-unsampled', 'not sampled', `${T}:${S}:0:0`, {
  why: 'one digit: read alike in base 10 and in base 16',
  context: context('traceparent', { sampled: false }),
})
written('w-ub-debug', 'debug', `${T}:${S}:0:3`, {
  why: '3 is sampled and debug in base 10 and in base 16',
  context: context('b3', { debug: true }),
  catches: 'broken:debug-blind',
})
written('w-ub-deferred', 'deferred is not sampled, and counted', `${T}:${S}:0:0`, {
  why: 'uber-trace-id has no form for deferred',
  must: ['UB-2', 'PRO-6'],
  context: context('b3', { sampled: null }),
  lost: { deferred: 1 },
})
written('w-ub-64-bit', 'a 64-bit trace id', `0000000000000000a3ce929d0e0e4736:${S}:0:1`, {
  why: 'senders SHOULD emit ids of full length; B3 and W3C readers need it',
  context: context('uber-trace-id', { traceId: '0000000000000000a3ce929d0e0e4736' }),
  catches: ['jaeger-node', 'jaeger-python', 'broken:no-leading-zeros'],
})
written('w-ub-zeros', 'ids with leading zeros', '00000000000000020000000000000001:0000000000000003:0:1', {
  why: 'senders SHOULD emit ids of full length; the parent is not passed on',
  source: JAVA,
  context: context('uber-trace-id', {
    traceId: '00000000000000020000000000000001',
    spanId: '0000000000000003',
    parentId: '0000000000000004',
  }),
  catches: ['jaeger-node', 'jaeger-python', 'rustracing-jaeger', 'broken:no-leading-zeros'],
})
written('w-ub-parent', 'the parent is 0', UB, {
  why: 'parent-span-id is deprecated: every reader takes 0',
  context: context('uber-trace-id', { parentId: S2 }),
  catches: ['otel-python', 'broken:parent-as-span'],
})
written('w-ub-low-half-zero', 'a trace id whose low half is zero', `4bf92f3577b34da60000000000000000:${S}:0:1`, {
  why: '128 bits are written',
  context: context('traceparent', { traceId: '4bf92f3577b34da60000000000000000' }),
  catches: 'broken:low-half',
})
t.write(
  'w-ub-replaced',
  "the record's own goes",
  [
    ['k', 'v'],
    ['uber-trace-id', UB],
  ],
  {
    why: 'append habits leave two of a kind that no two readers read alike',
    must: ['PRO-3', 'UB-2'],
    options: { write: ['uber-trace-id'] },
    headers: [
      ['Uber-Trace-Id', UB2],
      ['k', 'v'],
      ['uber-trace-id', `${T2}:${S2}:0:0`],
    ],
    context: context('uber-trace-id'),
    catches: 'broken:stale-beside-new',
  },
)
