import { bytes, context, S2, T2, topic, TP, UB } from './vector.mjs'

const W3C = 'https://www.w3.org/TR/trace-context-2/#tracestate-header'
const W3C_TESTS = 'https://github.com/w3c/trace-context/blob/main/test/test.py'
const W3C_LIMITS = 'https://www.w3.org/TR/trace-context-2/#tracestate-limits'
const W3C_KEYS = 'https://github.com/w3c/trace-context/pull/584'
const t = topic('tracestate', { source: W3C, must: 'TS-2', catches: 'broken:blind' })
export default t

/** A member of so many characters. */
const member = (key, length, letter = 'x') => `${key}=${letter.repeat(length - key.length - 1)}`
const range = (count) => Array.from({ length: count }, (_, index) => index)

/** Beside a good traceparent; the members stay with its context whatever the faults are. */
const beside = (id, title, values, tracestate, given) =>
  t.read(id, title, [['traceparent', TP], ...values.map((value) => ['tracestate', value])], {
    ...given,
    context: context('traceparent', { tracestate }),
  })
const good = (id, title, value, tracestate, given) => beside(id, title, [value], tracestate, given)
const bad = (id, title, value, tracestate, reason, given) =>
  beside(id, title, [value], tracestate, { catches: 'broken:silent', ...given, faults: [`tracestate:${reason}`] })

good('ts-simple', 'two members', 'foo=1,bar=2', ['foo=1', 'bar=2'], {
  why: 'list = list-member 0*31( OWS "," OWS list-member )',
  must: ['TS-1', 'TS-2', 'TS-4'],
})
good(
  'ts-spec-example',
  "the specification's example",
  'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7',
  ['congo=t61rcWkgMzE', 'rojo=00f067aa0ba902b7'],
  { why: 'the newest member stands on the left: order is kept', must: 'TS-1' },
)
t.read('ts-alone', 'tracestate without traceparent', [['tracestate', 'foo=1']], {
  why: 'the test suite: tracestate without traceparent is ignored',
  source: W3C_TESTS,
  must: 'TS-1',
  catches: 'broken:orphan-tracestate',
})
t.read('ts-alone-bad', 'a bad tracestate without traceparent', [['tracestate', 'FOO=1']], {
  why: 'it is read only when traceparent gave a context: no fault of what was not read',
  must: 'TS-1',
  catches: 'broken:orphan-tracestate',
})
t.read(
  'ts-with-bad-traceparent',
  'tracestate beside a bad traceparent',
  [
    ['traceparent', 'bad'],
    ['tracestate', 'foo=1'],
  ],
  {
    why: 'if the vendor failed to parse traceparent, it MUST NOT attempt to parse tracestate',
    must: 'TS-1',
    catches: ['broken:silent', 'broken:orphan-tracestate'],
    faults: ['traceparent:bad_shape'],
  },
)
t.read(
  'ts-with-uber',
  'tracestate beside another format',
  [
    ['uber-trace-id', UB],
    ['tracestate', 'foo=1'],
  ],
  {
    why: 'it belongs to traceparent: no other context takes it',
    must: 'TS-1',
    catches: 'broken:orphan-tracestate',
    context: context('uber-trace-id'),
  },
)

bad('ts-upper-key', 'a key in upper case', 'FOO=1,bar=2', ['bar=2'], 'bad_member', {
  why: 'keys begin with a lower-case letter or a digit; one bad member drops the whole state in Python, Java, Go and Rust, and dd-trace keeps it',
  source: W3C_TESTS,
  must: ['TS-2', 'TS-4'],
  catches: ['otel-python', 'otel-java', 'otel-go', 'otel-rust', 'dd-trace-js', 'broken:silent'],
})
bad('ts-two-equals', 'a value with =', 'foo=bar=baz,b=1', ['b=1'], 'bad_member', {
  why: 'the characters of a value exclude =',
  source: W3C_TESTS,
  catches: ['otel-python', 'otel-java', 'otel-go', 'otel-rust', 'dd-trace-js', 'broken:silent'],
})
bad('ts-repeated-key', 'a repeated key', 'foo=1,foo=2', ['foo=1'], 'bad_member', {
  why: 'only one entry per key is allowed; the newest stands on the left. OpenTelemetry JS keeps the last, Rust both',
  catches: ['otel-js', 'otel-python', 'otel-java', 'otel-go', 'otel-rust', 'broken:silent'],
})
bad('ts-empty-value', 'an empty value', 'foo=,bar=3', ['bar=3'], 'bad_member', {
  why: 'value ends with a character that is not blank; OpenTelemetry Rust keeps the member, Python, Java and Go drop all',
  source: W3C_TESTS,
  catches: ['otel-python', 'otel-java', 'otel-go', 'otel-rust', 'broken:silent'],
})
bad('ts-space-in-key', 'a space before the =', 'foo =1,bar=2', ['bar=2'], 'bad_member', {
  why: 'no white space between key and =',
  source: W3C_TESTS,
})
bad('ts-dot-in-key', 'a dot in the key', 'foo.bar=1', [], 'bad_member', {
  why: 'a key has letters, digits, _ - * / @',
  source: W3C_TESTS,
})
bad('ts-at-first', 'a key that begins with @', '@foo=1,bar=2', ['bar=2'], 'bad_member', {
  why: 'a key begins with a letter or a digit',
  source: W3C_TESTS,
})
bad('ts-no-equals', 'a member without =', 'foo,bar=2', ['bar=2'], 'bad_member', {
  why: 'list-member = key "=" value',
})
beside('ts-two-bad', 'each bad member is told', ['FOO=1,bar=2,BAZ=3'], ['bar=2'], {
  why: 'a member that does not match is dropped with a fault',
  catches: 'broken:silent',
  faults: ['tracestate:bad_member', 'tracestate:bad_member'],
})
good('ts-key-characters', 'every kind of character in a key', 'a_-*/0=1', ['a_-*/0=1'], {
  why: 'key = ( lcalpha / DIGIT ) 0*255( lcalpha / DIGIT / "_" / "-" / "*" / "/" / "@" )',
  source: W3C_TESTS,
})
good(
  'ts-level-2-keys',
  'keys of level 2',
  '1a=1,foo@=1,foo@@bar=1,foo@bar@baz=2',
  ['1a=1', 'foo@=1', 'foo@@bar=1', 'foo@bar@baz=2'],
  {
    why: 'the test suite keeps them since 2026-06; OpenTelemetry JS and Python reject them',
    source: W3C_KEYS,
    catches: ['otel-js', 'otel-python', 'broken:blind'],
  },
)
good('ts-key-256', 'a key of 256 characters', `${'z'.repeat(256)}=1`, [`${'z'.repeat(256)}=1`], {
  why: 'the first character and 255 more',
  source: W3C_TESTS,
})
bad('ts-key-257', 'a key of 257 characters', `${'z'.repeat(257)}=1,bar=2`, ['bar=2'], 'bad_member', {
  why: 'the first character and 255 more',
  source: W3C_TESTS,
  catches: ['broken:silent'],
})
good(
  'ts-key-tenant',
  'long tenants and systems',
  `${'t'.repeat(241)}@${'v'.repeat(14)}=1,${'t'.repeat(242)}@v=1,t@${'v'.repeat(15)}=1`,
  [`${'t'.repeat(241)}@${'v'.repeat(14)}=1`, `${'t'.repeat(242)}@v=1`, `t@${'v'.repeat(15)}=1`],
  {
    why: 'level 2 has no lengths of its own for the two sides of @',
    source: W3C_KEYS,
    catches: ['otel-js', 'broken:blind'],
  },
)
good(
  'ts-value-characters',
  'blanks in front of and within a value',
  'foo=  a;b"c~!,bar=2',
  ['foo=  a;b"c~!', 'bar=2'],
  {
    why: 'leading spaces belong to the value; chr is %x20-7E but "," and "="',
  },
)
good('ts-value-256', 'a value of 256 characters', member('foo', 260), [member('foo', 260)], {
  why: 'value = 0*255(chr) nblk-chr',
})
bad('ts-value-257', 'a value of 257 characters', `${member('foo', 261)},bar=2`, ['bar=2'], 'bad_member', {
  why: 'value = 0*255(chr) nblk-chr',
  catches: ['broken:silent'],
})
good('ts-empty-members', 'empty members', 'foo=1,,\t, ,bar=2,', ['foo=1', 'bar=2'], {
  why: 'empty members are allowed; OpenTelemetry Java throws and Rust fails on them, and both drop the state',
  catches: ['otel-java', 'otel-rust', 'broken:blind'],
})
good('ts-ows', 'white space around members', 'foo=1 \t , \t bar=2, \t baz=3', ['foo=1', 'bar=2', 'baz=3'], {
  why: 'OWS is SP and HTAB; here HTAB is no bad character',
  source: W3C_TESTS,
  must: ['TS-2', 'VAL-3'],
  catches: 'broken:no-trim',
})
good('ts-outer-ows', 'white space at both ends', ' \tfoo=1\t ', ['foo=1'], {
  why: 'SP and HTAB are trimmed at both ends',
  must: 'VAL-4',
  catches: 'broken:no-trim',
})
beside(
  'ts-several-headers',
  'several headers',
  ['foo=1,bar=2', 'rojo=1,congo=2', 'baz=3'],
  ['foo=1', 'bar=2', 'rojo=1', 'congo=2', 'baz=3'],
  {
    why: 'the test suite: several tracestate headers are combined in order',
    source: W3C_TESTS,
    must: 'REP-6',
    catches: 'broken:first-wins',
  },
)
beside('ts-empty-then-good', 'an empty header before another', ['', 'foo=1'], ['foo=1'], {
  why: 'the test suite: an empty header beside another costs nothing',
  source: W3C_TESTS,
  must: 'VAL-1',
  catches: 'broken:first-wins',
  faults: ['tracestate:empty'],
})
beside('ts-good-then-empty', 'an empty header behind another', ['foo=1', ''], ['foo=1'], {
  why: 'the test suite: an empty header beside another costs nothing',
  source: W3C_TESTS,
  must: 'VAL-1',
  catches: 'broken:silent',
  faults: ['tracestate:empty'],
})
const short = range(33).map((index) => `k${index}=1`)
good('ts-32-members', '32 members', short.slice(0, 32).join(), short.slice(0, 32), {
  why: 'there can be a maximum of 32 list-members',
  must: 'TS-3',
})
bad('ts-33-members', '33 members', short.join(), short.slice(0, 32), 'over_limit', {
  why: 'there can be a maximum of 32 list-members; OpenTelemetry Python, Java and Go drop all, Rust keeps all',
  source: W3C_TESTS,
  must: 'TS-3',
  catches: ['otel-python', 'otel-java', 'otel-go', 'otel-rust', 'broken:unbounded'],
})
const many = range(40).map((index) => `k${index}=1`)
bad('ts-40-members', 'one fault for all that is beyond', many.join(), many.slice(0, 32), 'over_limit', {
  why: 'after 32 members the rest is dropped with one fault',
  must: 'TS-3',
  catches: ['broken:unbounded', 'broken:silent'],
})
good(
  'ts-600-characters',
  'more than 512 characters',
  range(6)
    .map((index) => member(`k${index}`, 100))
    .join(),
  range(6).map((index) => member(`k${index}`, 100)),
  { why: 'at least 512 characters are to be propagated: no reader needs to stop there', source: W3C_LIMITS },
)
const wide = range(16).map((index) => member(`k${index}`, index === 15 ? 256 : 255))
good('ts-4096', '4,096 bytes', wide.join(), wide, {
  why: 'the cap counts bytes and includes the last one',
  must: ['VAL-2', 'LIM-2'],
})
bad('ts-4097', '4,097 bytes', `${wide.join()}x`, [], 'too_long', {
  why: 'Kafka has no cap on headers in front of the reader',
  must: ['VAL-2', 'LIM-2', 'TS-4'],
  catches: 'broken:unbounded',
})
bad('ts-null', 'a null value', null, [], 'null', {
  why: 'a null value is as if absent',
  must: ['VAL-1', 'TS-4'],
})
bad('ts-empty', 'an empty value', '', [], 'empty', {
  why: 'OpenTelemetry Rust writes an empty tracestate on every record',
  source:
    'https://github.com/open-telemetry/opentelemetry-rust/blob/main/opentelemetry-sdk/src/propagation/trace_context.rs',
  must: ['VAL-1', 'TS-4'],
})
bad('ts-blank', 'white space alone', ' \t ', [], 'empty', {
  why: 'nothing is left after trimming',
  must: ['VAL-4', 'TS-4'],
  catches: ['broken:no-trim', 'broken:silent'],
})
bad('ts-non-ascii', 'a byte that is no ASCII', bytes('666f6f3dc3a92c6261723d32'), [], 'bad_charset', {
  why: 'chr is %x20-7E; the context stays',
  must: ['VAL-3', 'TS-4'],
  catches: 'broken:any-bytes',
})
bad('ts-line-feed', 'a line feed at the end', 'foo=1\n', [], 'bad_charset', {
  why: 'SP and HTAB are trimmed and nothing else',
  must: ['VAL-3', 'TS-4'],
  catches: 'broken:trims-unicode',
})
t.read(
  'ts-other-case',
  'another letter case of the key',
  [
    ['traceparent', TP],
    ['TraceState', 'foo=1'],
  ],
  {
    why: 'HTTP gateways copy header names as they came; Kafka compares keys by bytes',
    must: 'KEY-3',
    catches: 'broken:exact-case',
    context: context('traceparent', { tracestate: ['foo=1'] }),
  },
)

const written = (id, title, members, expected, given) =>
  t.write(id, title, [['traceparent', TP], ...(expected === null ? [] : [['tracestate', expected]])], {
    must: 'TS-5',
    catches: 'broken:raw-tracestate',
    options: { write: ['traceparent'] },
    ...given,
    context: context('traceparent', { tracestate: members }),
  })
written('w-ts-simple', 'behind traceparent', ['foo=1', 'bar=2'], 'foo=1,bar=2', {
  why: 'members are separated by commas; order is kept',
  must: ['TS-1', 'TS-5', 'TS-6', 'TS-7', 'PRO-5'],
  catches: 'broken:blind',
})
t.write(
  'w-ts-before-uber',
  'between traceparent and the next format',
  [
    ['traceparent', TP],
    ['tracestate', 'foo=1'],
    ['uber-trace-id', UB],
  ],
  {
    why: 'tracestate behind traceparent',
    must: ['TS-1', 'PRO-5'],
    catches: 'broken:blind',
    options: { write: ['traceparent', 'uber-trace-id'] },
    context: context('traceparent', { tracestate: ['foo=1'] }),
  },
)
t.write('w-ts-without-traceparent', 'not where traceparent is not written', [['uber-trace-id', UB]], {
  why: 'tracestate without traceparent is ignored by every reader',
  must: 'TS-1',
  catches: ['broken:capital-keys'],
  options: { write: ['uber-trace-id'] },
  context: context('traceparent', { tracestate: ['foo=1'] }),
})
written('w-ts-none-left', 'no member left, no header', ['1a=1', 'FOO=1'], null, {
  why: 'OpenTelemetry JS writes an empty tracestate when validation emptied it',
  must: ['TS-5', 'TS-7'],
  catches: ['otel-js', 'broken:raw-tracestate'],
  lost: { tracestate: 2 },
})
written('w-ts-keys', 'keys that other readers choke on', ['1a=1', 'b=2', 'c@d@e=3', 'f@=4', 't@v=5'], 'b=2,t@v=5', {
  why: 'OpenTelemetry JS and Python reject keys that are not of level 1, Python the whole state with them',
  lost: { tracestate: 3 },
})
const longest = `${'t'.repeat(241)}@${'v'.repeat(14)}=1`
written('w-ts-tenant', 'a tenant of 241 and a system of 14 characters', ['a=1', longest], `a=1,${longest}`, {
  catches: 'broken:blind',
  why: 'key = ( lcalpha / DIGIT ) 0*240(...) "@" lcalpha 0*13(...)',
  source: 'https://www.w3.org/TR/trace-context-1/#key',
})
written(
  'w-ts-tenant-long',
  'a tenant of 242, a system of 15, a system that begins with a digit',
  ['a=1', `${'t'.repeat(242)}@v=1`, `t@${'v'.repeat(15)}=1`, 't@1=1'],
  'a=1',
  {
    why: 'level 1 readers drop the state over them',
    source: 'https://www.w3.org/TR/trace-context-1/#key',
    lost: { tracestate: 3 },
  },
)
written(
  'w-ts-key-256',
  'keys of 256 and 257 characters',
  [`${'z'.repeat(256)}=1`, `${'y'.repeat(257)}=1`],
  `${'z'.repeat(256)}=1`,
  {
    why: 'a key is at most 256 characters',
    lost: { tracestate: 1 },
  },
)
written(
  'w-ts-values',
  'values that do not match',
  ['a=1', 'b=', 'c=x=y', 'd=x,e=y', `f=${'x'.repeat(257)}`, 'g=é', 'h', `i=${'x'.repeat(256)}`],
  `a=1,i=${'x'.repeat(256)}`,
  {
    why: 'a member that does not match the grammar is left out, and never splits into others',
    lost: { tracestate: 6 },
  },
)
written('w-ts-trailing-space', 'values that end with a space', ['a= ', 'b= 1', 'c=1 ', 'd=1'], 'b= 1,d=1', {
  why: 'value = 0*255(chr) nblk-chr: readers trim the space, and over a value that is then empty some drop the whole state',
  must: 'TS-5',
  source: 'https://www.w3.org/TR/trace-context-2/#value',
  lost: { tracestate: 2 },
})
written('w-ts-32', 'at most 32 members', short, short.slice(0, 32).join(), {
  why: 'there can be a maximum of 32 list-members; where none is long the last one goes',
  must: 'TS-6',
  source: W3C_LIMITS,
  lost: { tracestate: 1 },
})
written('w-ts-32-long', 'a long one of 33 goes first', [member('k0', 129), ...short.slice(1)], short.slice(1).join(), {
  why: 'entries longer than 128 characters are removed first',
  must: 'TS-6',
  source: W3C_LIMITS,
  lost: { tracestate: 1 },
})
const full = [member('a', 128), member('b', 128), member('c', 128), member('d', 125)]
written('w-ts-512', '512 characters', full, full.join(), {
  why: 'at least 512 characters of the combined header are propagated',
  must: 'TS-6',
  source: W3C_LIMITS,
  catches: 'broken:blind',
})
written('w-ts-513', '513 characters', [...full.slice(0, 3), member('d', 126)], full.slice(0, 3).join(), {
  why: 'where no member is longer than 128 characters the last one goes: 128 is not longer',
  must: 'TS-6',
  source: W3C_LIMITS,
  lost: { tracestate: 1 },
})
written(
  'w-ts-long',
  'the last of the long ones goes first',
  [member('a', 202), member('b', 102), member('c', 252), 'd=1'],
  [member('a', 202), member('b', 102), 'd=1'].join(),
  {
    why: 'entries longer than 128 characters are removed first, then from the end',
    must: 'TS-6',
    source: W3C_LIMITS,
    lost: { tracestate: 1 },
  },
)
written(
  'w-ts-long-short',
  'a long one goes before the last one',
  [member('a', 258), member('b', 129), member('c', 120), member('d', 100)],
  [member('a', 258), member('c', 120), member('d', 100)].join(),
  {
    why: 'the last member longer than 128 characters goes, though the last member would do',
    must: 'TS-6',
    source: W3C_LIMITS,
    lost: { tracestate: 1 },
  },
)
const right = range(6).map((index) => member(`k${index}`, 103))
written('w-ts-right', 'then members from the right', right, right.slice(0, 4).join(), {
  why: 'entries are removed from the end',
  must: 'TS-6',
  source: W3C_LIMITS,
  lost: { tracestate: 2 },
})
t.write(
  'w-ts-replaced',
  "the record's own state goes",
  [
    ['k', 'v'],
    ['traceparent', TP],
    ['tracestate', 'new=1'],
  ],
  {
    why: 'state of another hop beside our ids would be a lie: it goes in any letter case',
    must: ['PRO-3', 'TS-1'],
    catches: 'broken:stale-beside-new',
    options: { write: ['traceparent'] },
    headers: [
      ['TraceState', 'old=1'],
      ['k', 'v'],
      ['traceparent', `00-${T2}-${S2}-01`],
      ['tracestate', 'old=2'],
    ],
    context: context('traceparent', { tracestate: ['new=1'] }),
  },
)

bad('ts-inner-tab', 'a tab within a member', 'foo=a\tb,bar=2', ['bar=2'], 'bad_member', {
  why: 'the list lets a tab through, the grammar of a value does not',
  must: ['VAL-3', 'TS-2'],
  catches: 'broken:any-bytes',
})
bad(
  'ts-33rd-bad',
  'a bad member behind 32',
  [...range(32).map((index) => `k${index}=1`), 'BAD'].join(','),
  range(32).map((index) => `k${index}=1`),
  'over_limit',
  { why: 'what follows 32 that were kept is not looked at', must: 'TS-3', catches: 'otel-rust' },
)
good(
  'ts-32-and-comma',
  'empty members behind 32',
  `${range(32)
    .map((index) => `k${index}=1`)
    .join(',')}, ,`,
  range(32).map((index) => `k${index}=1`),
  { why: 'an empty member is none', must: 'TS-3', catches: 'otel-java' },
)
bad(
  'ts-bad-before-32',
  'a bad member does not count',
  ['BAD', ...range(32).map((index) => `k${index}=1`)].join(','),
  range(32).map((index) => `k${index}=1`),
  'bad_member',
  { why: '32 that were kept', must: ['TS-2', 'TS-3'], catches: ['otel-java', 'otel-python'] },
)
