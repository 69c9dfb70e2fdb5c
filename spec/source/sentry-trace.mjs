import { bytes, context, other, S, S2, T, T2, topic, TP } from './vector.mjs'

const SENTRY = 'https://develop.sentry.dev/sdk/telemetry/traces/'
const SENTRY_JS =
  'https://github.com/getsentry/sentry-javascript/blob/develop/packages/core/test/lib/utils/tracing.test.ts'
const t = topic('sentry-trace', { source: SENTRY, must: 'SE-2', catches: 'broken:silent' })
export default t

const KEY = 'sentry-trace'
const ONE = `${T}-${S}-1`
const good = (id, title, value, expected, given) =>
  t.read(id, title, [[KEY, value]], {
    must: 'SE-1',
    catches: 'broken:blind',
    ...given,
    context: context(KEY, expected),
  })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [[KEY, value]], { ...given, faults: [`${KEY}:${reason}`] })

const UPSTREAM = { traceId: '12312012123120121231201212312012', spanId: '1121201211212012' }
good('se-sampled', 'sampled', '12312012123120121231201212312012-1121201211212012-1', UPSTREAM, {
  must: ['SE-1', 'SE-2'],
  why: 'sentry-trace = traceid-spanid-sampled',
  source: SENTRY_JS,
})
good(
  'se-unsampled',
  'not sampled',
  '12312012123120121231201212312012-1121201211212012-0',
  { ...UPSTREAM, sampled: false },
  { why: '0 is not sampled', source: SENTRY_JS },
)
good(
  'se-deferred',
  'no decision',
  '12312012123120121231201212312012-1121201211212012',
  { ...UPSTREAM, sampled: null },
  {
    must: ['SE-1', 'SE-2'],
    why: 'without the third field the decision is deferred',
    source: SENTRY_JS,
    catches: 'broken:two-valued',
  },
)
good(
  'se-leading-zeros',
  'ids with leading zeros',
  '0000000000000000a3ce929d0e0e4736-0000000000000abc-1',
  { traceId: '0000000000000000a3ce929d0e0e4736', spanId: '0000000000000abc' },
  { why: 'ids have fixed length', catches: 'broken:no-leading-zeros' },
)
good(
  'se-low-half-zero',
  'a trace id whose low half is zero',
  `4bf92f3577b34da60000000000000000-${S}-1`,
  { traceId: '4bf92f3577b34da60000000000000000' },
  { why: 'only zero throughout is invalid', catches: 'broken:low-half' },
)
t.read('se-other-case', 'another letter case of the key', [['Sentry-Trace', ONE]], {
  why: 'HTTP bridges capitalise header names',
  must: 'KEY-3',
  catches: 'broken:exact-case',
  context: context(KEY),
})

bad('se-flag-alone', 'a decision alone', '1', 'bad_shape', {
  why: "two fields at least; Sentry's expression lets every part be missing",
  source: SENTRY_JS,
  catches: ['sentry-js', 'broken:silent'],
})
bad('se-dash-flag', 'a dash and a decision', '-0', 'bad_trace_id', {
  why: "Sentry's expression lets every part be missing",
  source: SENTRY_JS,
  catches: ['sentry-js', 'broken:silent'],
})
bad('se-trace-alone', 'a trace id alone', T, 'bad_shape', {
  why: 'two or three fields',
  catches: ['sentry-js', 'broken:inventive'],
})
bad('se-no-span', 'no span id', `${T}-`, 'bad_span_id', {
  why: 'a field that is there has a value',
  catches: ['broken:silent'],
})
bad('se-four-fields', 'four fields', `${ONE}-${S2}`, 'bad_shape', {
  why: 'two or three fields: the parent is of b3',
  catches: ['broken:inventive'],
})
bad('se-traceparent', 'a traceparent in it', TP, 'bad_shape', {
  why: 'four fields; Sentry rejects it as well',
  source: SENTRY_JS,
})
bad('se-upper', 'an upper-case trace id', `${T.toUpperCase()}-${S}-1`, 'bad_trace_id', {
  why: '32 lower-case hex digits: Sentry rejects others',
  source: SENTRY_JS,
  catches: 'broken:any-hex',
})
bad('se-upper-span', 'an upper-case span id', `${T}-${S.toUpperCase()}-1`, 'bad_span_id', {
  why: '16 lower-case hex digits',
  source: SENTRY_JS,
  catches: 'broken:any-hex',
})
bad('se-trace-16', 'a trace id of 16 digits', `${T.slice(16)}-${S}-1`, 'bad_trace_id', {
  why: '32 digits',
  catches: ['broken:padded-ids', 'broken:silent'],
})
bad('se-trace-33', 'a trace id of 33 digits', `0${ONE}`, 'bad_trace_id', {
  why: '32 digits',
  catches: ['broken:padded-ids', 'broken:silent'],
})
bad('se-trace-plus', 'a sign in the trace id', `+${ONE.slice(1)}`, 'bad_trace_id', {
  why: 'no number parser',
  must: ['SE-2', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('se-zero-trace', 'a zero trace id', `${'0'.repeat(32)}-${S}-1`, 'zero_trace_id', {
  why: 'no trace has the id zero',
  catches: 'broken:zero-ids',
})
bad('se-span-15', 'a span id of 15 digits', `${T}-${S.slice(1)}-1`, 'bad_span_id', {
  why: '16 digits',
  catches: ['broken:padded-ids', 'broken:silent'],
})
bad('se-zero-span', 'a zero span id', `${T}-${'0'.repeat(16)}-1`, 'zero_span_id', {
  why: 'no span has the id zero',
  catches: 'broken:zero-ids',
})
bad('se-flag-empty', 'a dash behind the span id', `${T}-${S}-`, 'bad_flags', {
  must: ['SE-1', 'SE-2'],
  why: 'a field that is there has a value',
  catches: ['broken:silent'],
})
bad('se-flag-d', 'debug', `${T}-${S}-d`, 'bad_flags', { why: 'd is of b3' })
bad('se-flag-2', 'another digit', `${T}-${S}-2`, 'bad_flags', { must: ['SE-1', 'SE-2'], why: '0 or 1' })
bad('se-flag-true', 'a decision in words', `${T}-${S}-true`, 'bad_flags', { why: '0 or 1' })
bad('se-leftmost', 'the leftmost fault is told', `${'0'.repeat(32)}-x-x`, 'zero_trace_id', {
  why: 'from left to right',
  catches: ['broken:number-parser'],
})

bad('se-null', 'a null value', null, 'null', { why: 'a null value is as if absent', must: 'VAL-1' })
bad('se-empty', 'zero bytes', '', 'empty', {
  why: "malformed, not absent: Sentry's expression takes it",
  source: SENTRY_JS,
  must: 'VAL-1',
  catches: ['sentry-js', 'broken:silent'],
})
bad('se-blank', 'white space alone', '\t ', 'empty', {
  why: 'nothing is left after trimming',
  must: 'VAL-4',
  catches: ['broken:no-trim', 'broken:silent'],
})
good(
  'se-ows',
  'white space at both ends',
  `\t ${ONE} \t`,
  {},
  {
    why: 'Sentry takes surrounding spaces and tabs as well',
    source: SENTRY_JS,
    must: ['VAL-3', 'VAL-4'],
    catches: 'broken:no-trim',
  },
)
bad('se-line-feed', 'a line feed behind', `${ONE}\n`, 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: 'VAL-3',
  catches: 'broken:trims-unicode',
})
bad(
  'se-non-ascii',
  'a byte above ASCII',
  bytes(Buffer.from(`${T}-${S}-\xb9`, 'latin1').toString('hex')),
  'bad_charset',
  { why: 'only %x20-7E', must: 'VAL-3', catches: 'broken:any-bytes' },
)
good(
  'se-128',
  'exactly 128 bytes with white space',
  ONE.padEnd(128),
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad('se-129', '129 bytes with white space', ONE.padEnd(129), 'too_long', {
  why: 'length is looked at before trimming',
  must: ['VAL-2', 'LIM-2'],
  catches: ['broken:trims-first', 'broken:unbounded'],
})
t.read(
  'se-conflict',
  'another trace beside traceparent',
  [
    [KEY, `${T2}-${S2}`],
    ['traceparent', TP],
  ],
  {
    why: 'Sentry beside OpenTelemetry has a trace of its own: a link',
    must: 'PRE-5',
    catches: ['broken:forgetful', 'broken:last-format'],
    context: context('traceparent'),
    links: [other(KEY, { sampled: null })],
    faults: [`${KEY}:format_conflict`],
  },
)

const written = (id, title, value, given) =>
  t.write(id, title, [[KEY, value]], { must: 'SE-1', catches: 'broken:blind', options: { write: [KEY] }, ...given })
written('w-se-sampled', 'sampled', ONE, { why: '32 and 16 lower-case digits', context: context('traceparent') })
written('w-se-unsampled', 'not sampled', `${T}-${S}-0`, {
  why: '0 is not sampled',
  context: context('traceparent', { sampled: false }),
})
written('w-se-deferred', 'deferred', `${T}-${S}`, {
  why: 'the third field is left out: nothing is lost and nothing is counted',
  context: context('b3', { sampled: null }),
  catches: 'broken:two-valued',
})
written('w-se-debug', 'debug is sampled', ONE, {
  why: 'there is no form for debug, and none is counted',
  context: context('b3', { debug: true }),
  catches: ['broken:capital-keys'],
})
written('w-se-64-bit', 'a 64-bit trace id', `0000000000000000a3ce929d0e0e4736-${S}-1`, {
  why: '32 digits',
  context: context('b3', { traceId: '0000000000000000a3ce929d0e0e4736' }),
  catches: 'broken:no-leading-zeros',
})
written('w-se-parent', 'the parent of the span is not written', ONE, {
  why: 'the second field is the span that sends',
  context: context('b3', { parentId: S2 }),
  catches: 'broken:parent-as-span',
})
t.write(
  'w-se-decision',
  'a decision has no form',
  [
    ['k', 'v'],
    [KEY, `${T2}-${S2}-1`],
  ],
  {
    why: 'without ids there is nothing to write: the headers stay as they are',
    must: ['SE-1', 'PRO-1'],
    catches: 'broken:half-written',
    options: { write: [KEY] },
    headers: [
      ['k', 'v'],
      [KEY, `${T2}-${S2}-1`],
    ],
    decision: { sampled: true, debug: false },
  },
)
