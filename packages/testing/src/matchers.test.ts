import { expect, it } from '@jest/globals'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import jaeger from 'jaeger-client'
import { FORMAT_TEXT_MAP, type Tracer } from 'opentracing'
import { RecordingTracer, recordingReporter, tagsOf } from './index'
import { matchers } from './jest'

expect.extend(matchers)

/** A root, its child and a stranger, and what a record of the child holds. */
interface Family {
  readonly root: unknown
  readonly child: unknown
  readonly stranger: unknown
  readonly headers?: object
}
function openTracingFamily(tracer: Tracer): Family {
  const root = tracer.startSpan('root')
  const child = tracer.startSpan('child', { childOf: root })
  const headers = {}
  tracer.inject(child, FORMAT_TEXT_MAP, headers)
  return { root, child, stranger: tracer.startSpan('stranger'), headers }
}
function jaegerFamily(traceId128bit: boolean): Family {
  const options = { traceId128bit, reporter: recordingReporter() } as unknown as jaeger.TracingOptions
  return openTracingFamily(jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, options))
}
function openTelemetryFamily(): Family {
  const exporter = new InMemorySpanExporter()
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }).getTracer('test')
  const root = tracer.startSpan('root', { root: true })
  const child = tracer.startSpan('child', {}, trace.setSpan(ROOT_CONTEXT, root))
  context.disable()
  const { traceId, spanId } = child.spanContext()
  return {
    root,
    child,
    stranger: tracer.startSpan('stranger', { root: true }),
    headers: { traceparent: `00-${traceId}-${spanId}-01` },
  }
}

it.each<[string, Family]>([
  ['RecordingTracer', openTracingFamily(new RecordingTracer())],
  ['RecordingTracer with traceparent', openTracingFamily(new RecordingTracer({ format: 'traceparent' }))],
  ['jaeger-client', jaegerFamily(true)],
  ['jaeger-client with 64 bits', jaegerFamily(false)],
  ['OpenTelemetry', openTelemetryFamily()],
])('matchers know the spans of %s', (_what, { root, child, stranger, headers }) => {
  expect(child).toBeChildOf(root)
  expect(root).not.toBeChildOf(child)
  expect(child).not.toBeChildOf(child)
  expect(child).not.toBeChildOf(stranger)
  expect(child).toShareTraceWith(root)
  expect(stranger).not.toShareTraceWith(root)
  expect({ value: 'x', headers }).toCarryContext(child)
  expect(headers).toCarryContext(child)
  expect(headers).toCarryContext()
  expect(headers).not.toCarryContext(root)
  expect(headers).toShareTraceWith(root)
})

it.each([[{}], [{ headers: {} }], [undefined], [{ headers: { traceparent: 'broken' } }]])(
  '%j carries nothing',
  (message) => {
    expect(message).not.toCarryContext()
    expect(message).not.toCarryContext(new RecordingTracer().startSpan('a'))
  },
)

it('a failure tells both identities', () => {
  const { child, stranger } = openTracingFamily(new RecordingTracer())
  expect(() => expect(child).toBeChildOf(stranger)).toThrow(
    /expected to be a child of trace [0-9a-f]{32} span .*\n?received trace/,
  )
  expect(() => expect({}).toCarryContext(child)).toThrow('received no valid context')
})

it('a comparison with nothing is a mistake, with `not` as without', () => {
  const span = new RecordingTracer().startSpan('a')
  expect(() => expect(span).not.toBeChildOf(undefined)).toThrow(TypeError)
  expect(() => expect(span).toShareTraceWith({})).toThrow('has no span context')
})

it.each([[undefined], ['x'], [{}], [{ headers: {} }]])(
  '%j is no child and shares no trace: it is no span',
  (received) => {
    const span = new RecordingTracer().startSpan('a')
    expect(() => expect(received).not.toBeChildOf(span)).toThrow('what is to be a child has no span context')
    expect(() => expect(received).not.toShareTraceWith(span)).toThrow('what is to share a trace has no span context')
  },
)

it('a span that records nothing has no context', () => {
  const [one, other] = [0, 1].map(() => trace.getTracer('no SDK is there').startSpan('a'))
  expect(() => expect(one).toShareTraceWith(other)).toThrow('has no span context')
  expect({ headers: { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01` } }).not.toCarryContext()
  expect(one).not.toCarryContext()
})

it('a span of OpenTelemetry’s SDK 1 tells its parent', () => {
  const { root, child } = openTracingFamily(new RecordingTracer())
  const { traceId, spanId } = root as { traceId: string; spanId: string }
  const spanContext = () => ({ traceId, spanId: '00f067aa0ba902b7' })
  expect({ spanContext, parentSpanId: spanId }).toBeChildOf(root)
  expect({ spanContext, parentSpanId: spanId }).not.toBeChildOf(child)
})

it('a span of RecordingTracer has its members for TypeScript too', () => {
  expect(new RecordingTracer().startSpan('a').traceId).toMatch(/^[0-9a-f]{32}$/)
})

it('recordingReporter keeps what jaeger-client reports', () => {
  const reporter = recordingReporter()
  const options = { reporter } as unknown as jaeger.TracingOptions
  const tracer = jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, options)
  tracer.startSpan('a', { tags: { x: 1 } }).finish()
  expect(reporter.finished().map((span) => [span._operationName, tagsOf(span)['x']])).toEqual([['a', 1]])
  expect(reporter.isClosed).toBe(false)
  tracer.close(() => undefined)
  expect(reporter.isClosed).toBe(true)
})
