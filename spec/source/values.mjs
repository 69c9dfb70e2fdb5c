import { bytes, context, S, T, topic, TP, UB } from './vector.mjs'

const t = topic('values', {
  source: 'https://www.w3.org/TR/trace-context-2/#traceparent-header',
  must: 'VAL-4',
  catches: 'broken:silent',
})
export default t

const tp = context('traceparent')
const good = (id, title, value, given) => t.read(id, title, [['traceparent', value]], { context: tp, ...given })
const bad = (id, title, value, reason, given) =>
  t.read(id, title, [['traceparent', value]], { faults: [`traceparent:${reason}`], ...given })

bad('val-null', 'a null value', null, 'null', {
  why: 'null and zero bytes differ; jaeger-client for Node and Java throw',
  must: 'VAL-1',
  catches: ['jaeger-node', 'jaeger-java', 'opentracing-kafka-java'],
})
bad('val-empty', 'zero bytes', '', 'empty', { why: 'an empty header is malformed, not absent', must: 'VAL-1' })
bad('val-blank', 'nothing but white space', ' \t ', 'empty', { why: 'nothing is left after trimming' })
good('val-ows', 'white space at both ends', `\t ${TP} \t`, {
  why: 'optional white space of HTTP; OpenTelemetry JS, Java and Go, and elastic-apm-node drop the context',
  catches: ['otel-js', 'otel-java', 'otel-go', 'elastic-node'],
})
good('val-space-front', 'a space in front', ` ${TP}`, {
  why: 'optional white space of HTTP',
  catches: ['otel-java', 'otel-go', 'elastic-node'],
})
good('val-space-behind', 'a space behind', `${TP} `, {
  why: 'optional white space of HTTP',
  catches: ['otel-java', 'otel-go', 'elastic-node'],
})
good('val-two-spaces', 'two spaces at both ends', `  ${TP}  `, {
  why: 'OpenTelemetry JS takes one only',
  catches: ['otel-js', 'otel-java', 'otel-go', 'elastic-node'],
})
good('val-tab-front', 'a tab in front', `\t${TP}`, {
  why: 'HTAB at either end is white space',
  must: ['VAL-3', 'VAL-4'],
  catches: ['otel-java', 'otel-go', 'elastic-node'],
})
bad('val-newline', 'a line feed behind', `${TP}\n`, 'bad_charset', {
  why: 'OpenTelemetry JS, Python and dd-trace trim it',
  must: 'VAL-3',
  catches: ['otel-js', 'otel-python', 'dd-trace-js'],
})
bad('val-cr', 'a carriage return behind', `${TP}\r`, 'bad_charset', {
  why: 'only SP and HTAB are trimmed',
  must: 'VAL-3',
  catches: 'broken:trims-unicode',
})
bad('val-vtab', 'a vertical tab in front', `\v${TP}`, 'bad_charset', {
  why: 'only SP and HTAB are trimmed',
  must: 'VAL-3',
  catches: 'broken:trims-unicode',
})
bad('val-nul', 'a NUL behind', `${TP}\0`, 'bad_charset', {
  why: 'confluent-kafka-python cuts strings there',
  must: 'VAL-3',
  catches: 'broken:cuts-at-nul',
})
bad('val-del', 'DEL', `${TP}\x7f`, 'bad_charset', { why: 'printable ASCII ends at 0x7E', must: 'VAL-3' })
bad('val-bom', 'a byte order mark in front', `\ufeff${TP}`, 'bad_charset', {
  why: 'OpenTelemetry JS and dd-trace trim it',
  must: 'VAL-3',
  catches: ['otel-js', 'dd-trace-js'],
})
bad('val-nbsp', 'a no-break space behind', `${TP}\u00a0`, 'bad_charset', {
  why: 'OpenTelemetry JS, Rust and dd-trace trim it',
  must: 'VAL-3',
  catches: ['otel-js', 'otel-rust', 'dd-trace-js'],
})
bad('val-ideographic-space', 'an ideographic space in front', `\u3000${TP}`, 'bad_charset', {
  why: 'OpenTelemetry Rust trims it',
  must: 'VAL-3',
  catches: 'otel-rust',
})
bad('val-not-utf8', 'bytes that are no text', Buffer.concat([bytes('fffe'), Buffer.from(TP)]), 'bad_charset', {
  why: "OpenTelemetry Python's getter raises",
  must: 'VAL-3',
  catches: 'otel-python',
})
bad('val-latin1', 'a byte above ASCII within', Buffer.from(TP.replace('4bf9', '4bf\xb9'), 'latin1'), 'bad_charset', {
  why: 'U+FFFD is not an answer to a broken id',
  must: 'VAL-3',
})
bad('val-full-width', 'full-width digits', `00-${'\uff11'.repeat(32)}-${S}-01`, 'bad_charset', {
  why: "Python's int() takes any Unicode digit",
  must: ['VAL-3', 'VAL-5'],
  catches: 'broken:number-parser',
})
bad('val-inner-tab', 'a tab within', `00-${T}\t-${S}-01`, 'bad_charset', {
  why: 'HTAB is white space in lists only',
  must: 'VAL-3',
})
bad('val-inner-space', 'a space within', `00-${T} -${S}-01`, 'bad_shape', {
  why: 'nothing but the ends is trimmed',
  must: 'VAL-4',
})
bad('val-quoted', 'quotes around', `"${TP}"`, 'bad_shape', {
  why: "Spring's header mapper of old quotes strings: a quoted value is another value",
  must: 'VAL-4',
})
bad('val-empty-before-charset', 'the cap comes before the bytes', '\xff'.repeat(600), 'too_long', {
  why: 'in this order: length is looked at before content',
  must: 'VAL-2',
})
good('val-cap', 'exactly at the cap', `cc-${T}-${S}-01-${'x'.repeat(512 - 56)}`, {
  why: 'a cap is the longest that is read',
  must: ['VAL-2', 'LIM-2'],
  catches: 'broken:low-cap',
})
bad('val-over-cap', 'one byte over the cap', `cc-${T}-${S}-01-${'x'.repeat(512 - 55)}`, 'too_long', {
  why: 'size is bounded before any split',
  must: ['VAL-2', 'LIM-2'],
  catches: ['otel-js', 'otel-java', 'otel-go', 'otel-python', 'otel-rust', 'dd-trace-js'],
})
bad('val-cap-with-space', 'white space counts toward the cap', `${' '.repeat(512)}${TP}`, 'too_long', {
  why: 'length is looked at before trimming',
  must: 'VAL-2',
  catches: 'broken:trims-first',
})
t.read(
  'val-null-other',
  'a null uber-trace-id beside a good traceparent',
  [
    ['uber-trace-id', null],
    ['traceparent', TP],
  ],
  {
    why: 'one bad header costs itself only',
    must: ['VAL-1', 'EX-1'],
    context: tp,
    faults: ['uber-trace-id:null'],
    catches: ['jaeger-node', 'jaeger-java'],
  },
)
t.read(
  'val-empty-other',
  'an empty uber-trace-id beside a good traceparent',
  [
    ['traceparent', TP],
    ['uber-trace-id', ''],
  ],
  {
    why: 'one bad header costs itself only; jaeger-client for Java throws',
    must: ['VAL-1', 'EX-1'],
    context: tp,
    faults: ['uber-trace-id:empty'],
    catches: 'jaeger-java',
  },
)
t.read(
  'val-everything-bad',
  'every format broken at once',
  [
    ['traceparent', 'x'],
    ['uber-trace-id', 'x'],
    ['b3', 'x'],
    ['x-b3-traceid', 'x'],
    ['x-datadog-trace-id', 'x'],
    ['elasticapmtraceparent', 'x'],
    ['x-amzn-trace-id', 'x'],
    ['sentry-trace', 'x'],
    ['ot-tracer-traceid', 'x'],
    ['ce_traceparent', 'x'],
  ],
  {
    why: 'an extraction whatever the headers hold',
    must: 'EX-1',
    faults: [
      'traceparent:bad_shape',
      'uber-trace-id:bad_shape',
      'b3:bad_shape',
      'x-b3-traceid:bad_trace_id',
      'x-datadog-trace-id:bad_trace_id',
      'elasticapmtraceparent:bad_shape',
      'x-amzn-trace-id:bad_shape',
      'sentry-trace:bad_shape',
      'ot-tracer-traceid:bad_trace_id',
      'ce_traceparent:bad_shape',
    ],
  },
)
t.read('val-html', 'markup in a value', [['traceparent', '<script>alert(1)</script>\u001b[31m']], {
  why: 'raw bytes reach no log line unescaped',
  must: ['EX-1', 'VAL-3'],
  faults: ['traceparent:bad_charset'],
})
t.write(
  'w-val-no-empty-baggage',
  'an empty baggage is not written',
  [
    ['traceparent', TP],
    ['uber-trace-id', UB],
  ],
  {
    why: 'no empty value leaves a writer',
    must: 'KEY-2',
    context: tp,
    baggage: [{ key: 'k', value: '' }],
    lost: { baggage: 1 },
    catches: 'broken:empty-values',
  },
)
