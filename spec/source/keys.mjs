import { bytes, context, other, topic, TP, TP2, UB } from './vector.mjs'

const KIP = 'https://cwiki.apache.org/confluence/display/KAFKA/KIP-82+-+Add+Record+Headers'
const t = topic('keys', { source: KIP, must: 'KEY-3', catches: 'broken:exact-case' })
export default t

const tp = context('traceparent')
t.read('key-other-case', 'another letter case', [['Traceparent', TP]], {
  why: 'Kafka compares keys by bytes; HTTP bridges capitalise them',
  context: tp,
})
t.read('key-upper-case', 'all upper case', [['TRACEPARENT', TP]], {
  why: 'Kafka compares keys by bytes; environment-like bridges write upper case',
  context: tp,
})
t.read('key-mixed-case', 'each letter its own case', [['tRaCePaReNt', TP]], {
  why: 'only without an exact key, any ASCII letter case counts',
  context: tp,
})
t.read(
  'key-exact-first',
  'the exact key beats one behind it',
  [
    ['traceparent', TP],
    ['TraceParent', TP2],
  ],
  { why: 'the exact key is looked for first', context: tp, catches: 'broken:any-case' },
)
t.read(
  'key-exact-last',
  'the exact key beats one in front of it',
  [
    ['TraceParent', TP2],
    ['traceparent', TP],
  ],
  { why: 'the exact key is looked for first, wherever it stands', context: tp, catches: 'broken:any-case' },
)
t.read(
  'key-exact-malformed',
  'a malformed exact key is not rescued by another letter case',
  [
    ['traceparent', 'bad'],
    ['TraceParent', TP2],
  ],
  {
    why: 'only where no header has the exact key, others count',
    faults: ['traceparent:bad_shape'],
    catches: 'broken:any-case',
  },
)
t.read(
  'key-exact-null',
  'a null exact key is not rescued either',
  [
    ['traceparent', null],
    ['TraceParent', TP2],
  ],
  {
    why: 'a header with the exact key is there',
    faults: ['traceparent:null'],
    catches: 'broken:any-case',
  },
)
t.read(
  'key-cases-conflict',
  'two other letter cases are repeats of one key',
  [
    ['TraceParent', TP2],
    ['TRACEPARENT', TP],
  ],
  {
    why: 'headers that differ in letter case count as if they had the exact key: the last valid one wins',
    must: ['KEY-3', 'REP-3'],
    context: tp,
    links: [other('traceparent')],
    faults: ['traceparent:duplicate_conflict'],
  },
)
t.read('key-case-of-baggage', 'baggage in another letter case', [['Baggage', 'k=v']], {
  why: 'letter case is bridged for every header of ours',
  baggage: [{ key: 'k', value: 'v' }],
})
t.read(
  'key-case-of-tracestate',
  'tracestate in another letter case',
  [
    ['traceparent', TP],
    ['TraceState', 'a=1'],
  ],
  { why: 'letter case is bridged for every header of ours', context: context('traceparent', { tracestate: ['a=1'] }) },
)
t.read('key-case-of-uber', 'uber-trace-id in another letter case', [['Uber-Trace-Id', UB]], {
  why: 'letter case is bridged for every header of ours',
  context: context('uber-trace-id'),
})
t.read(
  'key-long-s',
  'a letter that only Unicode folds',
  [
    ['traceparent', TP],
    ['trace\u017ftate', 'a=1'],
  ],
  {
    why: 'ASCII letter case, not Unicode: a long s becomes S when a program compares in upper case',
    context: tp,
    catches: 'broken:unicode-case',
  },
)
t.read('key-space', 'a space behind the key', [['traceparent ', TP]], {
  why: 'keys are compared by bytes: nothing is trimmed',
  catches: 'broken:trims-keys',
})
t.read('key-underscore', 'an underscore for the dash', [['uber_trace_id', UB]], {
  must: ['KEY-3', 'VER-1'],
  why: 'another key is the header of somebody else',
  catches: 'broken:loose-keys',
})
t.read('key-longer', 'a longer key', [['x-traceparent', TP]], {
  must: ['KEY-3', 'VER-1'],
  why: 'another key is the header of somebody else',
  catches: 'broken:loose-keys',
})
t.read(
  'key-empty',
  'an empty key',
  [
    ['', TP],
    ['traceparent', TP],
  ],
  { must: ['KEY-3', 'VER-1'], why: 'an empty key is legal in Kafka', context: tp, catches: 'broken:no-empty-key' },
)
t.read(
  'key-not-utf8',
  'a key that is not UTF-8',
  [
    [bytes('ff'), 'x'],
    ['traceparent', TP],
  ],
  {
    why: "rdkafka's accessors panic over it, aiokafka and rskafka fail the batch",
    must: 'EX-1',
    context: tp,
    catches: 'broken:fails-on-key',
  },
)
t.read('key-not-utf8-prefix', 'a baggage key that is not UTF-8', [[bytes('756265726374782dff'), 'x']], {
  why: 'keys that are not UTF-8 are headers of others',
  must: 'EX-1',
  catches: 'broken:fails-on-key',
})
t.read(
  'key-nul',
  'a NUL in a key',
  [
    ['traceparent\0', TP2],
    ['traceparent', TP],
  ],
  { why: 'librdkafka binds cut keys at NUL: a longer key is another key', context: tp, catches: 'broken:cuts-at-nul' },
)
t.read('key-prefix-case', 'a prefix in another letter case', [['UBERCTX-k', 'v']], {
  why: 'jaeger-client compares the prefix without letter case',
  must: 'KEY-4',
  baggage: [{ key: 'k', value: 'v' }],
  catches: ['otel-js', 'otel-python', 'otel-rust'],
})
t.read('key-prefix-case-ot', 'the other prefix in another letter case', [['Ot-Baggage-k', 'v']], {
  why: 'basictracer compares the prefix without letter case',
  must: 'KEY-4',
  baggage: [{ key: 'k', value: 'v' }],
})
t.read(
  'key-prefix-alone',
  'the beginning of a prefix is no prefix',
  [
    ['uberctx', 'v'],
    ['uberct', 'v'],
  ],
  { why: 'the prefix ends with its dash', must: 'KEY-4', catches: 'broken:loose-keys' },
)
t.read(
  'key-constructor',
  'keys of Object.prototype',
  [
    ['constructor', 'x'],
    ['toString', 'y'],
    ['hasOwnProperty', 'z'],
    ['traceparent', TP],
  ],
  {
    why: 'kafkajs decodes such a key to an array that holds an inherited function',
    must: 'SEC-2',
    context: tp,
    catches: 'broken:inherits',
    source: 'https://github.com/tulios/kafkajs/blob/master/src/protocol/recordBatch/record/v0/decoder.js',
  },
)
t.read(
  'key-proto',
  'the key __proto__',
  [
    ['__proto__', TP2],
    ['traceparent', TP],
  ],
  { why: 'assigning it sets a prototype and loses the header', must: 'SEC-2', context: tp, catches: 'broken:inherits' },
)
t.read('key-proto-baggage', 'baggage keys of Object.prototype', [['baggage', '__proto__=1,constructor=2,toString=3']], {
  why: 'baggage keys are data',
  must: 'SEC-2',
  baggage: [
    { key: '__proto__', value: '1' },
    { key: 'constructor', value: '2' },
    { key: 'toString', value: '3' },
  ],
  catches: 'broken:inherits',
})
t.read('key-none', 'no headers', [], { why: 'nobody traced the record', must: 'EX-1', catches: 'broken:inventive' })
t.read(
  'key-foreign',
  'headers of others only',
  [
    ['content-type', 'application/json'],
    ['kafka_correlationId', bytes('00ff')],
    ['sw8', '1-x'],
    ['__connect.errors.topic', 'x'],
  ],
  {
    why: 'nobody traced the record: no context and no fault',
    must: ['EX-1', 'VER-1'],
    catches: 'broken:inventive',
  },
)
t.write(
  'w-keys-own-case',
  'keys of others keep their letter case',
  [
    ['X-Own', '1'],
    ['traceparent', TP],
    ['uber-trace-id', UB],
  ],
  {
    why: 'headers of others are not ours to change',
    must: ['KEY-1', 'PRO-4'],
    headers: [['X-Own', '1']],
    context: tp,
    catches: 'broken:lower-cases',
  },
)
