import { bytes, context, other, S, S2, T, T2, topic, TP } from './vector.mjs'

const AWS = 'https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader'
const OTEL_JS = 'https://www.npmjs.com/package/@opentelemetry/propagator-aws-xray'
const OTEL_GO =
  'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/aws/xray/propagator.go'
const OTEL_GO_TESTS =
  'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/aws/xray/propagator_test.go'
const t = topic('x-amzn-trace-id', { source: AWS, must: 'XR-2', catches: 'broken:silent' })
export default t

const KEY = 'x-amzn-trace-id'
const ROOT = `Root=1-${T.slice(0, 8)}-${T.slice(8)}`
const PARENT = `Parent=${S}`
const ALL = `${ROOT};${PARENT};Sampled=1`

const good = (id, title, value, expected, given) =>
  t.read(id, title, [[KEY, value]], {
    must: 'XR-1',
    catches: 'broken:blind',
    ...given,
    context: context(KEY, expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [[KEY, value]], { ...given, faults: [`${KEY}:${reason}`] })

good(
  'xr-sampled',
  'sampled',
  ALL,
  {},
  {
    must: ['XR-1', 'XR-2'],
    why: 'the lower-case key of OpenTelemetry JS: Go and Python look for X-Amzn-Trace-Id exactly',
    catches: ['otel-go', 'otel-python', 'broken:blind'],
  },
)
good(
  'xr-unsampled',
  'not sampled',
  `${ROOT};${PARENT};Sampled=0`,
  { sampled: false },
  { why: 'Sampled=0: the decision is no' },
)
good(
  'xr-upstream',
  "OpenTelemetry's example",
  'Root=1-8a3c60f7-d188f8fa79d48a391a778fa6;Parent=53995c3f42cd8ad8;Sampled=1',
  { traceId: '8a3c60f7d188f8fa79d48a391a778fa6', spanId: '53995c3f42cd8ad8' },
  { why: 'the trace id is the two parts of Root joined', source: OTEL_GO_TESTS },
)
good(
  'xr-question',
  'the decision is asked for',
  `${ROOT};${PARENT};Sampled=?`,
  { sampled: null },
  {
    why: 'Sampled=? leaves the decision to the receiver: OpenTelemetry JS drops the context',
    source: OTEL_JS,
    catches: ['otel-js', 'broken:two-valued'],
  },
)
good(
  'xr-no-sampled',
  'no decision',
  `${ROOT};${PARENT}`,
  { sampled: null },
  { must: ['XR-1', 'XR-2'], why: 'the sampling decision is optional', source: OTEL_JS, catches: 'broken:two-valued' },
)
good(
  'xr-order',
  'fields in another order',
  `Sampled=1;${PARENT};${ROOT}`,
  {},
  { why: 'the order of fields is free', source: OTEL_GO_TESTS, catches: 'broken:field-order' },
)
good(
  'xr-spaces',
  'spaces around fields',
  ` ${ROOT} ; ${PARENT}; Sampled=1 `,
  {},
  { why: 'fields are trimmed', must: ['XR-1', 'VAL-4'], catches: 'broken:no-trim' },
)
good(
  'xr-lineage',
  'fields of AWS Lambda',
  `${ALL};Lineage=a87bd80c:1|68fd508a:5`,
  {},
  { why: 'unknown fields are ignored', catches: ['broken:field-order'] },
)
good(
  'xr-self',
  'a field of a load balancer in front',
  `Self=1-67891234-12456789abcdef012345678;${ALL}`,
  {},
  { why: 'unknown fields are ignored', catches: ['broken:field-order'] },
)
good(
  'xr-no-equals',
  'a field without =',
  `${ROOT};junk;${PARENT};Sampled=1`,
  {},
  {
    why: 'unknown fields are ignored: OpenTelemetry Go fails on one without =',
    source: OTEL_GO,
    catches: ['otel-go', 'broken:field-order'],
  },
)
good(
  'xr-longer-names',
  'fields whose names begin with ours',
  `Rooted=2;Parents=x;SampledBy=y;${ALL}`,
  {},
  {
    must: ['XR-1', 'XR-2'],
    why: 'names are compared whole: OpenTelemetry Go compares their beginnings',
    source: OTEL_GO,
    catches: ['otel-go', 'broken:field-order'],
  },
)
good(
  'xr-trailing-semicolon',
  'a semicolon behind',
  `${ALL};`,
  {},
  { why: 'an empty field is an unknown one', source: OTEL_GO_TESTS, catches: ['broken:field-order'] },
)
good(
  'xr-upper',
  'upper-case ids',
  `Root=1-${T.slice(0, 8).toUpperCase()}-${T.slice(8).toUpperCase()};Parent=${S.toUpperCase()};Sampled=1`,
  {},
  {
    why: 'ids read are lower-cased: OpenTelemetry JS keeps the letter case and sends a traceparent that nobody takes',
    source: OTEL_JS,
    catches: ['broken:upper-case'],
  },
)
good(
  'xr-epoch-zero',
  'a time of zero',
  `Root=1-00000000-${T.slice(8)};${PARENT};Sampled=1`,
  { traceId: `00000000${T.slice(8)}` },
  {
    why: 'an arbitrary trace id has no time in front: only zero throughout is invalid',
    catches: 'broken:no-leading-zeros',
  },
)
good(
  'xr-low-half-zero',
  'a trace id whose low half is zero',
  `Root=1-4bf92f35-77b34da60000000000000000;${PARENT};Sampled=1`,
  { traceId: '4bf92f3577b34da60000000000000000' },
  { why: 'only zero throughout is invalid', catches: 'broken:low-half' },
)
t.read('xr-other-case', 'the key as AWS writes it', [['X-Amzn-Trace-Id', ALL]], {
  why: 'OpenTelemetry JS looks for lower case exactly',
  must: 'KEY-3',
  catches: ['broken:exact-case'],
  context: context(KEY),
})

bad('xr-words', 'no fields', 'junk', 'bad_shape', { why: 'no Root' })
bad('xr-no-root', 'no root', `${PARENT};Sampled=1`, 'bad_shape', { why: 'the root is required', source: OTEL_JS })
bad('xr-root-case', 'a root in lower case', ALL.replace('Root', 'root'), 'bad_shape', {
  why: 'root = "Root=1-" 8HEX "-" 24HEX: names of fields have a letter case',
  catches: 'broken:loose-fields',
})
bad('xr-two-roots', 'two roots', `${ALL};Root=1-${T2.slice(0, 8)}-${T2.slice(8)}`, 'bad_shape', {
  why: 'one of the three twice: nobody can tell which',
  catches: ['broken:silent'],
})
bad('xr-two-equal-roots', 'the same root twice', `${ALL};${ROOT}`, 'bad_shape', {
  why: 'one of the three twice',
  catches: ['broken:silent'],
})
bad('xr-two-parents', 'two parents', `${ALL};Parent=${S2}`, 'bad_shape', {
  why: 'one of the three twice',
  catches: ['broken:silent'],
})
bad('xr-two-sampled', 'two decisions', `${ALL};Sampled=0`, 'bad_shape', {
  why: 'one of the three twice',
  catches: ['broken:silent'],
})
bad('xr-twice-first', 'a field twice comes before a bad version', `Root=2-x;Sampled=1;Sampled=1`, 'bad_shape', {
  why: 'in this order',
  catches: ['broken:inventive'],
})
bad('xr-version-2', 'version 2', ALL.replace('Root=1', 'Root=2'), 'bad_version', {
  why: 'currently, only "1" is valid',
  source: OTEL_JS,
})
bad('xr-root-empty', 'an empty root', `Root=;${PARENT};Sampled=1`, 'bad_version', { why: 'it does not begin with 1-' })
bad('xr-root-hex', 'a trace id without version', `Root=${T};${PARENT};Sampled=1`, 'bad_version', {
  why: 'it does not begin with 1-',
  source: OTEL_GO_TESTS,
})
bad('xr-version-first', 'a bad version beside no parent', 'Root=2-x;Sampled=x', 'bad_version', {
  why: 'in this order',
  catches: ['broken:field-order'],
})
bad('xr-root-joined', 'a root without the second dash', `Root=1-${T};${PARENT};Sampled=1`, 'bad_trace_id', {
  why: '8HEX "-" 24HEX',
})
bad(
  'xr-root-9-23',
  'parts of 9 and 23 digits',
  `Root=1-${T.slice(0, 9)}-${T.slice(9)};${PARENT};Sampled=1`,
  'bad_trace_id',
  { why: '8HEX "-" 24HEX', catches: ['broken:silent'] },
)
bad('xr-root-short', 'a short second part', `${ROOT.slice(0, -1)};${PARENT};Sampled=1`, 'bad_trace_id', {
  must: ['XR-1', 'XR-2'],
  why: '8HEX "-" 24HEX',
  source: OTEL_GO_TESTS,
  catches: ['broken:silent'],
})
bad('xr-root-long', 'one more part', `${ROOT}-1;${PARENT};Sampled=1`, 'bad_trace_id', {
  why: '8HEX "-" 24HEX and nothing behind',
  catches: ['broken:silent'],
})
bad('xr-root-plus', 'a sign in the time', ALL.replace('1-4', '1-+'), 'bad_trace_id', {
  why: 'no number parser',
  must: ['XR-2', 'VAL-5'],
  catches: ['broken:inventive'],
})
bad('xr-zero-root', 'a zero trace id', `Root=1-00000000-${'0'.repeat(24)};${PARENT};Sampled=1`, 'zero_trace_id', {
  why: 'no trace has the id zero',
  catches: 'broken:zero-ids',
})
bad('xr-no-parent', 'no parent', `${ROOT};Sampled=1`, 'bad_span_id', {
  why: 'a context needs a span id: OpenTelemetry JS drops it as well',
  source: OTEL_JS,
  catches: ['broken:silent'],
})
bad('xr-parent-15', 'a parent of 15 digits', ALL.replace(S, S.slice(1)), 'bad_span_id', {
  why: '16HEX',
  catches: ['broken:padded-ids', 'broken:silent'],
})
bad('xr-parent-0x', 'a prefix 0x in the parent', ALL.replace(S, `0x${S.slice(2)}`), 'bad_span_id', {
  why: 'no number parser',
  must: ['XR-2', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('xr-zero-parent', 'a zero parent', `${ROOT};Parent=${'0'.repeat(16)};Sampled=1`, 'zero_span_id', {
  why: 'no span has the id zero',
  catches: 'broken:zero-ids',
})
bad('xr-sampled-true', 'a decision in words', `${ROOT};${PARENT};Sampled=true`, 'bad_flags', {
  why: '"0" / "1" / "?"',
  catches: 'broken:silent',
})
bad('xr-sampled-01', 'two digits', `${ROOT};${PARENT};Sampled=01`, 'bad_flags', {
  why: '"0" / "1" / "?"',
  must: ['XR-2', 'VAL-5'],
  catches: ['broken:silent'],
})
bad('xr-sampled-empty', 'an empty decision', `${ROOT};${PARENT};Sampled=`, 'bad_flags', {
  why: 'absent is one thing, empty another',
})
bad(
  'xr-ids-first',
  'a zero trace id beside a bad decision',
  `Sampled=x;Root=1-00000000-${'0'.repeat(24)}`,
  'zero_trace_id',
  { why: 'in this order, wherever the fields stand', catches: ['broken:field-order'] },
)

bad('xr-null', 'a null value', null, 'null', { why: 'a null value is as if absent', must: 'VAL-1' })
bad('xr-empty', 'zero bytes', '', 'empty', { why: 'malformed, not absent', must: 'VAL-1' })
bad('xr-blank', 'white space alone', ' \t', 'empty', {
  why: 'nothing is left after trimming',
  must: 'VAL-4',
  catches: ['broken:no-trim', 'broken:silent'],
})
good(
  'xr-tabs',
  'tabs at both ends',
  `\t${ALL}\t`,
  {},
  { why: 'SP and HTAB are trimmed at both ends', must: ['VAL-3', 'VAL-4'], catches: 'broken:no-trim' },
)
bad('xr-inner-tab', 'a tab between fields', `${ROOT};\t${PARENT};Sampled=1`, 'bad_charset', {
  why: 'HTAB within a value is for the lists of sections 5.2 and 6',
  must: 'VAL-3',
  catches: 'broken:any-bytes',
})
bad(
  'xr-non-ascii',
  'a byte above ASCII in an unknown field',
  bytes(Buffer.from(`${ALL};x=\xe9`, 'latin1').toString('hex')),
  'bad_charset',
  { why: 'only %x20-7E', must: 'VAL-3', catches: 'broken:any-bytes' },
)
bad('xr-line-feed', 'a line feed behind', `${ALL}\n`, 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: 'VAL-3',
  catches: 'broken:trims-unicode',
})
good(
  'xr-512',
  'exactly 512 bytes',
  `${ALL};x=`.padEnd(512, 'x'),
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad('xr-513', '513 bytes', `${ALL};x=`.padEnd(513, 'x'), 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})
t.read(
  'xr-conflict',
  'another trace beside traceparent',
  [
    [KEY, `Root=1-${T2.slice(0, 8)}-${T2.slice(8)};Parent=${S2};Sampled=?`],
    ['traceparent', TP],
  ],
  {
    why: 'a gateway that speaks X-Ray starts a trace of its own: a link',
    must: 'PRE-5',
    catches: ['broken:forgetful', 'broken:last-format'],
    context: context('traceparent'),
    links: [other(KEY, { sampled: null })],
    faults: [`${KEY}:format_conflict`],
  },
)
t.write(
  'w-xr-never',
  'removed in any letter case and not written',
  [
    ['k', 'v'],
    ['traceparent', TP],
  ],
  {
    why: 'X-Ray wants a recent time in front of its ids: ours are none of its own',
    must: ['XR-1', 'PRO-3'],
    catches: ['broken:stale-beside-new'],
    options: { write: ['traceparent'] },
    headers: [
      ['X-Amzn-Trace-Id', ALL],
      ['k', 'v'],
    ],
    context: context(KEY),
  },
)

t.read(
  'xr-spaces-around-equals',
  'spaces around =',
  [['x-amzn-trace-id', ` Root = 1-${T.slice(0, 8)}-${T.slice(8)} ; Parent = ${S} ; Sampled = 1 `]],
  {
    why: 'both sides of the first = are trimmed',
    must: 'XR-1',
    context: context('x-amzn-trace-id'),
    catches: 'broken:no-trim',
  },
)
