import { bytes, context, entries, entry, T, S, topic, TP, UB } from './vector.mjs'

const JAEGER = 'https://www.jaegertracing.io/sdk-migration/#propagation-format'
const t = topic('baggage-forms', { source: JAEGER, must: 'UC-1', catches: 'broken:dropped-baggage' })
export default t
const x = (length) => 'x'.repeat(length)

const uberctx = (id, title, headers, baggage, given) =>
  t.read(id, title, headers, { baggage: Array.isArray(baggage) ? baggage : entries(baggage), ...given })
uberctx(
  'uc-one',
  'one entry',
  [['uberctx-user', 'alice']],
  { user: 'alice' },
  {
    why: 'baggage without a context',
    must: ['UC-1', 'UC-2', 'BG-1'],
    catches: ['otel-go', 'rustracing-jaeger', 'otel-python'],
  },
)
uberctx(
  'uc-context',
  'beside a context',
  [
    ['uber-trace-id', UB],
    ['uberctx-user', 'alice'],
  ],
  { user: 'alice' },
  { why: 'both stand beside each other', context: context('uber-trace-id'), catches: ['otel-go', 'rustracing-jaeger'] },
)
uberctx(
  'uc-raw',
  'nothing is decoded',
  [['uberctx-k', 'a%20b+c']],
  { k: 'a%20b+c' },
  {
    why: 'the Jaeger document names Kafka as TEXT_MAP: raw; OpenTelemetry JS and Python decode it',
    catches: ['otel-js', 'otel-python'],
  },
)
uberctx(
  'uc-bad-escape',
  'a percent sign',
  [['uberctx-k', 'a%b']],
  { k: 'a%b' },
  { why: 'raw; OpenTelemetry JS drops the entry', catches: 'otel-js' },
)
uberctx(
  'uc-list-characters',
  'comma and equals',
  [
    ['uber-trace-id', UB],
    ['uberctx-k', 'a=b,c;d'],
  ],
  { k: 'a=b,c;d' },
  {
    why: 'raw; OpenTelemetry Rust drops the whole trace over it',
    context: context('uber-trace-id'),
    catches: 'otel-rust',
  },
)
uberctx(
  'uc-key-case',
  'letter case of the key',
  [
    ['uber-trace-id', UB],
    ['uberctx-Some_Key', 'v'],
  ],
  { Some_Key: 'v' },
  {
    why: 'a key is kept as sent; Go, Java, Python and C# lower it, OpenTelemetry Rust drops the trace',
    must: 'BG-5',
    context: context('uber-trace-id'),
    catches: ['jaeger-go', 'jaeger-java', 'jaeger-python', 'jaeger-csharp', 'otel-java', 'broken:lower-cases'],
  },
)
uberctx(
  'uc-key-dots',
  'any characters in a key',
  [['uberctx-a.b c=d', 'v']],
  { 'a.b c=d': 'v' },
  { why: 'the key is what follows the prefix', must: 'BG-5', catches: 'otel-rust' },
)
uberctx(
  'uc-key-utf8',
  'a key in UTF-8',
  [['uberctx-\u00e9', 'v']],
  { '\u00e9': 'v' },
  { why: 'header keys are UTF-8', must: 'BG-5', catches: 'otel-rust' },
)
uberctx(
  'uc-key-prefix',
  'the prefix twice',
  [['uberctx-uberctx-k', 'v']],
  { 'uberctx-k': 'v' },
  { why: 'the prefix is taken off once', must: 'BG-5', catches: ['broken:one-form'] },
)
uberctx(
  'uc-trimmed',
  'outer white space',
  [['uberctx-k', ' v\t']],
  { k: 'v' },
  { why: 'values are trimmed', must: 'VAL-4', catches: 'broken:no-trim' },
)
uberctx('uc-no-key', 'nothing behind the prefix', [['uberctx-', 'v']], [], {
  why: 'an entry has a key',
  must: 'UC-2',
  faults: ['uberctx-*:bad_member'],
  catches: 'broken:silent',
})
uberctx('uc-null', 'a null value', [['uberctx-k', null]], [], {
  why: 'null is a fault',
  must: 'VAL-1',
  faults: ['uberctx-*:null'],
  catches: 'broken:silent',
})
uberctx('uc-empty', 'an empty value', [['uberctx-k', '']], [], {
  why: 'zero bytes are a fault',
  must: 'VAL-1',
  faults: ['uberctx-*:empty'],
  catches: 'broken:silent',
})
uberctx(
  'uc-charset',
  'raw non-ASCII',
  [
    ['uberctx-k', '\u00e9'],
    ['uberctx-j', '1'],
  ],
  { j: '1' },
  {
    why: 'printable ASCII only; one bad value costs itself only',
    must: 'VAL-3',
    faults: ['uberctx-*:bad_charset'],
    catches: 'broken:silent',
  },
)
uberctx('uc-tab', 'a tab within', [['uberctx-k', 'a\tb']], [], {
  why: 'HTAB is white space in lists only',
  must: 'VAL-3',
  faults: ['uberctx-*:bad_charset'],
  catches: 'broken:silent',
})
uberctx(
  'uc-repeated',
  'the same key twice',
  [
    ['uberctx-k', '1'],
    ['uberctx-j', '2'],
    ['UBERCTX-k', '3'],
  ],
  { k: '3', j: '2' },
  { why: 'the last good value wins and keeps the first place', must: 'BG-3', catches: 'broken:first-wins' },
)
uberctx(
  'uc-repeated-bad',
  'a bad repeat',
  [
    ['uberctx-k', '1'],
    ['uberctx-k', bytes('ff')],
  ],
  { k: '1' },
  { why: 'the last good value wins', must: 'BG-3', faults: ['uberctx-*:bad_charset'], catches: 'broken:silent' },
)
uberctx(
  'uc-w3c-wins',
  'beside baggage',
  [
    ['uberctx-k', 'old'],
    ['baggage', 'k=new,z=1'],
    ['uberctx-y', '2'],
  ],
  { k: 'new', z: '1', y: '2' },
  { why: 'baggage is lossless, so it wins', must: 'BG-2', catches: ['broken:one-form'] },
)
uberctx(
  'uc-cap',
  'keys and values together, exactly at the cap',
  [['uberctx-ab', x(8190)]],
  { ab: x(8190) },
  { why: 'what follows the prefix counts with the value', must: 'LIM-3', catches: 'broken:low-cap' },
)
uberctx(
  'uc-over-cap',
  'one byte over',
  [
    ['uberctx-ab', x(8191)],
    ['uberctx-c', '1'],
  ],
  { c: '1' },
  {
    why: 'what follows the prefix counts with the value; a later one may fit',
    must: 'LIM-3',
    faults: ['uberctx-*:too_long'],
    catches: 'broken:unbounded',
  },
)
uberctx(
  'uc-65',
  '65 entries',
  Array.from({ length: 65 }, (_, i) => [`uberctx-k${i}`, '1']),
  Array.from({ length: 64 }, (_, i) => entry(`k${i}`, '1')),
  { why: 'at most 64 entries', must: 'BG-4', faults: ['uberctx-*:over_limit'], catches: 'broken:unbounded' },
)
uberctx(
  'uc-64-and-one',
  'both forms share 64 entries',
  [
    ['baggage', Array.from({ length: 64 }, (_, i) => `k${i}=1`).join(',')],
    ['uberctx-k0', 'old'],
    ['uberctx-new', '1'],
  ],
  Array.from({ length: 64 }, (_, i) => entry(`k${i}`, '1')),
  {
    why: 'the limit holds over the record; the fault names the header that held the entry',
    must: 'BG-4',
    faults: ['uberctx-*:over_limit'],
    catches: 'broken:unbounded',
  },
)
uberctx(
  'uc-prototype',
  'a key of Object.prototype',
  [
    ['uberctx-__proto__', '1'],
    ['uberctx-constructor', '2'],
  ],
  [entry('__proto__', '1'), entry('constructor', '2')],
  { why: 'baggage keys are data', must: 'SEC-2', catches: 'broken:inherits' },
)

const JB = { must: 'JB-1', source: 'https://www.jaegertracing.io/docs/1.65/architecture/apis/' }
uberctx(
  'jb-two',
  'two entries',
  [['jaeger-baggage', 'k1=v1, k2=v2']],
  { k1: 'v1', k2: 'v2' },
  { ...JB, why: 'baggage set by hand', catches: ['otel-js', 'otel-python', 'otel-go', 'otel-rust'] },
)
uberctx(
  'jb-raw',
  'nothing is decoded',
  [['jaeger-baggage', 'kevin%20spacey=se7en%3Aactor']],
  { 'kevin%20spacey': 'se7en%3Aactor' },
  { ...JB, why: 'decoded over HTTP only, and Kafka is TEXT_MAP', catches: 'broken:decodes-first' },
)
uberctx(
  'jb-equals',
  'an equals sign in the value',
  [['jaeger-baggage', 'a=b=c']],
  { a: 'b=c' },
  { ...JB, why: 'split at the first =; jaeger-client-go drops the entry', catches: 'jaeger-go' },
)
uberctx(
  'jb-empty-value',
  'an empty value',
  [['jaeger-baggage', 'a=,b=2']],
  { a: '', b: '2' },
  { ...JB, why: 'an entry may be empty', catches: 'broken:dropped-baggage' },
)
uberctx(
  'jb-key-spaces',
  'any characters in a key',
  [['jaeger-baggage', ' a b = c d ,']],
  { 'a b': 'c d' },
  { ...JB, why: 'trimmed, not parsed', catches: 'broken:strict-baggage' },
)
uberctx(
  'jb-bad',
  'members without = and without a key',
  [['jaeger-baggage', 'x,=1,b=2']],
  { b: '2' },
  {
    ...JB,
    why: 'a bad member costs itself only',
    faults: ['jaeger-baggage:bad_member', 'jaeger-baggage:bad_member'],
    catches: 'broken:silent',
  },
)
uberctx(
  'jb-several',
  'several headers',
  [
    ['jaeger-baggage', 'a=1'],
    ['jaeger-baggage', 'b=2,a=3'],
  ],
  { a: '3', b: '2' },
  { ...JB, why: 'values are read in order', must: ['REP-7', 'BG-3'], catches: 'broken:first-wins' },
)
uberctx('jb-too-long', 'over the cap', [['jaeger-baggage', `a=${x(8191)}`]], [], {
  ...JB,
  why: 'bounded before it is split',
  must: 'LIM-3',
  faults: ['jaeger-baggage:too_long'],
  catches: 'broken:unbounded',
})
uberctx(
  'jb-properties',
  'a semicolon',
  [['jaeger-baggage', 'a=1;p']],
  { a: '1;p' },
  { ...JB, why: 'there are no properties here', catches: 'broken:strict-baggage' },
)

const OB = { must: 'OB-1', source: 'https://github.com/opentracing/basictracer-go/blob/master/propagation_ot.go' }
uberctx(
  'ob-one',
  'one entry',
  [['ot-baggage-user', 'alice']],
  { user: 'alice' },
  { ...OB, why: 'basictracer and dd-trace write it' },
)
uberctx(
  'ob-raw',
  'nothing is decoded',
  [['ot-baggage-k', 'a%20b']],
  { k: 'a%20b' },
  { ...OB, why: 'raw', catches: 'broken:decodes-first' },
)
uberctx(
  'ob-key-case',
  'letter case of the key',
  [['OT-Baggage-K', '1']],
  { K: '1' },
  {
    ...OB,
    why: 'the prefix in any case, the key as sent; basictracer lowers it',
    must: ['OB-1', 'KEY-4', 'BG-5'],
    catches: 'basictracer-go',
  },
)
uberctx('ob-no-key', 'nothing behind the prefix', [['ot-baggage-', 'v']], [], {
  ...OB,
  why: 'an entry has a key',
  faults: ['ot-baggage-*:bad_member'],
  catches: 'broken:silent',
})
uberctx('ob-null', 'a null value', [['ot-baggage-k', null]], [], {
  ...OB,
  why: 'null is a fault',
  must: ['OB-1', 'VAL-1'],
  faults: ['ot-baggage-*:null'],
  catches: 'broken:silent',
})
uberctx('ob-too-long', 'over the cap', [['ot-baggage-k', x(8192)]], [], {
  ...OB,
  why: 'what follows the prefix counts with the value',
  must: ['OB-1', 'LIM-3'],
  faults: ['ot-baggage-*:too_long'],
  catches: 'broken:unbounded',
})
uberctx(
  'bf-all',
  'all four forms',
  [
    ['ot-baggage-d', '4'],
    ['ot-baggage-a', 'x'],
    ['jaeger-baggage', 'c=3,a=x,b=x'],
    ['uberctx-b', '2'],
    ['uberctx-a', 'x'],
    ['baggage', 'a=1'],
  ],
  { a: '1', b: '2', c: '3', d: '4' },
  { why: 'the earlier form wins whatever the order of the headers', must: 'BG-2', catches: ['broken:one-form'] },
)
uberctx(
  'bf-jb-over-ob',
  'jaeger-baggage beats ot-baggage',
  [
    ['ot-baggage-k', 'x'],
    ['jaeger-baggage', 'k=1'],
  ],
  { k: '1' },
  { why: 'the earlier form of the list wins', must: 'BG-2', catches: ['broken:one-form'] },
)
uberctx(
  'bf-uc-over-jb',
  'uberctx beats jaeger-baggage',
  [
    ['jaeger-baggage', 'k=x'],
    ['uberctx-k', '1'],
  ],
  { k: '1' },
  { why: 'the earlier form of the list wins', must: 'BG-2', catches: ['broken:one-form'] },
)
uberctx(
  'bf-each-cap',
  'each form has a cap of its own',
  [
    ['baggage', `a=${x(8000)}`],
    ['uberctx-b', x(8000)],
    ['jaeger-baggage', `c=${x(8000)}`],
    ['ot-baggage-d', x(8000)],
  ],
  { a: x(8000), b: x(8000), c: x(8000), d: x(8000) },
  { why: '8,192 bytes each', must: 'LIM-3', catches: ['broken:one-form'] },
)

const both = [
  ['traceparent', TP],
  ['uber-trace-id', UB],
]
const writes = (id, title, expected, baggage, given) =>
  t.write(id, title, expected, {
    must: 'UC-3',
    catches: 'broken:raw-baggage',
    context: context('traceparent'),
    baggage: Array.isArray(baggage) ? baggage : entries(baggage),
    ...given,
  })
writes(
  'w-uc-one',
  'beside uber-trace-id',
  [...both, ['baggage', 'k=v'], ['uberctx-k', 'v']],
  { k: 'v' },
  { why: "Jaeger's clients read nothing else", catches: 'broken:dropped-baggage' },
)
writes(
  'w-uc-only',
  'uber-trace-id alone',
  [
    ['uber-trace-id', UB],
    ['baggage', 'k=v'],
    ['uberctx-k', 'v'],
  ],
  { k: 'v' },
  {
    why: 'baggage is written whatever formats are',
    options: { write: ['uber-trace-id'] },
    catches: 'broken:dropped-baggage',
  },
)
writes(
  'w-uc-safe',
  'every character that is safe',
  [
    ...both,
    ['baggage', 'a-1=%21%22%23%24%26%27%28%29%2A-.%2F09%3A%3B%3C%3E%3F%40AZ%5B%5C%5D%5E_%60az%7B%7C%7D~'],
    ['uberctx-a-1', '!"#$&\'()*-./09:;<>?@AZ[\\]^_`az{|}~'],
  ],
  { 'a-1': '!"#$&\'()*-./09:;<>?@AZ[\\]^_`az{|}~' },
  { why: 'raw and encoded read alike' },
)
writes(
  'w-uc-space',
  'a space within',
  [...both, ['baggage', 'k=a%20b'], ['uberctx-k', 'a b']],
  { k: 'a b' },
  { why: 'raw is read right by every implementation' },
)
for (const [name, value, encoded, why, catches] of [
  ['percent', 'a%b', 'a%25b', 'raw and URL-encoded cannot be told apart', 'jaeger-java'],
  ['plus', 'a+b', 'a%2Bb', 'URL decoders read a space', 'jaeger-go'],
  ['comma', 'a,b', 'a%2Cb', 'OpenTelemetry Rust drops the trace', 'jaeger-java'],
  ['equals', 'a=b', 'a%3Db', 'OpenTelemetry Rust drops the trace', 'jaeger-java'],
  ['utf8', '\u00e9', '%C3%A9', 'raw non-ASCII is read in as many ways as there are charsets', 'jaeger-java'],
  ['control', 'a\nb', 'a%0Ab', 'no control character leaves a writer', 'broken:all-forms'],
  ['space-front', ' a', '%20a', 'readers trim it', 'broken:all-forms'],
  ['space-behind', 'a ', 'a%20', 'readers trim it', 'broken:all-forms'],
  ['blank', ' ', '%20', 'readers find it empty', 'broken:all-forms'],
])
  writes(
    `w-uc-${name}`,
    `a value that is not safe: ${name}`,
    [...both, ['baggage', `k=${encoded}`]],
    { k: value },
    { why, catches },
  )
for (const [name, key, why] of [
  ['upper', 'K', 'jaeger-client lowers it, OpenTelemetry Rust drops the trace'],
  ['inner-upper', 'kK', 'jaeger-client lowers it, OpenTelemetry Rust drops the trace'],
  ['digit-first', '1k', 'a key of level 1 tracestate begins with a letter, and OpenTelemetry Rust puts it there'],
  ['underscore', 'k_1', 'HTTP bridges drop headers with underscores'],
  ['dot', 'k.1', 'OpenTelemetry Rust drops the trace'],
  ['long', `k${'x'.repeat(63)}`, 'longer than any label'],
])
  writes(
    `w-uc-key-${name}`,
    `a key that is not safe: ${name}`,
    [...both, ['baggage', `${key}=v`]],
    { [key]: 'v' },
    { why, catches: ['jaeger-java', 'jaeger-go'] },
  )
writes(
  'w-uc-key-63',
  'a key of 63 characters',
  [...both, ['baggage', `k${x(62)}=v`], [`uberctx-k${x(62)}`, 'v']],
  { [`k${x(62)}`]: 'v' },
  { why: 'the longest that is written', catches: ['broken:no-forms'] },
)
writes(
  'w-uc-lost',
  'what baggage cannot carry is not written here either',
  [...both, ['baggage', 'ok=1'], ['uberctx-ok', '1']],
  { 'a b': 'v', ok: '1' },
  { why: 'uberctx repeats what baggage carries', lost: { baggage: 1 }, catches: ['broken:no-forms'] },
)
writes(
  'w-uc-over-64',
  'nor what is over the limit',
  [
    ['uber-trace-id', UB],
    ['baggage', Array.from({ length: 64 }, (_, i) => `k${i}=1`).join(',')],
    ...Array.from({ length: 64 }, (_, i) => [`uberctx-k${i}`, '1']),
  ],
  Array.from({ length: 66 }, (_, i) => entry(`k${i}`, '1')),
  {
    why: 'uberctx repeats what baggage carries',
    options: { write: ['uber-trace-id'] },
    lost: { baggage: 2 },
    catches: 'broken:unbounded',
  },
)
writes(
  'w-jb-asked',
  'jaeger-baggage where asked for',
  [
    ['uber-trace-id', UB],
    ['baggage', 'a=1,b=%C3%A9,c=3'],
    ['uberctx-a', '1'],
    ['uberctx-c', '3'],
    ['jaeger-baggage', 'a=1,c=3'],
  ],
  { a: '1', b: '\u00e9', c: '3' },
  {
    why: 'only safe entries; forms in the order of their formats',
    must: ['JB-2', 'PRO-5'],
    options: { write: ['uber-trace-id', 'jaeger-baggage'] },
    catches: 'broken:all-forms',
  },
)
writes(
  'w-jb-none',
  'no safe entry, no header',
  [
    ['traceparent', TP],
    ['baggage', 'b=%C3%A9'],
  ],
  { b: '\u00e9' },
  {
    why: 'no empty value leaves a writer',
    must: ['JB-2', 'KEY-2'],
    options: { write: ['traceparent', 'jaeger-baggage'] },
    catches: 'broken:empty-values',
  },
)
writes(
  'w-jb-alone',
  'jaeger-baggage carries no ids',
  [['own', '1']],
  { a: '1' },
  {
    why: 'no format for the context: headers stay as they are',
    must: ['JB-2', 'PRO-1'],
    options: { write: ['jaeger-baggage'] },
    headers: [['own', '1']],
    catches: 'broken:half-written',
  },
)
writes(
  'w-ob-with',
  'ot-baggage beside ot-tracer',
  [
    ['ot-tracer-traceid', T.slice(16)],
    ['ot-tracer-spanid', S],
    ['ot-tracer-sampled', 'true'],
    ['baggage', 'k=v'],
    ['ot-baggage-k', 'v'],
  ],
  { k: 'v' },
  {
    ...OB,
    why: "basictracer's descendants read nothing else",
    options: { write: ['ot-tracer'] },
    catches: 'broken:dropped-baggage',
  },
)
writes(
  'w-bf-order',
  'forms in the order of their formats',
  [
    ['ot-tracer-traceid', T.slice(16)],
    ['ot-tracer-spanid', S],
    ['ot-tracer-sampled', 'true'],
    ['uber-trace-id', UB],
    ['baggage', 'a=1,b=2'],
    ['ot-baggage-a', '1'],
    ['ot-baggage-b', '2'],
    ['uberctx-a', '1'],
    ['uberctx-b', '2'],
  ],
  { a: '1', b: '2' },
  {
    why: 'exact bytes: the order is the order configured',
    must: 'PRO-5',
    options: { write: ['ot-tracer', 'uber-trace-id'] },
    catches: 'broken:fixed-order',
  },
)
