import { bytes, context, entries, entry, other, topic, TP, TP2, UB } from './vector.mjs'

const W3C = 'https://www.w3.org/TR/baggage/#baggage-http-header-format'
const t = topic('baggage', { source: W3C, must: 'BA-1', catches: 'broken:dropped-baggage' })
export default t

const reads = (id, title, value, baggage, given) =>
  t.read(id, title, [['baggage', value]], { baggage: Array.isArray(baggage) ? baggage : entries(baggage), ...given })
const x = (length) => 'x'.repeat(length)

reads('bg-one', 'one member', 'k=v', { k: 'v' }, { why: 'baggage stands without a context', must: ['BA-1', 'BG-1'] })
reads(
  'bg-spec-example',
  "the specification's example",
  'key1=value1;property1;property2, key2 = value2, key3=value3; propertyKey=propertyValue',
  [
    entry('key1', 'value1', 'property1;property2'),
    entry('key2', 'value2'),
    entry('key3', 'value3', 'propertyKey=propertyValue'),
  ],
  {
    why: 'the example of section 3.3.2; OpenTelemetry Python makes properties a part of the value',
    catches: ['otel-python', 'dd-trace-js'],
  },
)
reads(
  'bg-utf8',
  'percent-encoded UTF-8',
  'userId=Am%C3%A9lie,serverNode=DF%2028,isProduction=false',
  { userId: 'Am\u00e9lie', serverNode: 'DF 28', isProduction: 'false' },
  { why: 'values are percent-encoded UTF-8', catches: 'broken:raw-baggage' },
)
reads(
  'bg-lower-escape',
  'escapes in lower case',
  'a=%c3%a9',
  { a: '\u00e9' },
  { why: 'hex digits of an escape have no letter case (RFC 3986)', catches: 'broken:raw-baggage' },
)
reads(
  'bg-astral',
  'a character of four bytes',
  'a=%F0%9F%A7%B5',
  { a: '\u{1f9f5}' },
  { why: 'values are percent-encoded UTF-8', catches: 'broken:raw-baggage' },
)
reads(
  'bg-equals',
  'a value with =',
  'SomeKey=SomeValue=equals',
  { SomeKey: 'SomeValue=equals' },
  {
    why: "the working group's own test; OpenTelemetry Rust cuts at the second =",
    catches: 'otel-rust',
    source: 'https://github.com/w3c/baggage/blob/main/test/test_baggage.py',
  },
)
reads(
  'bg-equals-only',
  'a value that is =',
  'k==',
  { k: '=' },
  { why: 'the key ends at the first =', catches: 'otel-rust' },
)
reads(
  'bg-empty-value',
  'an empty value',
  'a=,b=2',
  { a: '', b: '2' },
  {
    why: 'a value may be empty; OpenTelemetry JS drops it, dd-trace the whole header',
    catches: ['otel-js', 'dd-trace-js'],
  },
)
reads(
  'bg-comma',
  'an encoded comma',
  'key1=val1,key2=val2%2Cval3',
  { key1: 'val1', key2: 'val2,val3' },
  { why: 'members are split before values are decoded', catches: 'broken:decodes-first' },
)
reads(
  'bg-semicolon',
  'an encoded semicolon',
  'a=1%3B2',
  { a: '1;2' },
  { why: 'properties are split before values are decoded', catches: 'broken:decodes-first' },
)
reads(
  'bg-encoded-space',
  'an encoded space at the end',
  'a=1%20,b=%20',
  { a: '1 ', b: ' ' },
  { why: 'white space is trimmed before values are decoded', catches: 'otel-python' },
)
reads(
  'bg-plus',
  'a plus',
  'a=1+2',
  { a: '1+2' },
  { why: '+ is a plus; OpenTelemetry Python reads a space', catches: 'otel-python' },
)
reads(
  'bg-bad-utf8',
  'bytes that are not UTF-8',
  'a=%FF,b=2',
  { a: '\ufffd', b: '2' },
  {
    why: 'sequences that are no UTF-8 become U+FFFD; OpenTelemetry JS and Rust drop the entry',
    catches: ['otel-js', 'otel-rust'],
  },
)
reads(
  'bg-cut-utf8',
  'a character cut in the middle',
  'a=%C3,b=%C3%A9',
  { a: '\ufffd', b: '\u00e9' },
  { why: 'sequences that are no UTF-8 become U+FFFD', catches: ['otel-js', 'otel-rust'] },
)
reads(
  'bg-surrogate',
  'an encoded surrogate',
  'a=%ED%A0%80',
  { a: '\ufffd\ufffd\ufffd' },
  {
    why: 'surrogates are no UTF-8; each byte is replaced (WHATWG decoding)',
    catches: ['otel-js', 'broken:raw-baggage'],
  },
)
reads(
  'bg-bom',
  'an encoded byte order mark',
  'a=%EF%BB%BFx',
  { a: '\ufeffx' },
  { why: 'a value is data: decoders that strip a mark change it', catches: 'broken:strips-bom' },
)
reads(
  'bg-bad-escape',
  'a % without two digits',
  'a=100%,b=%ZZ,c=%4',
  { a: '100%', b: '%ZZ', c: '%4' },
  {
    why: 'nothing is lost over an escape; OpenTelemetry JS, Go and Java drop the entry',
    catches: ['otel-js', 'otel-go', 'otel-java'],
  },
)
reads(
  'bg-signed-escape',
  'a sign in an escape',
  'a=%+1',
  { a: '%+1' },
  { why: 'two hex digits, no number parser', catches: 'broken:number-parser' },
)
reads(
  'bg-decoded-once',
  'an escape of an escape',
  'a=%2541',
  { a: '%41' },
  { why: 'decoded once', catches: ['broken:decodes-first'] },
)
reads(
  'bg-backslash',
  'a character outside the grammar',
  'a=b\\c,d="q"',
  { a: 'b\\c', d: '"q"' },
  {
    why: 'any character that the value rules let through is taken; OpenTelemetry Go, Java and Python reject it',
    catches: ['otel-go', 'otel-java', 'otel-python'],
  },
)
reads(
  'bg-inner-space',
  'a space within a value',
  'a=b c',
  { a: 'b c' },
  { why: 'any character that the value rules let through is taken', catches: 'broken:strict-baggage' },
)
reads(
  'bg-white-space',
  'white space around everything',
  ' a \t=\t 1 , \tb = 2\t',
  { a: '1', b: '2' },
  { why: 'OWS around members, keys and values', catches: 'broken:strict-baggage' },
)
reads(
  'bg-empty-members',
  'empty members',
  ',a=1,, ,b=2,',
  { a: '1', b: '2' },
  { why: 'empty members are skipped', catches: 'dd-trace-js' },
)
reads('bg-property-only', 'a property without a value', 'a=1;p', [entry('a', '1', 'p')], {
  why: 'properties are kept as text',
  catches: ['otel-python', 'dd-trace-js'],
})
reads(
  'bg-property-empty',
  'a semicolon with nothing behind',
  'a=1;',
  { a: '1' },
  { why: 'no property is no properties', catches: 'otel-python' },
)
reads('bg-property-space', 'white space around properties', 'a=1 ; p = 2 ; q ', [entry('a', '1', 'p = 2 ; q')], {
  why: 'the text behind the first semicolon, trimmed',
  catches: 'otel-python',
})
reads('bg-property-encoded', 'a property is not decoded', 'a=1;p=%20', [entry('a', '1', 'p=%20')], {
  why: 'only the value is decoded',
  catches: 'broken:decodes-first',
})
reads('bg-value-of-property', 'an equals sign in a property alone', 'a;p=1', [], {
  why: 'the value ends at the first semicolon: this member has no =',
  must: 'BA-2',
  faults: ['baggage:bad_member'],
  catches: 'broken:silent',
})
reads(
  'bg-bad-member',
  'a bad member leaves the rest',
  'key1=val1,key2=val2,a,val3',
  { key1: 'val1', key2: 'val2' },
  {
    why: 'two members without =; dd-trace drops the whole header',
    must: 'BA-2',
    faults: ['baggage:bad_member', 'baggage:bad_member'],
    catches: 'dd-trace-js',
  },
)
reads(
  'bg-key-space',
  'a space in a key',
  'a b=1,c=2',
  { c: '2' },
  { why: 'a key is a token', must: 'BA-2', faults: ['baggage:bad_member'], catches: 'dd-trace-js' },
)
reads(
  'bg-key-empty',
  'no key',
  '=1,b=2',
  { b: '2' },
  { why: 'a token has a character', must: 'BA-2', faults: ['baggage:bad_member'], catches: 'broken:silent' },
)
reads('bg-key-quote', 'a quote in a key', '"k"=1', [], {
  why: 'a key is a token',
  must: 'BA-2',
  faults: ['baggage:bad_member'],
  catches: 'broken:silent',
})
reads(
  'bg-key-encoded',
  'an escape in a key',
  'k%20y=1',
  { 'k%20y': '1' },
  {
    why: 'keys are never encoded; OpenTelemetry JS and Rust decode them',
    must: ['BA-1', 'BG-5'],
    catches: ['otel-js', 'otel-rust'],
  },
)
reads(
  'bg-key-token',
  'every character of a token',
  "!#$%&'*+-.^_`|~aZ09=1",
  { "!#$%&'*+-.^_`|~aZ09": '1' },
  { why: 'RFC 7230 token', must: ['BA-1', 'BA-2'], catches: 'broken:strict-baggage' },
)
reads(
  'bg-key-case',
  'keys that differ in letter case',
  'K=1,k=2',
  { K: '1', k: '2' },
  { why: 'keys are case-sensitive', must: 'BG-5', catches: 'broken:lower-cases' },
)
reads(
  'bg-sentry',
  "Sentry's members",
  `sentry-trace_id=${'a'.repeat(32)},sentry-sampled=true,own=1`,
  { 'sentry-trace_id': 'a'.repeat(32), 'sentry-sampled': 'true', own: '1' },
  {
    why: 'members of the sentry- prefix are kept',
    source: 'https://develop.sentry.dev/sdk/telemetry/traces/dynamic-sampling-context/',
  },
)
reads(
  'bg-repeated',
  'a repeated key',
  'a=1,b=2,a=3',
  { a: '3', b: '2' },
  {
    why: 'the last value wins and keeps the first place; dd-trace and others agree on the value',
    must: 'BG-3',
    catches: 'broken:first-wins',
  },
)
reads(
  'bg-repeated-property',
  'the last value brings its own properties',
  'a=1;p,a=2',
  { a: '2' },
  { why: 'an entry is replaced as a whole', must: 'BG-3', catches: 'broken:first-wins' },
)
t.read(
  'bg-several',
  'several headers',
  [
    ['baggage', 'a=1'],
    ['other', 'x'],
    ['baggage', 'b=2,a=3'],
  ],
  {
    why: 'values are read in order',
    must: ['REP-7', 'BG-3'],
    baggage: entries({ a: '3', b: '2' }),
    catches: ['kotel', 'otel-python'],
  },
)
t.read(
  'bg-several-null',
  'a null among them',
  [
    ['baggage', 'a=1'],
    ['baggage', null],
    ['baggage', 'b=2'],
  ],
  {
    why: 'one bad value costs itself only',
    must: ['REP-7', 'VAL-1'],
    baggage: entries({ a: '1', b: '2' }),
    faults: ['baggage:null'],
  },
)
t.read(
  'bg-several-same',
  'identical copies',
  [
    ['baggage', 'a=1,x'],
    ['baggage', 'a=1,x'],
  ],
  {
    why: 'values of the same bytes are one value: one fault',
    must: 'REP-2',
    baggage: entries({ a: '1' }),
    faults: ['baggage:bad_member'],
    catches: 'broken:counts-copies',
  },
)
reads(
  'bg-64',
  '64 members',
  Array.from({ length: 64 }, (_, i) => `k${i}=1`).join(','),
  Array.from({ length: 64 }, (_, i) => entry(`k${i}`, '1')),
  { why: 'at least 64 members are to be propagated', must: 'BG-4' },
)
reads(
  'bg-65',
  '65 members',
  Array.from({ length: 65 }, (_, i) => `k${i}=1`).join(','),
  Array.from({ length: 64 }, (_, i) => entry(`k${i}`, '1')),
  { why: 'at most 64 entries', must: 'BG-4', faults: ['baggage:over_limit'], catches: ['otel-js', 'otel-python'] },
)
reads(
  'bg-70-update',
  'a known key after the limit',
  `${Array.from({ length: 66 }, (_, i) => `k${i}=1`).join(',')},k0=2`,
  [entry('k0', '2'), ...Array.from({ length: 63 }, (_, i) => entry(`k${i + 1}`, '1'))],
  {
    why: 'only new keys are dropped; one fault',
    must: ['BG-3', 'BG-4'],
    faults: ['baggage:over_limit'],
    catches: 'otel-js',
  },
)
reads(
  'bg-8192',
  'exactly 8,192 bytes',
  `a=${x(8190)}`,
  { a: x(8190) },
  { why: 'at least 8,192 bytes are to be propagated', must: 'LIM-3', catches: 'broken:low-cap' },
)
reads('bg-8193', 'one byte more', `a=${x(8191)}`, [], {
  why: 'bounded before it is split: CVE-2026-54285, CVE-2026-45292',
  must: 'LIM-3',
  faults: ['baggage:too_long'],
  source: 'https://github.com/advisories/GHSA-8988-4f7v-96qf',
  catches: 'broken:unbounded',
})
t.read(
  'bg-sum',
  'values that are too long together',
  [
    ['baggage', `a=${x(5000)}`],
    ['baggage', `b=${x(5000)}`],
    ['baggage', 'c=3'],
  ],
  {
    why: 'a budget for all headers together: CVE-2026-29181; a later one may fit',
    must: 'LIM-3',
    baggage: entries({ a: x(5000), c: '3' }),
    faults: ['baggage:too_long'],
    source: 'https://github.com/advisories/GHSA-mh2q-q3fh-2475',
    catches: 'otel-go-1.41',
  },
)
reads('bg-charset', 'raw non-ASCII', 'a=\u00e9', [], {
  why: 'printable ASCII only',
  must: 'VAL-3',
  faults: ['baggage:bad_charset'],
  catches: 'broken:silent',
})
reads(
  'bg-tab',
  'tabs between members',
  'a=1\t,\tb=2',
  { a: '1', b: '2' },
  { why: 'HTAB is white space in lists', must: 'VAL-3', catches: 'broken:no-tabs' },
)
reads('bg-newline', 'a line feed between members', 'a=1,\nb=2', [], {
  why: 'only SP and HTAB are white space',
  must: 'VAL-3',
  faults: ['baggage:bad_charset'],
  catches: ['broken:any-bytes'],
})
t.read('bg-null', 'a null value', [['baggage', null]], {
  why: 'null is a fault',
  must: 'VAL-1',
  faults: ['baggage:null'],
  catches: 'broken:silent',
})
t.read(
  'bg-with-context',
  'beside a context',
  [
    ['traceparent', TP],
    ['baggage', 'k=v'],
  ],
  { why: 'both stand beside each other', must: 'BG-1', context: context('traceparent'), baggage: entries({ k: 'v' }) },
)
t.read(
  'bg-with-bad-context',
  'beside a broken context',
  [
    ['traceparent', 'bad'],
    ['baggage', 'k=v'],
  ],
  {
    why: 'baggage does not need a context',
    must: 'BG-1',
    faults: ['traceparent:bad_shape'],
    baggage: entries({ k: 'v' }),
    catches: 'otel-python',
  },
)
t.read(
  'bg-read-one-format',
  'whatever formats are read',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
    ['baggage', 'k=v'],
    ['uberctx-j', 'w'],
  ],
  {
    why: 'baggage is read from all its headers',
    must: 'BG-1',
    options: { read: ['uber-trace-id'] },
    context: context('uber-trace-id'),
    baggage: entries({ k: 'v', j: 'w' }),
  },
)

const W = { options: { write: ['traceparent'] }, context: context('traceparent') }
const writes = (id, title, value, baggage, given) =>
  t.write(id, title, [['traceparent', TP], ...(value === undefined ? [] : [['baggage', value]])], {
    must: 'BA-3',
    catches: 'broken:raw-baggage',
    ...W,
    baggage: Array.isArray(baggage) ? baggage : entries(baggage),
    ...given,
  })
writes(
  'w-bg-one',
  'one entry',
  'k=v',
  { k: 'v' },
  {
    catches: ['broken:dropped-baggage'],
    why: 'read alike by every implementation; no other form without its format',
    must: ['BA-3', 'UC-3', 'OB-1'],
  },
)
writes(
  'w-bg-two',
  'two entries in order',
  'b=2,a=1',
  { b: '2', a: '1' },
  { catches: ['broken:dropped-baggage'], why: 'order is kept; no space behind the comma' },
)
writes(
  'w-bg-reserved',
  'everything but unreserved is encoded',
  'k=%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7Daz-._~',
  { k: ' !"#$%&\'()*+,/:;<=>?@[\\]^`{|}az-._~' },
  {
    why: 'OpenTelemetry Rust cuts at a raw =, Python reads + as a space, Java drops a raw %',
    catches: ['otel-go', 'otel-rust'],
  },
)
writes(
  'w-bg-utf8',
  'UTF-8 is encoded',
  'k=%C3%A9%F0%9F%A7%B5',
  { k: '\u00e9\u{1f9f5}' },
  { why: 'percent-encoded UTF-8, upper-case digits' },
)
writes(
  'w-bg-percent',
  'a percent sign is encoded',
  'k=100%25',
  { k: '100%' },
  {
    why: 'OpenTelemetry Rust does not escape it; Java then drops the character, Go and JS the item',
    catches: 'otel-rust',
  },
)
writes(
  'w-bg-control',
  'control characters are encoded',
  'k=%00%0A%7F',
  { k: '\0\n\x7f' },
  { why: 'every byte but unreserved' },
)
writes('w-bg-properties', 'properties are not written', 'k=v', [entry('k', 'v', 'p=1')], {
  why: 'OpenTelemetry Python glues them onto the value',
  catches: 'otel-rust',
})
writes(
  'w-bg-empty',
  'an empty value is left out',
  'b=2',
  { a: '', b: '2' },
  {
    why: 'dd-trace drops the whole header over it, OpenTelemetry JS the entry',
    must: 'BA-4',
    lost: { baggage: 1 },
    catches: ['otel-java', 'otel-go'],
  },
)
writes(
  'w-bg-key',
  'keys that are no tokens are left out',
  'ok=1',
  { 'a b': '1', '': '2', '\u00e9': '3', 'a=b': '4', ok: '1' },
  { why: 'keys are never encoded', must: 'BA-4', lost: { baggage: 4 }, catches: 'otel-js' },
)
writes(
  'w-bg-64',
  'at most 64 members',
  Array.from({ length: 64 }, (_, i) => `k${i}=1`).join(','),
  Array.from({ length: 66 }, (_, i) => entry(`k${i}`, '1')),
  { why: 'readers stop there', must: 'BA-4', lost: { baggage: 2 }, catches: 'otel-js' },
)
writes(
  'w-bg-8192',
  'members that do not fit are left out, later ones may fit',
  `a=${x(8000)},c=3`,
  { a: x(8000), b: x(300), c: '3' },
  { why: 'readers take nothing of a longer one', must: 'BA-4', lost: { baggage: 1 }, catches: 'broken:unbounded' },
)
writes(
  'w-bg-8192-exact',
  'exactly 8,192 bytes',
  `a=${x(8190)}`,
  { a: x(8190) },
  { why: 'the limit is the longest that is written', must: 'BA-4', catches: 'broken:low-cap' },
)
writes(
  'w-bg-8193',
  'one byte more',
  undefined,
  { a: x(8191) },
  { why: 'readers take nothing of a longer one', must: 'BA-4', lost: { baggage: 1 }, catches: 'broken:unbounded' },
)
writes(
  'w-bg-encoded-size',
  'the encoded size counts',
  `a=${'%20'.repeat(2000)},c=3`,
  { a: ' '.repeat(2000), b: ' '.repeat(1000), c: '3' },
  { why: 'the limit is one of bytes on the wire', must: 'BA-4', lost: { baggage: 1 }, catches: 'broken:unbounded' },
)
writes(
  'w-bg-prototype',
  'keys of Object.prototype',
  '__proto__=1,constructor=2',
  [entry('__proto__', '1'), entry('constructor', '2')],
  { why: 'baggage keys are data', must: ['SEC-2', 'BA-3'], catches: ['broken:dropped-baggage'] },
)
t.write(
  'w-bg-merge',
  "the record's own baggage is merged",
  [
    ['traceparent', TP],
    ['baggage', 'a=1,b=new,c=3'],
  ],
  {
    why: 'the active value wins and keeps the place of the record',
    must: 'PRO-2',
    ...W,
    headers: [['baggage', 'a=1,b=old']],
    baggage: entries({ c: '3', b: 'new' }),
    catches: 'broken:dropped-baggage',
  },
)
t.write(
  'w-bg-merge-forms',
  'baggage of all forms is merged',
  [
    ['traceparent', TP],
    ['baggage', 'a=1,b=2,c=3,d=4'],
  ],
  {
    why: 'the other forms are removed, so their entries move',
    must: ['PRO-2', 'PRO-3', 'BG-2'],
    ...W,
    headers: [
      ['uberctx-b', '2'],
      ['jaeger-baggage', 'c=3,a=old'],
      ['OT-Baggage-d', '4'],
      ['baggage', 'a=1'],
    ],
    catches: 'broken:dropped-baggage',
  },
)
t.write(
  'w-bg-merge-sentry',
  "Sentry's members of the record stay",
  [
    ['traceparent', TP],
    ['baggage', `sentry-trace_id=${'a'.repeat(32)},sentry-sample_rate=0.5,own=2,sentry-sampled=true,k=v`],
  ],
  {
    why: 'members of the sentry- prefix are handed on as they came: only their own SDK knows what they mean',
    source: 'https://develop.sentry.dev/sdk/telemetry/traces/dynamic-sampling-context/',
    must: ['PRO-2', 'PRO-3'],
    ...W,
    headers: [
      ['baggage', `sentry-trace_id=${'a'.repeat(32)},sentry-sample_rate=0.5,own=1,sentry-sampled=true`],
      ['sentry-trace', `${'a'.repeat(32)}-${'b'.repeat(16)}-1`],
    ],
    baggage: entries({ own: '2', k: 'v' }),
    catches: ['broken:dropped-baggage', 'broken:stale-beside-new'],
  },
)
t.write(
  'w-bg-merge-lone',
  'the record had baggage and no context',
  [
    ['traceparent', TP],
    ['baggage', 'a=1'],
  ],
  {
    why: 'baggage travels without a context',
    must: 'PRO-2',
    ...W,
    headers: [['baggage', 'a=1']],
    catches: 'broken:dropped-baggage',
  },
)
t.write(
  'w-bg-merge-bad',
  'bad members of the record go',
  [
    ['traceparent', TP],
    ['baggage', 'a=1'],
  ],
  {
    why: 'values are rebuilt from what was read',
    must: ['PRO-2', 'PRO-9'],
    ...W,
    headers: [
      ['baggage', 'x,a=1'],
      ['baggage', bytes('ff')],
    ],
    catches: ['broken:stale-beside-new'],
  },
)
reads(
  'bg-inner-tab',
  'a tab within a value',
  'a=b\tc',
  { a: 'b\tc' },
  {
    why: 'any character that the value rules let through is taken',
    must: ['BA-1', 'VAL-3'],
    catches: 'broken:no-tabs',
  },
)
