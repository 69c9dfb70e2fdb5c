// jaeger-client for Node as a subject (../../subject-protocol.md): its own codec for text maps reads the headers.
const { createInterface } = require('node:readline')
const { initTracer } = require('jaeger-client')
const { FORMAT_TEXT_MAP } = require('opentracing')

const tracer = initTracer(
  { serviceName: 'subject', sampler: { type: 'const', param: 0 }, disable: false },
  {
    reporter: {
      report() {},
      setProcess() {},
      close(done) {
        done?.()
      },
    },
  },
)
const hello = {
  protocol: 1,
  name: 'node-jaeger',
  language: 'javascript',
  library: `jaeger-client ${require('jaeger-client/package.json').version}`,
  level: 'ids',
  reads: ['uber-trace-id'],
  delivers: [],
}
const text = (hex) => Buffer.from(hex, 'hex').toString('utf8')

function contextOf(headers) {
  const carrier = Object.fromEntries(headers.map(([key, value]) => [text(key), text(value)]))
  const context = tracer.extract(FORMAT_TEXT_MAP, carrier)
  if (!context?.isValid) return null
  return { traceId: context.traceIdStr, spanId: context.spanIdStr, sampled: context.isSampled() }
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
  .on('close', () => tracer.close())
