import { bytes, context, other, S, S2, T, T2, topic, TP } from './vector.mjs'

const BASIC = 'https://github.com/opentracing/basictracer-go/blob/master/propagation_ot.go'
const OTEL_GO = 'https://github.com/open-telemetry/opentelemetry-go-contrib/blob/main/propagators/ot/ot_data_test.go'
const OTEL_JAVA =
  'https://github.com/open-telemetry/opentelemetry-java/blob/main/extensions/trace-propagators/src/main/java/io/opentelemetry/extension/trace/propagation/OtTracePropagator.java'
const t = topic('ot-tracer', { source: BASIC, must: 'OT-3', catches: 'broken:silent' })
export default t

const LOW = T.slice(16)
const PADDED = { traceId: `0000000000000000${LOW}` }
/** `{traceid: LOW}` as `ot-tracer-traceid`. */
const headers = (fields) => Object.entries(fields).map(([name, value]) => [`ot-tracer-${name}`, value])
const IDS = { traceid: LOW, spanid: S }
const ALL = { ...IDS, sampled: 'true' }

const good = (id, title, fields, expected, given) =>
  t.read(id, title, headers(fields), {
    must: 'OT-1',
    catches: 'broken:blind',
    ...given,
    context: context('ot-tracer', { ...PADDED, ...expected }),
  })
/** Faults as `{traceid: 'bad_trace_id'}`, and no context. */
const bad = (id, title, fields, faults, given) =>
  t.read(id, title, headers(fields), {
    ...given,
    faults: Object.entries(faults).map(([name, reason]) => `ot-tracer-${name}:${reason}`),
  })
/** The same with a context whose sampling is deferred. */
const deferred = (id, title, sampled, reason, given) =>
  bad(
    id,
    title,
    { ...IDS, sampled },
    { sampled: reason },
    { ...given, context: context('ot-tracer', { ...PADDED, sampled: null }) },
  )

good('ot-sampled', 'sampled', ALL, {}, { must: ['OT-1', 'OT-3'], why: 'ot-tracer-traceid, -spanid and -sampled' })
good(
  'ot-unsampled',
  'not sampled',
  { ...IDS, sampled: 'false' },
  { sampled: false },
  { why: 'basictracer writes true and false' },
)
good(
  'ot-deferred',
  'no decision',
  IDS,
  { sampled: null },
  { why: 'absent is deferred: basictracer calls it corrupted', catches: ['basictracer-go', 'broken:two-valued'] },
)
for (const [index, text] of ['1', 't', 'T', 'True', 'TRUE'].entries())
  good(
    `ot-yes-${index}`,
    `${text} is yes`,
    { ...IDS, sampled: text },
    {},
    { why: "Go's ParseBool takes 1, t, T, TRUE, true, True", catches: 'broken:strict-booleans' },
  )
for (const [index, text] of ['0', 'f', 'F', 'False', 'FALSE'].entries())
  good(
    `ot-no-${index}`,
    `${text} is no`,
    { ...IDS, sampled: text },
    { sampled: false },
    { why: "Go's ParseBool takes 0, f, F, FALSE, false, False", catches: 'broken:strict-booleans' },
  )
good(
  'ot-short',
  'ids without leading zeros',
  { traceid: '2a', spanid: '1', sampled: 'true' },
  { traceId: '0000000000000000000000000000002a', spanId: '0000000000000001' },
  {
    why: 'basictracer drops leading zeros: OpenTelemetry Go wants 16 or 32 digits',
    source: OTEL_GO,
    catches: ['otel-go', 'broken:strict-16-hex'],
  },
)
good(
  'ot-15-digits',
  'a trace id of 15 digits',
  { ...ALL, traceid: '3ce929d0e0e4736' },
  { traceId: '000000000000000003ce929d0e0e4736' },
  {
    why: 'one id in sixteen begins with a zero: basictracer drops it',
    source: OTEL_GO,
    catches: ['otel-go', 'broken:strict-16-hex'],
  },
)
good(
  'ot-32-digits',
  'a trace id of 32 digits',
  { ...ALL, traceid: T },
  { traceId: T },
  {
    must: ['OT-1', 'OT-3'],
    why: 'writers of 128 bits exist: OpenTelemetry Java and Go read all',
    source: OTEL_JAVA,
    catches: 'broken:low-half',
  },
)
good(
  'ot-17-digits',
  'a trace id of 17 digits',
  { ...ALL, traceid: `1${LOW}` },
  { traceId: `0000000000000001${LOW}` },
  {
    why: '1*32HEX, padded: OpenTelemetry Go wants 16 or 32 digits',
    source: OTEL_GO,
    catches: ['otel-go', 'broken:low-half'],
  },
)
good(
  'ot-low-half-zero',
  'a trace id whose low half is zero',
  { ...ALL, traceid: '4bf92f3577b34da60000000000000000' },
  { traceId: '4bf92f3577b34da60000000000000000' },
  { why: 'only zero throughout is invalid', catches: 'broken:low-half' },
)
good(
  'ot-upper',
  'upper-case ids',
  { ...ALL, traceid: LOW.toUpperCase(), spanid: S.toUpperCase() },
  {},
  { why: 'ids read are lower-cased', catches: 'broken:upper-case' },
)
good(
  'ot-max',
  'ids of all ones',
  { ...ALL, traceid: 'f'.repeat(16), spanid: 'f'.repeat(16) },
  { traceId: `${'0'.repeat(16)}${'f'.repeat(16)}`, spanId: 'f'.repeat(16) },
  { why: 'ids are unsigned', catches: ['broken:no-leading-zeros'] },
)
good(
  'ot-digits',
  'ids of digits alone',
  { ...ALL, traceid: '9007199254740993', spanid: '10' },
  { traceId: '00000000000000009007199254740993', spanId: '0000000000000010' },
  { why: 'base 16 whatever the digits are', catches: 'broken:float-ids' },
)
t.read(
  'ot-other-case',
  'another letter case of the keys',
  [
    ['Ot-Tracer-Traceid', LOW],
    ['Ot-Tracer-Spanid', S],
    ['OT-TRACER-SAMPLED', 'true'],
  ],
  {
    why: 'basictracer lower-cases the keys that it reads',
    must: 'KEY-3',
    catches: 'broken:exact-case',
    context: context('ot-tracer', PADDED),
  },
)

bad(
  'ot-trace-33',
  'a trace id of 33 digits',
  { ...ALL, traceid: `0${T}` },
  { traceid: 'bad_trace_id' },
  { must: ['OT-1', 'OT-3'], why: '1*32HEX', catches: ['broken:padded-ids', 'broken:silent'] },
)
bad(
  'ot-trace-letter',
  'a trace id that is no hex',
  { ...ALL, traceid: 'xyz' },
  { traceid: 'bad_trace_id' },
  { why: '1*32HEX', source: OTEL_GO },
)
bad(
  'ot-trace-minus',
  'a sign',
  { ...ALL, traceid: '-2a' },
  { traceid: 'bad_trace_id' },
  { why: 'no number parser', must: ['OT-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'ot-trace-underscore',
  'an underscore',
  { ...ALL, traceid: '2_a' },
  { traceid: 'bad_trace_id' },
  { why: 'no number parser', must: ['OT-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'ot-trace-prefix',
  'digits followed by letters',
  { ...ALL, traceid: '12zz' },
  { traceid: 'bad_trace_id' },
  { why: 'no number parser', must: ['OT-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'ot-zero-trace',
  'a zero trace id',
  { ...ALL, traceid: '0' },
  { traceid: 'zero_trace_id' },
  { why: 'no trace has the id zero', catches: 'broken:zero-ids' },
)
bad(
  'ot-zero-trace-32',
  'a trace id of 32 zeros',
  { ...ALL, traceid: '0'.repeat(32) },
  { traceid: 'zero_trace_id' },
  { why: 'no trace has the id zero', source: OTEL_GO, catches: 'broken:zero-ids' },
)
bad(
  'ot-span-17',
  'a span id of 17 digits',
  { ...ALL, spanid: `0${S}` },
  { spanid: 'bad_span_id' },
  { why: '1*16HEX', catches: ['broken:padded-ids', 'broken:silent'] },
)
bad(
  'ot-span-0x',
  'a prefix 0x in the span id',
  { ...ALL, spanid: '0x1' },
  { spanid: 'bad_span_id' },
  { why: 'no number parser', must: ['OT-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'ot-zero-span',
  'a zero span id',
  { ...ALL, spanid: '0' },
  { spanid: 'zero_span_id' },
  { why: 'no span has the id zero', catches: 'broken:zero-ids' },
)
bad(
  'ot-both-bad',
  'both ids bad',
  { traceid: '0', spanid: 'x' },
  { traceid: 'zero_trace_id', spanid: 'bad_span_id' },
  { why: 'faults of the header concerned' },
)
bad(
  'ot-no-span',
  'no span id',
  { traceid: LOW, sampled: 'true' },
  { traceid: 'bad_shape' },
  { why: 'without both ids there is no context', catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'ot-no-trace',
  'no trace id',
  { spanid: S, sampled: 'true' },
  { spanid: 'bad_shape' },
  { why: 'without both ids there is no context', catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'ot-null-trace',
  'a null trace id',
  { ...ALL, traceid: null },
  { traceid: 'null', spanid: 'bad_shape' },
  { why: 'a null value is as if absent', must: ['OT-3', 'VAL-1'], catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'ot-empty-span',
  'an empty span id',
  { ...ALL, spanid: '' },
  { spanid: 'empty', traceid: 'bad_shape' },
  { why: 'an empty value is as if absent', must: ['OT-3', 'VAL-1'], catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'ot-blank-span',
  'a span id of white space',
  { ...ALL, spanid: ' ' },
  { spanid: 'empty', traceid: 'bad_shape' },
  { why: 'nothing is left after trimming', must: ['OT-3', 'VAL-4'], catches: ['broken:no-trim', 'broken:silent'] },
)
t.read('ot-sampled-alone', 'a decision alone', headers({ sampled: 'true' }), {
  why: 'without both ids there is no context, and no decision of this format',
  must: 'OT-1',
  catches: ['broken:inventive'],
})

deferred('ot-sampled-yes', 'yes', 'yes', 'bad_flags', {
  must: ['OT-1', 'OT-3'],
  why: 'not one of the twelve texts: the ids stand; basictracer calls it corrupted',
  catches: ['basictracer-go', 'broken:silent'],
})
deferred('ot-sampled-mixed', 'a letter case of nobody', 'tRUE', 'bad_flags', {
  why: 'not one of the twelve texts',
  catches: ['broken:silent'],
})
deferred('ot-sampled-2', 'a digit of nobody', '2', 'bad_flags', {
  why: 'not one of the twelve texts',
  catches: ['broken:silent'],
})
deferred('ot-sampled-empty', 'an empty decision', '', 'empty', {
  why: 'as if absent',
  must: ['OT-3', 'VAL-1'],
  catches: ['basictracer-go', 'broken:silent'],
})

good(
  'ot-ows',
  'white space at both ends',
  { traceid: `\t${LOW} `, spanid: ` ${S}`, sampled: 'true\t' },
  {},
  { why: 'SP and HTAB are trimmed at both ends', must: ['VAL-3', 'VAL-4'], catches: 'broken:no-trim' },
)
bad(
  'ot-full-width',
  'a full-width digit',
  { ...ALL, traceid: '\uff11' },
  { traceid: 'bad_charset', spanid: 'bad_shape' },
  { why: 'only %x20-7E', must: ['OT-3', 'VAL-3'], catches: 'broken:any-bytes' },
)
bad(
  'ot-nul',
  'a NUL behind the span id',
  { ...ALL, spanid: bytes('3100') },
  { spanid: 'bad_charset', traceid: 'bad_shape' },
  {
    why: 'SP and HTAB are trimmed and nothing else',
    must: ['OT-3', 'VAL-3'],
    catches: ['broken:cuts-at-nul', 'broken:any-bytes'],
  },
)
good(
  'ot-128',
  'an id of exactly 128 bytes with white space',
  { ...ALL, spanid: S.padEnd(128) },
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad(
  'ot-129',
  'an id of 129 bytes with white space',
  { ...ALL, spanid: S.padEnd(129) },
  { spanid: 'too_long', traceid: 'bad_shape' },
  {
    why: 'length is looked at before trimming',
    must: ['VAL-2', 'LIM-2'],
    catches: ['broken:trims-first', 'broken:unbounded'],
  },
)
t.read(
  'ot-repeated',
  'a hop that appended',
  [...headers({ traceid: T2, spanid: S2, sampled: 'true' }), ...headers(ALL)],
  {
    why: 'of each header the last good value wins; the same value twice is one value',
    must: ['REP-2', 'REP-3'],
    catches: ['broken:first-wins', 'broken:joined-duplicates'],
    context: context('ot-tracer', PADDED),
    faults: ['ot-tracer-traceid:duplicate_conflict', 'ot-tracer-spanid:duplicate_conflict'],
  },
)
t.read('ot-same-trace', 'the low half beside traceparent', [...headers(ALL), ['traceparent', TP]], {
  why: 'OpenTelemetry Java and Go write the right 64 bits only: the same trace',
  source: OTEL_JAVA,
  must: 'PRE-2',
  catches: 'broken:full-compare',
  context: context('traceparent'),
})
t.read(
  'ot-conflict',
  'another trace beside traceparent',
  [...headers({ traceid: T2, spanid: S2, sampled: 'false' }), ['traceparent', TP]],
  {
    why: 'the fault names the header with the trace id',
    must: 'PRE-5',
    catches: ['broken:forgetful', 'broken:silent'],
    context: context('traceparent'),
    links: [other('ot-tracer', { sampled: false })],
    faults: ['ot-tracer-traceid:format_conflict'],
  },
)

const written = (id, title, fields, given) =>
  t.write(id, title, headers(fields), {
    must: 'OT-1',
    catches: 'broken:blind',
    options: { write: ['ot-tracer'] },
    ...given,
  })
written('w-ot-sampled', 'sampled', ALL, {
  why: 'the right 64 bits, as OpenTelemetry Java and Go write them',
  source: OTEL_JAVA,
  context: context('traceparent'),
})
written(
  'w-ot-unsampled',
  'not sampled',
  { ...IDS, sampled: 'false' },
  { why: 'basictracer needs all three headers', context: context('traceparent', { sampled: false }) },
)
written(
  'w-ot-deferred',
  'deferred is not sampled, and counted',
  { ...IDS, sampled: 'false' },
  {
    why: 'basictracer needs all three headers: there is no form for deferred',
    must: ['OT-1', 'PRO-6'],
    context: context('b3', { sampled: null }),
    lost: { deferred: 1 },
  },
)
written('w-ot-debug', 'debug is sampled', ALL, {
  why: 'there is no form for debug',
  context: context('b3', { debug: true }),
  catches: ['broken:capital-keys'],
})
written(
  'w-ot-64-bit',
  'ids with leading zeros',
  { traceid: '000000000000002a', spanid: '0000000000000001', sampled: 'true' },
  {
    must: ['OT-1', 'OT-2'],
    why: 'OpenTelemetry Go wants 16 or 32 digits; basictracer writes fewer',
    source: OTEL_GO,
    context: context('ot-tracer', { traceId: '0000000000000000000000000000002a', spanId: '0000000000000001' }),
    catches: ['basictracer-go', 'broken:no-leading-zeros'],
  },
)
written('w-ot-parent', 'the parent of the span is not written', ALL, {
  why: 'the span id is that of the span that sends',
  context: context('b3', { parentId: S2 }),
  catches: 'broken:parent-as-span',
})
const LOW_ZERO = context('traceparent', { traceId: '4bf92f3577b34da60000000000000000' })
t.write('w-ot-low-half-zero', 'a trace id whose low half is zero', [['k', 'v'], ...headers({ traceid: T2 })], {
  why: 'a trace id of 0 is none: the format is left out and counted, and with nothing to write the headers stay',
  must: ['OT-2', 'PRO-1'],
  catches: ['broken:half-written'],
  options: { write: ['ot-tracer'] },
  headers: [['k', 'v'], ...headers({ traceid: T2 })],
  context: LOW_ZERO,
  lost: { formats: 1 },
})
t.write(
  'w-ot-low-half-zero-beside',
  'a trace id whose low half is zero, beside traceparent',
  [['traceparent', `00-4bf92f3577b34da60000000000000000-${S}-01`]],
  {
    why: 'every format without a form for it is left out and counted; the others are written',
    must: ['OT-2', 'DD-2'],
    catches: ['broken:capital-keys'],
    options: { write: ['ot-tracer', 'traceparent', 'datadog'] },
    context: LOW_ZERO,
    lost: { formats: 2 },
  },
)
t.write('w-ot-replaced', "the record's own go", [['k', 'v'], ...headers(ALL)], {
  why: 'append habits leave two of a kind that no two readers read alike',
  must: ['OT-1', 'PRO-3'],
  catches: 'broken:stale-beside-new',
  options: { write: ['ot-tracer'] },
  headers: [['Ot-Tracer-Traceid', T2], ...headers({ traceid: T2, spanid: S2, sampled: 'false' }), ['k', 'v']],
  context: context('traceparent'),
})

t.read(
  'ot-bad-ids-hide',
  'junk beside a bad id',
  [
    ['ot-tracer-traceid', 'junk'],
    ['ot-tracer-spanid', S],
    ['ot-tracer-sampled', 'junk'],
  ],
  {
    why: 'where an id is bad the other headers are not looked at',
    must: 'OT-3',
    faults: ['ot-tracer-traceid:bad_trace_id'],
    catches: ['broken:half-context'],
  },
)
