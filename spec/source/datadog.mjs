import { bytes, context, other, S, S2, T, topic, TP } from './vector.mjs'

const DATADOG = 'https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/'
const DD_JS =
  'https://github.com/DataDog/dd-trace-js/blob/master/packages/dd-trace/src/opentracing/propagation/text_map.js'
const t = topic('datadog', { source: DATADOG, must: 'DD-3', catches: 'broken:silent' })
export default t

/** T, S, T2 and S2 in base 10: the low 64 bits of the trace ids, and their high halves in base 16. */
const LOW = '11803532876627986230'
const SPAN = '67667974448284343'
const TID = '_dd.p.tid=4bf92f3577b34da6'
const LOW2 = '9532127138774266268'
const SPAN2 = '13235353014750950193'
const TID2 = '_dd.p.tid=0af7651916cd43dd'
const WITHOUT_TID = { traceId: `0000000000000000${T.slice(16)}` }
const zeros = '0'.repeat(16)

const NAMES = { trace: 'trace-id', parent: 'parent-id', priority: 'sampling-priority', tags: 'tags', origin: 'origin' }
/** `{trace: LOW}` as `x-datadog-trace-id`. */
const headers = (fields) => Object.entries(fields).map(([name, value]) => [`x-datadog-${NAMES[name]}`, value])
const IDS = { trace: LOW, parent: SPAN }
const ALL = { ...IDS, priority: '1', tags: TID }

const good = (id, title, fields, expected, given) =>
  t.read(id, title, headers(fields), {
    must: 'DD-1',
    catches: 'broken:blind',
    ...given,
    context: context('datadog', expected),
  })
/** Faults as `{trace: 'bad_trace_id'}`, and no context. */
const bad = (id, title, fields, faults, given) =>
  t.read(id, title, headers(fields), {
    ...given,
    faults: Object.entries(faults).map(([name, reason]) => `x-datadog-${NAMES[name]}:${reason}`),
  })
/** The same with a context: the header that is bad costs itself alone. */
const beside = (id, title, fields, faults, expected, given) =>
  bad(id, title, fields, faults, { ...given, context: context('datadog', expected) })

good(
  'dd-sampled',
  'sampled',
  ALL,
  {},
  { must: ['DD-1', 'DD-3'], why: 'the trace id has its low 64 bits in base 10 and its high ones in _dd.p.tid' },
)
good('dd-unsampled', 'priority 0', { ...ALL, priority: '0' }, { sampled: false }, { why: 'AUTO_REJECT' })
good(
  'dd-reject',
  'priority -1',
  { ...ALL, priority: '-1' },
  { sampled: false },
  { why: 'USER_REJECT is below zero', catches: 'broken:priority-text' },
)
good(
  'dd-keep',
  'priority 2',
  { ...ALL, priority: '2' },
  { debug: true },
  { why: 'USER_KEEP: a person asked for this trace', catches: 'broken:debug-blind' },
)
good(
  'dd-priority-3',
  'a priority above 2',
  { ...ALL, priority: '3' },
  { debug: true },
  { why: '2 and more keep', catches: 'broken:priority-text' },
)
good(
  'dd-priority-999',
  'a priority of three digits',
  { ...ALL, priority: '999' },
  { debug: true },
  { must: ['DD-1', 'DD-3'], why: '2 and more keep', catches: 'broken:priority-text' },
)
good(
  'dd-priority-minus-128',
  'a priority far below zero',
  { ...ALL, priority: '-128' },
  { sampled: false },
  { why: '0 and less reject', catches: 'broken:priority-text' },
)
good(
  'dd-priority-minus-0',
  'a priority of -0',
  { ...ALL, priority: '-0' },
  { sampled: false },
  { why: '[ "-" ] 1*3DIGIT is a number, not a text', catches: 'broken:priority-text' },
)
good(
  'dd-priority-001',
  'a priority with leading zeros',
  { ...ALL, priority: '001' },
  {},
  { why: '[ "-" ] 1*3DIGIT is a number, not a text', catches: 'broken:priority-text' },
)
good(
  'dd-deferred',
  'no priority',
  { ...IDS, tags: TID },
  { sampled: null },
  { why: 'no decision was made yet', catches: 'broken:two-valued' },
)
good('dd-no-tags', 'no tags', { ...IDS, priority: '1' }, WITHOUT_TID, {
  why: 'the trace id is 64 bits then',
  catches: 'broken:no-leading-zeros',
})
good(
  'dd-other-tags',
  'tags of others around',
  { ...ALL, tags: `_dd.p.dm=-4,${TID},_dd.p.usr.id=YQ==` },
  {},
  { why: 'tags are key=value, split at the commas', source: DD_JS, catches: 'broken:low-half' },
)
good(
  'dd-only-other-tags',
  'tags without a high half',
  { ...ALL, tags: '_dd.p.dm=-4,x_dd.p.tid=4bf92f3577b34da6' },
  WITHOUT_TID,
  { why: 'a key is compared whole', catches: ['broken:float-ids'] },
)
good(
  'dd-tag-without-value',
  'a tag without =',
  { ...ALL, tags: `junk,,${TID}` },
  {},
  { why: 'only _dd.p.tid matters here', catches: 'broken:blind' },
)
good(
  'dd-tid-upper',
  'an upper-case high half',
  { ...ALL, tags: '_dd.p.tid=4BF92F3577B34DA6' },
  {},
  { why: 'dd-trace keeps the letter case, and its ids differ from ours', source: DD_JS, catches: 'broken:upper-case' },
)
good('dd-tid-zero', 'a high half of zeros', { ...ALL, tags: `_dd.p.tid=${zeros}` }, WITHOUT_TID, {
  must: ['DD-1', 'DD-3'],
  why: '16 hex digits: a trace id of 64 bits',
  catches: 'broken:blind',
})
good(
  'dd-tid-twice',
  'two high halves',
  { ...ALL, tags: `${TID2},${TID}` },
  {},
  { why: 'the last good one counts', catches: ['broken:float-ids'] },
)
good(
  'dd-tid-good-bad',
  'a bad high half behind a good one',
  { ...ALL, tags: `${TID},_dd.p.tid=4bf9` },
  {},
  { must: ['DD-1', 'DD-3'], why: 'the last good one counts, and nothing is lost', catches: 'broken:low-half' },
)
good(
  'dd-max',
  'ids of 2^64 - 1',
  { ...ALL, trace: '18446744073709551615', parent: '18446744073709551615' },
  { traceId: `4bf92f3577b34da6${'f'.repeat(16)}`, spanId: 'f'.repeat(16) },
  {
    must: ['DD-1', 'DD-3'],
    why: 'ids are unsigned 64-bit numbers',
    catches: ['broken:float-ids'],
  },
)
good(
  'dd-2-63',
  'ids of 2^63',
  { ...IDS, trace: '9223372036854775808', parent: '9223372036854775808', priority: '1' },
  { traceId: `${zeros}8000000000000000`, spanId: '8000000000000000' },
  { why: 'ids are unsigned 64-bit numbers', catches: ['broken:no-leading-zeros'] },
)
good(
  'dd-2-53',
  'ids above 2^53',
  { ...IDS, trace: '9007199254740993', parent: '9007199254740993', priority: '1' },
  { traceId: `${zeros}0020000000000001`, spanId: '0020000000000001' },
  { why: 'a double has 53 bits: it reads 9007199254740992', catches: 'broken:float-ids' },
)
good(
  'dd-one',
  'ids of one digit',
  { trace: '1', parent: '2', priority: '1' },
  { traceId: `${zeros}0000000000000001`, spanId: '0000000000000002' },
  { why: 'a number is as long as it is', catches: 'broken:no-leading-zeros' },
)
good(
  'dd-leading-zeros',
  '20 digits that begin with zeros',
  { ...ALL, trace: '00000000000000000042', parent: '00000000000000000007' },
  { traceId: '4bf92f3577b34da6000000000000002a', spanId: '0000000000000007' },
  { why: '1*20DIGIT, base 10 whatever it begins with', catches: 'broken:no-leading-zeros' },
)
good(
  'dd-space',
  'a space in front of an id',
  { ...ALL, trace: ` ${LOW}`, parent: `${SPAN}\t` },
  {},
  {
    why: 'HTTP bridges leave optional white space; dd-trace reads 0',
    source: DD_JS,
    must: ['VAL-3', 'VAL-4'],
    catches: ['dd-trace-js', 'broken:no-trim'],
  },
)
good(
  'dd-origin',
  'an origin beside',
  { ...ALL, origin: 'synthetics' },
  {},
  { why: 'x-datadog-origin says nothing about the context', catches: 'broken:blind' },
)
t.read(
  'dd-other-case',
  'another letter case of the keys',
  [
    ['X-Datadog-Trace-Id', LOW],
    ['X-Datadog-Parent-Id', SPAN],
    ['X-DATADOG-SAMPLING-PRIORITY', '1'],
    ['X-Datadog-Tags', TID],
  ],
  {
    why: 'HTTP bridges capitalise header names; dd-trace finds none of them',
    source: DD_JS,
    must: 'KEY-3',
    catches: ['dd-trace-js', 'broken:exact-case'],
    context: context('datadog'),
  },
)

bad(
  'dd-trace-2-64',
  'a trace id of 2^64',
  { ...ALL, trace: '18446744073709551616' },
  { trace: 'bad_trace_id' },
  {
    must: ['DD-1', 'DD-3'],
    why: 'dd-trace wraps it to 0 and sends a traceparent of zeros',
    source: DD_JS,
    catches: ['dd-trace-js', 'broken:silent'],
  },
)
bad(
  'dd-trace-nines',
  '20 nines',
  { ...ALL, trace: '9'.repeat(20) },
  { trace: 'bad_trace_id' },
  { why: 'below 2^64', catches: ['dd-trace-js', 'broken:silent'] },
)
bad(
  'dd-trace-21',
  '21 digits',
  { ...ALL, trace: '000000000000000000042' },
  { trace: 'bad_trace_id' },
  { must: ['DD-1', 'DD-3'], why: '1*20DIGIT', catches: ['broken:number-parser', 'broken:silent'] },
)
bad(
  'dd-trace-minus',
  'a negative trace id',
  { ...ALL, trace: '-1' },
  { trace: 'bad_trace_id' },
  {
    why: 'dd-trace wraps it to 2^64 - 1',
    source: DD_JS,
    must: ['DD-3', 'VAL-5'],
    catches: ['dd-trace-js', 'broken:number-parser'],
  },
)
bad(
  'dd-trace-plus',
  'a plus',
  { ...ALL, trace: '+12' },
  { trace: 'bad_trace_id' },
  { why: 'no number parser', must: ['DD-3', 'VAL-5'], catches: ['broken:half-context'] },
)
bad(
  'dd-trace-letters',
  'digits followed by letters',
  { ...ALL, trace: '12ab' },
  { trace: 'bad_trace_id' },
  {
    why: 'dd-trace reads 12',
    source: DD_JS,
    must: ['DD-3', 'VAL-5'],
    catches: ['dd-trace-js', 'broken:number-parser'],
  },
)
bad(
  'dd-trace-hex',
  'hex by mistake',
  { ...ALL, trace: '8448eb211c80319c' },
  { trace: 'bad_trace_id' },
  {
    why: 'dd-trace reads 8448',
    source: DD_JS,
    must: ['DD-3', 'VAL-5'],
    catches: ['dd-trace-js', 'broken:half-context'],
  },
)
bad(
  'dd-trace-0x',
  'a prefix 0x',
  { ...ALL, trace: '0x12' },
  { trace: 'bad_trace_id' },
  { why: 'no number parser', must: ['DD-3', 'VAL-5'], catches: 'broken:number-parser' },
)
bad(
  'dd-trace-exponent',
  'an exponent',
  { ...ALL, trace: '1e5' },
  { trace: 'bad_trace_id' },
  { why: 'no number parser', must: ['DD-3', 'VAL-5'], catches: ['broken:half-context'] },
)
bad(
  'dd-trace-underscore',
  'an underscore',
  { ...ALL, trace: '1_2' },
  { trace: 'bad_trace_id' },
  {
    why: "no number parser: Python's int() takes underscores",
    must: ['DD-3', 'VAL-5'],
    catches: ['broken:half-context'],
  },
)
bad(
  'dd-trace-zero',
  'a zero trace id',
  { ...IDS, trace: '0', priority: '1' },
  { trace: 'zero_trace_id' },
  { why: 'no trace has the id zero', catches: ['broken:half-context'] },
)
bad(
  'dd-trace-zero-tid',
  'a zero trace id beside a high half',
  { ...ALL, trace: '000' },
  { trace: 'zero_trace_id' },
  { why: 'the header of the low half decides', catches: ['broken:half-context'] },
)
bad(
  'dd-parent-2-64',
  'a parent id of 2^64',
  { ...ALL, parent: '18446744073709551616' },
  { parent: 'bad_span_id' },
  { why: 'below 2^64', catches: ['broken:silent'] },
)
bad(
  'dd-parent-hex',
  'a parent id in hex',
  { ...ALL, parent: S },
  { parent: 'bad_span_id' },
  { why: '1*20DIGIT', must: ['DD-3', 'VAL-5'], catches: ['broken:half-context'] },
)
bad(
  'dd-parent-zero',
  'a zero parent id',
  { ...ALL, parent: '0' },
  { parent: 'zero_span_id' },
  { why: 'no span has the id zero', catches: ['broken:half-context'] },
)
bad(
  'dd-both-bad',
  'both ids bad',
  { ...IDS, trace: '0', parent: 'x' },
  { trace: 'zero_trace_id', parent: 'bad_span_id' },
  { why: 'each header has its fault' },
)
bad(
  'dd-no-parent',
  'no parent id',
  { trace: LOW, priority: '1', tags: TID },
  { trace: 'bad_shape' },
  { why: 'without both ids there is no context', source: DD_JS, catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'dd-no-trace',
  'no trace id',
  { parent: SPAN, priority: '1', tags: TID },
  { parent: 'bad_shape' },
  { why: 'without both ids there is no context', catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'dd-null-trace',
  'a null trace id',
  { ...ALL, trace: null },
  { trace: 'null', parent: 'bad_shape' },
  { why: 'a null value is as if absent', must: ['DD-3', 'VAL-1'], catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'dd-empty-parent',
  'an empty parent id',
  { ...ALL, parent: '' },
  { parent: 'empty', trace: 'bad_shape' },
  { why: 'an empty value is as if absent', must: ['DD-3', 'VAL-1'], catches: ['broken:half-context', 'broken:silent'] },
)
bad(
  'dd-blank-trace',
  'a trace id of white space',
  { ...ALL, trace: ' \t' },
  { trace: 'empty', parent: 'bad_shape' },
  { why: 'nothing is left after trimming', must: ['DD-3', 'VAL-4'], catches: ['broken:no-trim', 'broken:silent'] },
)
bad(
  'dd-full-width',
  'a full-width digit',
  { ...ALL, trace: '\uff11' },
  { trace: 'bad_charset', parent: 'bad_shape' },
  { why: "Python's int() takes any Unicode digit", must: ['DD-3', 'VAL-3', 'VAL-5'], catches: 'broken:any-bytes' },
)
bad(
  'dd-line-feed',
  'a line feed behind the parent id',
  { ...ALL, parent: `${SPAN}\n` },
  { parent: 'bad_charset', trace: 'bad_shape' },
  { why: 'SP and HTAB are trimmed and nothing else', must: ['DD-3', 'VAL-3'], catches: 'broken:trims-unicode' },
)
good(
  'dd-128',
  'an id of exactly 128 bytes with white space',
  { ...ALL, trace: LOW.padStart(128) },
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
bad(
  'dd-129',
  'an id of 129 bytes with white space',
  { ...ALL, trace: LOW.padStart(129) },
  { trace: 'too_long', parent: 'bad_shape' },
  {
    why: 'length is looked at before trimming',
    must: ['VAL-2', 'LIM-2'],
    catches: ['broken:trims-first', 'broken:unbounded'],
  },
)
t.read('dd-priority-alone', 'a priority alone', headers({ priority: '2' }), {
  why: 'a priority without ids decides nothing',
  must: 'DD-1',
  catches: ['broken:inventive'],
})

beside(
  'dd-priority-word',
  'a priority that is no number',
  { ...ALL, priority: 'high' },
  { priority: 'bad_flags' },
  { sampled: null },
  { why: 'the ids stand, the decision is left to the receiver', catches: ['broken:silent'] },
)
beside(
  'dd-priority-1000',
  'a priority of four digits',
  { ...ALL, priority: '1000' },
  { priority: 'bad_flags' },
  { sampled: null },
  { must: ['DD-1', 'DD-3'], why: '1*3DIGIT', catches: ['broken:silent'] },
)
beside(
  'dd-priority-plus',
  'a priority with a plus',
  { ...ALL, priority: '+1' },
  { priority: 'bad_flags' },
  { sampled: null },
  { why: 'no number parser', must: ['DD-3', 'VAL-5'], catches: ['broken:silent'] },
)
beside(
  'dd-priority-decimal',
  'a priority with a fraction',
  { ...ALL, priority: '1.0' },
  { priority: 'bad_flags' },
  { sampled: null },
  { why: 'no number parser', must: ['DD-3', 'VAL-5'], catches: ['broken:silent'] },
)
beside(
  'dd-priority-minus',
  'a minus alone',
  { ...ALL, priority: '-' },
  { priority: 'bad_flags' },
  { sampled: null },
  { why: 'one digit at least', catches: ['broken:silent'] },
)
beside(
  'dd-priority-empty',
  'an empty priority',
  { ...ALL, priority: '' },
  { priority: 'empty' },
  { sampled: null },
  { why: 'as if absent', must: ['DD-3', 'VAL-1'], catches: ['broken:two-valued', 'broken:silent'] },
)
const tags = (id, title, value, reason, given) =>
  beside(id, title, { ...ALL, tags: value }, { tags: reason }, WITHOUT_TID, given)
tags('dd-tid-15', 'a high half of 15 digits', TID.slice(0, -1), 'bad_member', {
  why: 'dd-trace ignores it too: the trace id is 64 bits then',
  source: DD_JS,
  catches: ['broken:silent'],
})
tags('dd-tid-17', 'a high half of 17 digits', `${TID}0`, 'bad_member', {
  must: ['DD-1', 'DD-3'],
  why: '16 hex digits',
  catches: ['broken:silent'],
})
tags('dd-tid-letter', 'a high half that is no hex', '_dd.p.tid=4bf92f3577b34dag', 'bad_member', {
  why: '16 hex digits',
})
tags('dd-tid-empty', 'an empty high half', '_dd.p.dm=-4,_dd.p.tid=', 'bad_member', { why: '16 hex digits' })
tags('dd-tid-equals', 'a high half with one more =', `${TID}=`, 'bad_member', {
  why: 'the value is what follows the first =',
  catches: ['broken:silent'],
})
tags('dd-tags-null', 'null tags', null, 'null', { why: 'as if absent', must: 'VAL-1' })
tags(
  'dd-tags-charset',
  'a byte above ASCII in the tags',
  bytes(Buffer.from(`_dd.p.x=\xe9,${TID}`, 'latin1').toString('hex')),
  'bad_charset',
  { why: 'the value is as if absent', must: 'VAL-3', catches: 'broken:any-bytes' },
)
good(
  'dd-tags-512',
  'tags of exactly 512 bytes',
  { ...ALL, tags: `_dd.p.x=${'x'.repeat(477)},${TID}` },
  {},
  { why: "dd-trace's own limit", source: DD_JS, must: ['VAL-2', 'LIM-2'], catches: 'broken:low-cap' },
)
tags('dd-tags-513', 'tags of 513 bytes', `_dd.p.x=${'x'.repeat(478)},${TID}`, 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})

t.read(
  'dd-repeated',
  'a hop that appended',
  [...headers({ ...IDS, trace: LOW2, parent: SPAN2, priority: '0', tags: TID2 }), ...headers(ALL)],
  {
    why: 'of each header the last good value wins',
    source: DD_JS,
    must: 'REP-3',
    catches: ['broken:first-wins', 'broken:joined-duplicates'],
    context: context('datadog'),
    faults: ['trace', 'parent', 'priority', 'tags'].map((name) => `x-datadog-${NAMES[name]}:duplicate_conflict`),
  },
)
t.read(
  'dd-conflict',
  'another trace beside traceparent',
  [...headers({ trace: LOW2, parent: SPAN2, priority: '1', tags: TID2 }), ['traceparent', TP]],
  {
    why: 'dd-trace prefers its own; here traceparent wins and the other context is a link',
    source: DD_JS,
    must: ['PRE-1', 'PRE-5'],
    catches: ['broken:forgetful'],
    context: context('traceparent'),
    links: [other('datadog')],
    faults: ['x-datadog-trace-id:format_conflict'],
  },
)
t.read(
  'dd-same-trace',
  'the same trace and another span beside traceparent',
  [['traceparent', TP], ...headers({ trace: LOW, parent: SPAN2, priority: '1' })],
  {
    why: 'the low 64 bits are the same trace; the span of traceparent wins, in dd-trace as well',
    source: DD_JS,
    must: ['PRE-2', 'PRE-4'],
    catches: ['broken:full-compare', 'broken:silent'],
    context: context('traceparent'),
    faults: ['x-datadog-trace-id:format_conflict'],
  },
)

const written = (id, title, fields, given) =>
  t.write(id, title, headers(fields), {
    must: 'DD-1',
    catches: 'broken:blind',
    options: { write: ['datadog'] },
    ...given,
  })
written('w-dd-sampled', 'sampled', ALL, {
  why: 'decimal low halves, and the high half in base 16',
  context: context('traceparent'),
})
written(
  'w-dd-unsampled',
  'not sampled',
  { ...ALL, priority: '0' },
  { why: 'AUTO_REJECT', context: context('traceparent', { sampled: false }) },
)
written(
  'w-dd-debug',
  'debug',
  { ...ALL, priority: '2' },
  { why: 'USER_KEEP', context: context('uber-trace-id', { debug: true }), catches: 'broken:debug-blind' },
)
written(
  'w-dd-deferred',
  'deferred',
  { ...IDS, tags: TID },
  {
    why: 'the priority is left out: nothing is lost and nothing is counted',
    context: context('b3', { sampled: null }),
    catches: 'broken:two-valued',
  },
)
written(
  'w-dd-64-bit',
  'a 64-bit trace id',
  { ...IDS, priority: '1' },
  {
    must: ['DD-1', 'DD-2'],
    why: 'no tags where the high half is zero',
    context: context('b3', WITHOUT_TID),
    catches: 'broken:blind',
  },
)
written(
  'w-dd-small',
  'small ids',
  { trace: '42', parent: '1', priority: '1', tags: '_dd.p.tid=0000000000000001' },
  {
    why: 'decimal without leading zeros; the high half is 16 digits',
    context: context('traceparent', { traceId: '0000000000000001000000000000002a', spanId: '0000000000000001' }),
    catches: 'broken:no-leading-zeros',
  },
)
written(
  'w-dd-max',
  'ids of all ones',
  { trace: '18446744073709551615', parent: '18446744073709551615', priority: '1', tags: `_dd.p.tid=${'f'.repeat(16)}` },
  {
    why: 'unsigned 64-bit numbers',
    context: context('traceparent', { traceId: 'f'.repeat(32), spanId: 'f'.repeat(16) }),
    catches: ['broken:capital-keys'],
  },
)
written(
  'w-dd-2-53',
  'ids above 2^53',
  { trace: '9007199254740993', parent: '9223372036854775809', priority: '1' },
  {
    why: 'a double has 53 bits',
    context: context('traceparent', { traceId: `${zeros}0020000000000001`, spanId: '8000000000000001' }),
    catches: ['broken:capital-keys'],
  },
)
written('w-dd-parent', 'the parent of the span is not written', ALL, {
  why: 'parent-id is the span that sends',
  context: context('b3', { parentId: S2 }),
  catches: 'broken:parent-as-span',
})
const LOW_ZERO = context('traceparent', { traceId: '4bf92f3577b34da60000000000000000' })
t.write(
  'w-dd-low-half-zero',
  'a trace id whose low half is zero',
  [['k', 'v'], ...headers({ trace: LOW2, parent: SPAN2 })],
  {
    why: 'a trace id of 0 is none to Datadog: the format is left out and counted, and with nothing to write the headers stay',
    must: ['DD-2', 'PRO-1'],
    catches: ['broken:half-written'],
    options: { write: ['datadog'] },
    headers: [['k', 'v'], ...headers({ trace: LOW2, parent: SPAN2 })],
    context: LOW_ZERO,
    lost: { formats: 1 },
  },
)
t.write(
  'w-dd-low-half-zero-beside',
  'a trace id whose low half is zero, beside traceparent',
  [['traceparent', `00-4bf92f3577b34da60000000000000000-${S}-01`]],
  {
    why: 'the format without a form for it is left out and counted; the others are written',
    must: 'DD-2',
    catches: ['broken:capital-keys'],
    options: { write: ['datadog', 'traceparent'] },
    context: LOW_ZERO,
    lost: { formats: 1 },
  },
)
t.write('w-dd-replaced', "the record's own go, the origin with them", [['k', 'v'], ...headers(ALL)], {
  why: 'an origin or tags of another trace beside our ids would be read as ours',
  must: ['DD-1', 'PRO-3'],
  catches: 'broken:stale-beside-new',
  options: { write: ['datadog'] },
  headers: [
    ...headers({ trace: LOW2, parent: SPAN2, priority: '2', origin: 'rum', tags: `_dd.p.dm=-4,${TID2}` }),
    ['k', 'v'],
    ['X-Datadog-Origin', 'synthetics'],
  ],
  context: context('traceparent'),
})

bad(
  'dd-bad-ids-hide',
  'junk beside bad ids',
  { trace: 'junk', parent: SPAN, priority: 'junk', tags: '_dd.p.tid=x' },
  { trace: 'bad_trace_id' },
  { why: 'where an id is bad the other headers are not looked at', catches: ['broken:half-context'] },
)
bad(
  'dd-trace-bad-alone',
  'a bad trace id without a parent id',
  { trace: '-1' },
  { trace: 'bad_trace_id' },
  { why: 'one fault: only a good id can lack its counterpart', catches: 'broken:half-context' },
)
good(
  'dd-tags-spaces',
  'spaces around members',
  { ...IDS, priority: '1', tags: `_dd.p.dm=-1 , ${TID} ` },
  {},
  { why: 'members are trimmed', must: 'DD-1', catches: 'broken:no-trim' },
)
beside(
  'dd-two-bad-tids',
  'two bad ones',
  { ...IDS, priority: '1', tags: '_dd.p.tid=x,_dd.p.tid=y' },
  { tags: 'bad_member' },
  WITHOUT_TID,
  { why: 'one fault for the header', catches: 'broken:silent' },
)
good(
  'dd-bad-and-good-tid',
  'a bad one and a good one',
  { ...IDS, priority: '1', tags: `${TID},_dd.p.tid=y` },
  {},
  { why: 'the last good one', must: ['DD-1', 'DD-3'], catches: ['broken:float-ids'] },
)
