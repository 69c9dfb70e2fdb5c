// OpenTelemetry JS as a subject (../../subject-protocol.md): its propagators read the headers.
const { createInterface } = require('node:readline')
const { defaultTextMapGetter, isSpanContextValid, ROOT_CONTEXT, trace, TraceFlags } = require('@opentelemetry/api')
const { CompositePropagator, W3CTraceContextPropagator } = require('@opentelemetry/core')
const { AWSXRayPropagator } = require('@opentelemetry/propagator-aws-xray')
const { B3Propagator } = require('@opentelemetry/propagator-b3')
const { JaegerPropagator } = require('@opentelemetry/propagator-jaeger')

// A composite lets the last one win: the format that headers.md reads first stands last.
const propagator = new CompositePropagator({
  propagators: [new AWSXRayPropagator(), new B3Propagator(), new JaegerPropagator(), new W3CTraceContextPropagator()],
})
const hello = {
  protocol: 1,
  name: 'node-opentelemetry',
  language: 'javascript',
  library: `@opentelemetry/core ${require('@opentelemetry/core').VERSION ?? '2.12.0'}`,
  level: 'ids',
  reads: ['traceparent', 'uber-trace-id', 'b3', 'b3-multi', 'x-amzn-trace-id'],
  delivers: [],
}
const text = (hex) => Buffer.from(hex, 'hex').toString('utf8')

function contextOf(headers) {
  const carrier = Object.fromEntries(headers.map(([key, value]) => [text(key), text(value)]))
  const context = trace.getSpanContext(propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter))
  if (context === undefined || !isSpanContextValid(context)) return null
  return { traceId: context.traceId, spanId: context.spanId, sampled: (context.traceFlags & TraceFlags.SAMPLED) !== 0 }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, ask, headers } = JSON.parse(line)
  let answer
  try {
    answer = ask === 'hello' ? hello : { context: contextOf(headers) }
  } catch (error) {
    answer = { error: String(error.message) }
  }
  process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`)
})
