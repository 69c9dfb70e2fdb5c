import { bytes, context, S, T, topic, TP } from './vector.mjs'

const PYTHON = 'https://github.com/jaegertracing/jaeger-client-python#debug-traces-forced-sampling'
const JAEGER = 'https://github.com/jaegertracing/documentation/blob/main/content/sdk-migration.md'
const t = topic('jaeger-debug-id', { source: PYTHON, must: 'JD-1', catches: 'broken:no-decision' })
export default t

const KEY = 'jaeger-debug-id'
const asked = (debugId) => ({ sampled: true, debug: true, debugId })
const good = (id, title, value, debugId, given) =>
  t.read(id, title, [[KEY, value]], { ...given, decision: asked(debugId) })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [[KEY, value]], { catches: 'broken:silent', ...given, faults: [`${KEY}:${reason}`] })

good('jd-alone', 'alone', 'ticket-4711', 'ticket-4711', {
  why: 'the new trace is sampled in debug mode, and its root span has the tag jaeger-debug-id',
})
good('jd-text', 'any printable text', 'a b,c=d;"%41" ~', 'a b,c=d;"%41" ~', {
  why: 'the id is text: nothing is split or decoded',
  catches: ['broken:no-decision'],
})
good('jd-ows', 'white space at both ends', '\t ticket-4711 ', 'ticket-4711', {
  why: 'SP and HTAB are trimmed at both ends',
  must: ['JD-1', 'VAL-4'],
  catches: 'broken:no-trim',
})
t.read('jd-other-case', 'another letter case of the key', [['Jaeger-Debug-Id', 'ticket-4711']], {
  why: 'it is set by hand, with curl',
  must: ['JD-1', 'KEY-3'],
  catches: 'broken:exact-case',
  decision: asked('ticket-4711'),
})
t.read(
  'jd-beside-context',
  'beside a context',
  [
    [KEY, 'ticket-4711'],
    ['traceparent', TP],
  ],
  {
    why: 'it is for a request that otherwise has no tracing context',
    must: ['JD-1', 'PRE-7'],
    catches: 'broken:decides-anyway',
    context: context('traceparent'),
  },
)
t.read(
  'jd-beside-unsampled',
  'beside a context that is not sampled',
  [
    ['uber-trace-id', `${T}:${S}:0:0`],
    [KEY, 'ticket-4711'],
  ],
  {
    why: 'the decision of a context is its own',
    source: JAEGER,
    must: ['JD-1', 'PRE-7'],
    catches: 'broken:decides-anyway',
    context: context('uber-trace-id', { sampled: false }),
  },
)
t.read(
  'jd-beside-bad',
  'beside a malformed context',
  [
    ['uber-trace-id', 'bad'],
    [KEY, 'ticket-4711'],
  ],
  {
    why: 'where no format gives a context, the decision stands',
    must: ['JD-1', 'PRE-7'],
    catches: ['broken:no-decision', 'broken:silent'],
    decision: asked('ticket-4711'),
    faults: ['uber-trace-id:bad_shape'],
  },
)
t.read(
  'jd-behind-b3',
  'beside a decision of b3',
  [
    [KEY, 'ticket-4711'],
    ['b3', '0'],
  ],
  {
    why: 'the first of b3, b3-multi, jaeger-debug-id that has one',
    must: ['JD-1', 'PRE-7'],
    decision: { sampled: false, debug: false },
  },
)
t.read(
  'jd-behind-multi',
  'beside a decision of x-b3-flags',
  [
    [KEY, 'ticket-4711'],
    ['x-b3-flags', '1'],
  ],
  {
    why: 'the first of b3, b3-multi, jaeger-debug-id that has one: it has no id',
    must: ['JD-1', 'PRE-7'],
    decision: { sampled: true, debug: true },
  },
)
t.read(
  'jd-behind-bad-b3',
  'beside a malformed b3',
  [
    [KEY, 'ticket-4711'],
    ['b3', 'D'],
  ],
  {
    why: 'a malformed b3 has no decision',
    must: ['JD-1', 'PRE-7'],
    catches: ['broken:no-decision', 'broken:silent'],
    decision: asked('ticket-4711'),
    faults: ['b3:bad_shape'],
  },
)

bad('jd-null', 'a null value', null, 'null', { why: 'a null value is as if absent', must: ['JD-1', 'VAL-1'] })
bad('jd-empty', 'zero bytes', '', 'empty', { why: 'an id of no characters asks for nothing', must: ['JD-1', 'VAL-1'] })
bad('jd-blank', 'white space alone', ' \t', 'empty', {
  why: 'nothing is left after trimming',
  must: ['JD-1', 'VAL-4'],
  catches: ['broken:no-trim', 'broken:silent'],
})
bad('jd-non-ascii', 'a letter that is no ASCII', 'z\u00fcrich', 'bad_charset', {
  why: 'the id ends up in a tag: only %x20-7E',
  must: ['JD-1', 'VAL-3'],
  catches: 'broken:any-bytes',
})
bad('jd-line-feed', 'a line feed behind', 'ticket-4711\n', 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: ['JD-1', 'VAL-3'],
  catches: 'broken:trims-unicode',
})
bad('jd-escape', 'terminal escapes', '\u001b[2Jticket', 'bad_charset', {
  why: 'raw bytes of a header reach no log line',
  must: ['JD-1', 'VAL-3'],
  catches: 'broken:any-bytes',
})
good('jd-512', 'exactly 512 bytes', 'x'.repeat(512), 'x'.repeat(512), {
  why: 'the cap includes its last byte',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:low-cap',
})
bad('jd-513', '513 bytes', 'x'.repeat(513), 'too_long', {
  why: 'one byte over the cap',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:unbounded',
})

const written = (id, title, debugId, expected, given) =>
  t.write(id, title, expected, {
    must: 'JD-2',
    catches: 'broken:raw-debug-id',
    options: { write: [KEY] },
    ...given,
    decision: asked(debugId),
  })
/** What cannot be written leaves the record's own headers as they are. */
const left = (id, title, debugId, given) =>
  written(id, title, debugId, [['k', 'v']], { ...given, headers: [['k', 'v']] })
written('w-jd-id', 'a decision with an id', 'ticket-4711', [[KEY, 'ticket-4711']], {
  why: 'passed on to whoever starts the trace',
  catches: 'broken:no-decision',
})
written('w-jd-spaces', 'spaces within', 'ticket 4711 ~', [[KEY, 'ticket 4711 ~']], {
  why: 'printable ASCII includes the space',
  catches: 'broken:no-decision',
})
written('w-jd-512', 'an id of 512 characters', 'x'.repeat(512), [[KEY, 'x'.repeat(512)]], {
  why: '1 to 512 characters',
  catches: ['broken:no-decision'],
})
left('w-jd-513', 'an id of 513 characters', 'x'.repeat(513), { why: '1 to 512 characters: no reader takes more' })
left('w-jd-empty', 'an empty id', '', {
  why: '1 to 512 characters, and no empty value is written',
  must: ['JD-2', 'KEY-2'],
})
left('w-jd-space-front', 'a space in front', ' ticket', { why: 'readers trim it: it would come back as another id' })
left('w-jd-space-behind', 'a space behind', 'ticket ', { why: 'readers trim it: it would come back as another id' })
left('w-jd-non-ascii', 'a letter that is no ASCII', 'z\u00fcrich', { why: 'readers refuse it' })
left('w-jd-line-feed', 'a line end within', 'a\r\nb: c', { why: 'bridges to HTTP would make a header of it' })
t.write('w-jd-no-id', 'a decision without an id', [['k', 'v']], {
  why: 'there is no form for it: the headers stay',
  must: ['JD-2', 'PRO-1'],
  catches: ['broken:half-written'],
  options: { write: [KEY] },
  headers: [['k', 'v']],
  decision: { sampled: true, debug: true },
})
t.write(
  'w-jd-beside-b3',
  'beside b3',
  [
    ['b3', 'd'],
    [KEY, 'ticket-4711'],
  ],
  {
    why: 'each format has its own form of the decision',
    must: ['JD-2', 'B3-3'],
    options: { write: ['b3', KEY] },
    decision: asked('ticket-4711'),
  },
)
t.write(
  'w-jd-bad-beside-b3',
  'an id that cannot be written, beside b3',
  [
    ['k', 'v'],
    ['b3', 'd'],
  ],
  {
    why: "the decision is written without it, and the record's own id goes",
    must: ['JD-2', 'PRO-3'],
    catches: ['broken:raw-debug-id', 'broken:stale-beside-new'],
    options: { write: ['b3', KEY] },
    headers: [
      ['Jaeger-Debug-Id', 'old'],
      ['k', 'v'],
    ],
    decision: asked('z\u00fcrich'),
  },
)
t.write('w-jd-context', 'not for a context', [['traceparent', TP]], {
  why: 'only for a decision: a context that is debug says so itself',
  must: ['JD-2', 'PRO-3'],
  catches: 'broken:stale-beside-new',
  options: { write: ['traceparent', KEY] },
  headers: [[KEY, 'ticket-4711']],
  context: context('uber-trace-id', { debug: true }),
})

t.read(
  'jd-repeated',
  'two different ids',
  [
    ['jaeger-debug-id', 'one'],
    ['jaeger-debug-id', 'two'],
  ],
  {
    why: 'the last good value wins',
    must: ['JD-1', 'REP-3'],
    decision: { sampled: true, debug: true, debugId: 'two' },
    faults: ['jaeger-debug-id:duplicate_conflict'],
    catches: 'broken:first-wins',
  },
)
