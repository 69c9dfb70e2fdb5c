import { bytes, context, other, S, S2, T, topic, TP, TP2 } from './vector.mjs'

const CE = 'https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md'
const t = topic('ce-traceparent', { source: CE, must: 'CE-1', catches: 'broken:forgetful' })
export default t

const KEY = 'ce_traceparent'
const good = (id, title, value, expected, given) =>
  t.read(id, title, [[KEY, value]], { ...given, links: [context(KEY, expected)] })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [[KEY, value]], { catches: 'broken:silent', ...given, faults: [`${KEY}:${reason}`] })

good(
  'ce-alone',
  'alone',
  TP,
  {},
  {
    why: 'it carries the trace context at the start of the transmission, not that of the hop before: a link',
    catches: ['broken:ce-as-context', 'broken:forgetful'],
  },
)
good('ce-unsampled', 'not sampled', `00-${T}-${S}-02`, { sampled: false }, { why: 'flags as in traceparent' })
good(
  'ce-future',
  'a future version',
  `cc-${T}-${S}-01-x`,
  {},
  { why: 'read as traceparent is', catches: ['broken:forgetful'] },
)
good(
  'ce-ows',
  'white space at both ends',
  ` ${TP}\t`,
  {},
  {
    why: 'SP and HTAB are trimmed at both ends',
    must: ['CE-1', 'VAL-4'],
    catches: ['broken:no-trim', 'broken:forgetful'],
  },
)
t.read('ce-other-case', 'another letter case of the key', [['CE_TraceParent', TP]], {
  why: 'HTTP bridges write ce- headers in any letter case',
  must: ['CE-1', 'KEY-3'],
  catches: ['broken:exact-case', 'broken:forgetful'],
  links: [context(KEY)],
})
t.read(
  'ce-beside',
  'beside a traceparent of another trace',
  [
    [KEY, TP2],
    ['traceparent', TP],
  ],
  {
    why: 'over several hops the attribute stays at the origin: no conflict, and no fault',
    must: ['CE-1', 'PRE-6'],
    catches: ['broken:forgetful'],
    context: context('traceparent'),
    links: [other(KEY)],
  },
)
t.read(
  'ce-same',
  'beside a traceparent of the same context',
  [
    [KEY, TP],
    ['traceparent', TP],
  ],
  {
    why: 'over one hop the two are equal; a context is no link to itself',
    must: ['CE-1', 'PRE-6'],
    catches: ['broken:low-half'],
    context: context('traceparent'),
  },
)
t.read(
  'ce-same-trace',
  'beside another span of its trace',
  [
    [KEY, `00-${T}-${S2}-01`],
    ['traceparent', TP],
  ],
  {
    why: 'the origin of the event within the same trace: the span is another one',
    must: ['CE-1', 'PRE-6'],
    context: context('traceparent'),
    links: [context(KEY, { spanId: S2 })],
  },
)
t.read(
  'ce-last-link',
  'behind the links of other formats',
  [
    [KEY, TP2],
    ['traceparent', TP],
    ['b3', `${T.replace('4b', '5b')}-${S}-1`],
  ],
  {
    why: 'links: in order of precedence, then the one of ce_traceparent',
    must: ['CE-1', 'PRE-6'],
    context: context('traceparent'),
    links: [context('b3', { traceId: T.replace('4b', '5b') }), other(KEY)],
    faults: ['b3:format_conflict'],
  },
)
t.read(
  'ce-bad-traceparent',
  'beside a malformed traceparent',
  [
    ['traceparent', 'bad'],
    [KEY, TP],
  ],
  {
    why: 'it never gives a context, not even in place of a malformed one',
    must: ['CE-1', 'PRE-1'],
    catches: ['broken:ce-as-context', 'broken:silent'],
    links: [context(KEY)],
    faults: ['traceparent:bad_shape'],
  },
)
bad('ce-shape', 'malformed', `${TP}-`, 'bad_shape', { why: 'faults as in traceparent' })
bad('ce-upper', 'an upper-case trace id', TP.toUpperCase(), 'bad_trace_id', {
  why: 'faults as in traceparent',
  catches: 'broken:any-hex',
})
bad('ce-zero', 'a zero parent id', `00-${T}-${'0'.repeat(16)}-01`, 'zero_span_id', {
  why: 'faults as in traceparent',
  catches: 'broken:zero-ids',
})
bad('ce-version', 'version ff', `ff${TP.slice(2)}`, 'bad_version', { why: 'faults as in traceparent' })
bad('ce-null', 'a null value', null, 'null', { why: 'a null value is as if absent', must: ['CE-1', 'VAL-1'] })
bad('ce-empty', 'zero bytes', '', 'empty', { why: 'the attribute MUST be a non-empty string', must: ['CE-1', 'VAL-1'] })
bad('ce-blank', 'white space alone', ' ', 'empty', { why: 'nothing is left after trimming', must: ['CE-1', 'VAL-4'] })
bad('ce-charset', 'a byte above ASCII', bytes(`${Buffer.from(TP).toString('hex')}e9`), 'bad_charset', {
  why: 'only %x20-7E',
  must: ['CE-1', 'VAL-3'],
})
bad('ce-line-feed', 'a line feed behind', `${TP}\n`, 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: ['CE-1', 'VAL-3'],
  catches: 'broken:trims-unicode',
})
good(
  'ce-512',
  'exactly 512 bytes',
  `cc-${T}-${S}-01-`.padEnd(512, 'x'),
  {},
  { why: 'the cap includes its last byte', must: ['VAL-2', 'LIM-2'], catches: ['broken:low-cap', 'broken:forgetful'] },
)
bad('ce-513', '513 bytes', `cc-${T}-${S}-01-`.padEnd(513, 'x'), 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})

t.write(
  'w-ce-kept',
  'kept where it stands, in any letter case',
  [
    [KEY, TP2],
    ['k', 'v'],
    ['CE_TraceParent', TP2],
    ['ce_tracestate', 'a=1'],
    ['traceparent', TP],
  ],
  {
    why: 'over several hops it MUST stay what it was at the origin',
    must: ['CE-2', 'PRO-4'],
    catches: 'broken:removes-all',
    options: { write: ['traceparent'] },
    headers: [
      [KEY, TP2],
      ['k', 'v'],
      ['CE_TraceParent', TP2],
      ['traceparent', TP2],
      ['ce_tracestate', 'a=1'],
    ],
    context: context('traceparent'),
  },
)
t.write(
  'w-ce-never',
  'not written',
  [
    ['ce_type', 'x'],
    ['traceparent', TP],
  ],
  {
    why: 'who makes the event sets it; a hop does not',
    must: 'CE-2',
    catches: ['broken:new-first'],
    options: { write: ['traceparent'] },
    headers: [['ce_type', 'x']],
    context: context('traceparent'),
  },
)
t.write(
  'w-ce-malformed',
  'a malformed one is kept as well',
  [
    [KEY, ''],
    [KEY, 'bad'],
    ['traceparent', TP],
  ],
  {
    why: 'a writer never changes it',
    must: 'CE-2',
    catches: 'broken:removes-all',
    options: { write: ['traceparent'] },
    headers: [
      [KEY, ''],
      [KEY, 'bad'],
    ],
    context: context('traceparent'),
  },
)
