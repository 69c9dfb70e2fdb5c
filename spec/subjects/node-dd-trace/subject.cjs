// dd-trace as a subject (../../subject-protocol.md): its text map propagator reads the headers, in its default styles and B3's.
process.env.DD_TRACE_PROPAGATION_STYLE_EXTRACT = 'tracecontext,b3 single header,b3multi,datadog'
process.env.DD_TRACE_STARTUP_LOGS = 'false'
process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false'
process.env.DD_REMOTE_CONFIGURATION_ENABLED = 'false'
const { createInterface } = require('node:readline')
const tracer = require('dd-trace').init({ plugins: false, flushInterval: 3_600_000, logInjection: false })

const hello = {
  protocol: 1,
  name: 'node-dd-trace',
  language: 'javascript',
  library: `dd-trace ${require('dd-trace/package.json').version}`,
  level: 'ids',
  reads: ['traceparent', 'b3', 'b3-multi', 'datadog'],
  delivers: [],
}
const text = (hex) => Buffer.from(hex, 'hex').toString('utf8')

function contextOf(headers) {
  const carrier = Object.fromEntries(headers.map(([key, value]) => [text(key), text(value)]))
  const context = tracer.extract('text_map', carrier)
  if (context === null) return null
  const [, traceId, spanId, flags] = context.toTraceparent().split('-')
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ask, headers } = JSON.parse(line)
    let answer
    try {
      answer = ask === 'hello' ? hello : { context: contextOf(headers) }
    } catch (error) {
      answer = { error: String(error.message) }
    }
    process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`)
  })
  .on('close', () => process.exit())
