/** The names of all formats, in the order of precedence (headers.md, section 5). */
module.exports.FORMATS = [
  'traceparent',
  'uber-trace-id',
  'b3',
  'b3-multi',
  'datadog',
  'elasticapmtraceparent',
  'x-amzn-trace-id',
  'sentry-trace',
  'ot-tracer',
  'ce_traceparent',
  'jaeger-debug-id',
  'jaeger-baggage',
]
