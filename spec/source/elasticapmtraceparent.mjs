import { bytes, context, other, S, S2, T, T2, topic, TP } from './vector.mjs'

const ELASTIC = 'https://github.com/elastic/apm/blob/main/specs/agents/tracing-distributed-tracing.md'
const JAVA =
  'https://github.com/elastic/apm-agent-java/blob/main/apm-agent-core/src/main/java/co/elastic/apm/agent/impl/transaction/TraceContextImpl.java'
const OPENCENSUS = 'https://github.com/census-instrumentation/opencensus-specs/blob/master/encodings/BinaryEncoding.md'
const t = topic('elasticapmtraceparent', { source: ELASTIC, must: 'EL-2', catches: 'broken:silent' })
export default t

const KEY = 'elasticapmtraceparent'
/** version, field 0 and the trace id, field 1 and the span id, field 2 and the flags: 29 bytes in hex. */
const binary = ({ version = '00', zero = '00', trace = T, one = '01', span = S, two = '02', flags = '01' } = {}) =>
  version + zero + trace + one + span + two + flags

const good = (id, title, hex, expected, given) =>
  t.read(id, title, [[KEY, bytes(hex)]], {
    must: 'EL-1',
    catches: ['elastic-node', 'broken:text-only'],
    ...given,
    context: context(KEY, expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [[KEY, value]], { ...given, faults: [`${KEY}:${reason}`] })
const malformed = (id, title, hex, reason, given) => bad(id, title, bytes(hex), reason, given)

good(
  'el-sampled',
  'sampled',
  binary(),
  {},
  { must: ['EL-1', 'EL-2'], why: '29 bytes: version, trace id, span id, flags; elastic-apm-node reads text only' },
)
good(
  'el-unsampled',
  'not sampled',
  binary({ flags: '00' }),
  { sampled: false },
  { why: 'bit 0 of the flags is recorded' },
)
good(
  'el-upstream',
  'the example of the three documents',
  '00004bf92f3577b34da6a3ce929d000e47360134f067aa0ba902b70201',
  { traceId: '4bf92f3577b34da6a3ce929d000e4736', spanId: '34f067aa0ba902b7' },
  { why: 'W3C binary draft, OpenCensus and Elastic share it', source: OPENCENSUS },
)
good(
  'el-flags-02',
  'another flag alone',
  binary({ flags: '02' }),
  { sampled: false },
  { why: 'bit 0 alone decides', catches: ['elastic-node', 'broken:truthy-flags'] },
)
good(
  'el-flags-ff',
  'every flag',
  binary({ flags: 'ff' }),
  {},
  { why: 'bit 0 alone decides', catches: ['elastic-node', 'broken:text-only'] },
)
good(
  'el-control-bytes',
  'ids that hold white space and line ends',
  binary({ trace: '090a0d20000000000000000000000001', span: '0a0d09200000ff20' }),
  { traceId: '090a0d20000000000000000000000001', spanId: '0a0d09200000ff20' },
  { why: 'the value is bytes, not text: rule 3 of section 4 leaves it out', must: ['EL-1', 'VAL-3'] },
)
good(
  'el-longer',
  'one more field',
  `${binary()}0300`,
  {},
  {
    must: ['EL-1', 'EL-2'],
    why: 'OpenCensus: unknown fields at the end are ignored',
    source: OPENCENSUS,
    catches: ['elastic-node', 'broken:text-only'],
  },
)
good(
  'el-padded',
  'zeros behind',
  `${binary()}${'00'.repeat(5)}`,
  {},
  {
    why: 'W3C binary draft: padding behind the end is allowed',
    source: 'https://github.com/w3c/trace-context-binary/blob/main/spec/20-binary-format.md',
    catches: ['elastic-node', 'broken:text-only'],
  },
)
good(
  'el-512',
  'exactly 512 bytes',
  `${binary()}${'ff'.repeat(483)}`,
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: ['elastic-node', 'broken:low-cap'] },
)
malformed('el-513', '513 bytes', `${binary()}${'ff'.repeat(484)}`, 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: ['elastic-java', 'broken:unbounded'],
})
malformed('el-28', '28 bytes', binary().slice(0, -2), 'bad_shape', { must: ['EL-1', 'EL-2'], why: 'no flags' })
malformed('el-short-version', '28 bytes of another version', binary({ version: '01' }).slice(0, -2), 'bad_shape', {
  why: 'the length is looked at first',
  catches: ['broken:text-only'],
})
malformed('el-version', 'version 1', binary({ version: '01' }), 'bad_version', {
  why: 'a layout that is not known; the Java agent never looks at the version',
  source: JAVA,
  catches: ['elastic-java', 'broken:silent'],
})
malformed('el-version-field', 'version 255 and another field', binary({ version: 'ff', zero: '07' }), 'bad_version', {
  why: 'the version is looked at before the fields',
  catches: ['elastic-java', 'broken:cuts-at-nul'],
})
malformed('el-field-0', 'another field before the trace id', binary({ zero: '01' }), 'bad_shape', {
  why: 'field 0 is the trace id; the Java agent never looks at field ids',
  source: JAVA,
  catches: ['elastic-java', 'broken:silent'],
})
malformed('el-field-1', 'another field before the span id', binary({ one: '00' }), 'bad_shape', {
  why: 'field 1 is the span id; the Java agent never looks at field ids',
  source: JAVA,
  catches: ['elastic-java', 'broken:silent'],
})
malformed('el-field-2', 'another field before the flags', binary({ two: '03' }), 'bad_shape', {
  why: 'field 2 is the flags; the Java agent never looks at field ids',
  source: JAVA,
  catches: ['elastic-java', 'broken:silent'],
})
malformed('el-node-buffer', 'the 34 bytes that elastic-apm-node holds in memory', `00${T}${S}01${S2}`, 'bad_shape', {
  why: 'version, ids, flags and parent without field ids: not the form that travels',
  catches: ['elastic-java', 'broken:silent'],
})
malformed('el-zero-trace', 'a zero trace id', binary({ trace: '0'.repeat(32) }), 'zero_trace_id', {
  why: 'no document allows zero ids',
  catches: ['broken:text-only'],
})
malformed('el-zero-span', 'a zero span id', binary({ span: '0'.repeat(16) }), 'zero_span_id', {
  why: 'no document allows zero ids',
  catches: ['broken:text-only'],
})
malformed('el-both-zero', 'zero ids', binary({ trace: '0'.repeat(32), span: '0'.repeat(16) }), 'zero_trace_id', {
  why: 'in this order',
  catches: ['broken:cuts-at-nul'],
})
malformed(
  'el-field-zero',
  'a wrong field beside a zero id',
  binary({ trace: '0'.repeat(32), two: '03' }),
  'bad_shape',
  { why: 'fields are looked at before ids', catches: ['elastic-java', 'broken:cuts-at-nul'] },
)
bad('el-text', 'a traceparent in text', TP, 'bad_version', {
  why: 'the text of traceparent begins with the digit 0, not with the byte 0',
  catches: 'broken:silent',
})
malformed(
  'el-mangled',
  'bytes that went through text',
  binary().replaceAll(/(?<=^(?:..)*)[89a-f]./g, 'efbfbd'),
  'bad_shape',
  {
    why: "Kafka Connect's default header converter and node-rdkafka turn bytes above 0x7F into U+FFFD",
    source: 'https://github.com/Blizzard/node-rdkafka/issues/1006',
    catches: ['elastic-java', 'broken:silent'],
  },
)
bad('el-null', 'a null value', null, 'null', {
  why: "a null value is as if absent: the Java agent's accessor throws",
  source: JAVA,
  must: 'VAL-1',
  catches: ['elastic-java', 'broken:silent'],
})
bad('el-empty', 'zero bytes', '', 'empty', { why: 'an empty value is told', must: 'VAL-1' })
t.read('el-other-case', 'another letter case of the key', [['ElasticApmTraceparent', bytes(binary())]], {
  why: "the agent's configuration names it in camel case",
  must: 'KEY-3',
  catches: 'broken:exact-case',
  context: context(KEY),
})
t.read(
  'el-beside-text',
  'beside a traceparent with another context',
  [
    [KEY, bytes(binary({ trace: T2, span: S2 }))],
    ['traceparent', TP],
  ],
  {
    why: 'agents read the text where a traceparent exists, else the binary one',
    must: 'PRE-5',
    catches: ['broken:forgetful', 'broken:last-format'],
    context: context('traceparent'),
    links: [other(KEY)],
    faults: [`${KEY}:format_conflict`],
  },
)
t.read(
  'el-beside-bad-text',
  'beside a malformed traceparent',
  [
    ['traceparent', 'bad'],
    [KEY, bytes(binary())],
  ],
  {
    why: 'the Java agent falls back to the binary one when the text is invalid',
    source: JAVA,
    must: 'PRE-1',
    catches: ['elastic-node', 'broken:text-only'],
    context: context(KEY),
    faults: ['traceparent:bad_shape'],
  },
)
t.write(
  'w-el-never',
  'removed and not written',
  [
    ['k', 'v'],
    ['traceparent', TP],
  ],
  {
    why: 'agents that read it read traceparent first; an old one beside a new traceparent would be another context',
    must: ['EL-1', 'PRO-3'],
    catches: ['broken:stale-beside-new'],
    options: { write: ['traceparent'] },
    headers: [
      [KEY, bytes(binary({ trace: T2, span: S2 }))],
      ['k', 'v'],
    ],
    context: context(KEY),
  },
)

good(
  'el-flags-09',
  'flags that look like a tab',
  binary({ flags: '09' }),
  {},
  { why: 'bytes are not trimmed; bit 0 of 09 is set', must: ['EL-1', 'VAL-4'] },
)
good(
  'el-flags-20',
  'flags that look like a space',
  binary({ flags: '20' }),
  { sampled: false },
  { why: 'bytes are not trimmed', must: ['EL-1', 'VAL-4'] },
)
malformed('el-spaces', '29 spaces', '20'.repeat(29), 'bad_version', {
  why: 'bytes are not trimmed: the first one is no version',
  must: ['EL-2', 'VAL-4'],
  catches: 'broken:text-only',
})
