import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { childOf, FORMAT_TEXT_MAP, followsFrom } from 'opentracing'
import { otlpReporter } from '.'
import { builtJaeger, obstacleToJaeger } from './testing/jaeger-build'
import { startJaeger, type JaegerServer, type JaegerSpanJson, type JaegerTag } from './testing/jaeger-server'
import { realTracer, spanIdOf, traceIdOf } from './testing/real-tracer'

// A first build of Jaeger takes some minutes.
jest.setTimeout(300_000)

const obstacle = obstacleToJaeger()
if (obstacle !== undefined) console.warn(`skipped: ${obstacle}`)

const START = 1_700_000_000_123.457

/** Tags as `{ key: [type, value] }`. */
function typed(tags: readonly JaegerTag[] | undefined): Record<string, [string, unknown]> {
  return Object.fromEntries((tags ?? []).map(({ key, type, value }) => [key, [type, value]]))
}

function spanNamed(spans: readonly JaegerSpanJson[], name: string): JaegerSpanJson {
  const span = spans.find(({ operationName }) => operationName === name)
  if (span === undefined) throw new Error(`Jaeger has no span ${name}`)
  return span
}

const describeWithJaeger = obstacle === undefined ? describe : describe.skip

describeWithJaeger('Jaeger v1.48 shows of a span of jaeger-client', () => {
  let jaeger: JaegerServer | undefined
  let spans: JaegerSpanJson[] = []
  let process: { serviceName: string; tags: JaegerTag[] } | undefined
  let linked: JaegerSpanJson | undefined
  const expected = { traceId: '', rootId: '', otherTraceId: '', otherId: '', secondId: '', shortTraceId: '' }
  let shortTrace: { traceID: string } | undefined

  beforeAll(async () => {
    jaeger = await startJaeger(await builtJaeger())
    const reporter = otlpReporter({ url: jaeger.otlpUrl, timeoutMs: 20_000 })
    const tracer = realTracer(reporter, { serviceName: 'checkout', tags: { region: 'eu', shard: 7 } })
    const shortIds = realTracer(reporter, { traceId128bit: false })

    const other = tracer.startSpan('other trace')
    const root = tracer.startSpan('GET /price/{id}', { startTime: START, tags: { 'span.kind': 'server' } })
    root.addTags({ whole: 3, part: 0.5, yes: true, text: 'é', bytes: Buffer.from('hi'), object: { a: 1 }, huge: 1e300 })
    root.setTag('list', ['a', 'b'])
    root.log({ event: 'asked', attempt: 1, ratio: 0.25, last: false }, START + 0.5)
    root.setTag('error', true)
    const second = tracer.startSpan('second', { childOf: root })
    const references = [childOf(root.context()), childOf(second.context()), followsFrom(other.context())]
    tracer.startSpan('send price', { references, tags: { 'span.kind': 'producer' } }).finish()
    second.finish()
    root.finish(START + 12.004)
    const noParent = tracer.extract(FORMAT_TEXT_MAP, {})
    if (noParent === null) throw new Error('jaeger-client extracts a context from an empty carrier')
    const newTrace = tracer.startSpan('linked', { childOf: noParent, references: [followsFrom(root.context())] })
    newTrace.finish()
    other.finish()
    const short = shortIds.startSpan('short ids')
    short.finish()
    await new Promise<void>((resolve) => tracer.close(resolve))
    expect(reporter.counts()).toMatchObject({ reported: 6, exported: 6 })

    Object.assign(expected, { traceId: traceIdOf(root), rootId: spanIdOf(root), secondId: spanIdOf(second) })
    Object.assign(expected, { otherTraceId: traceIdOf(other), otherId: spanIdOf(other), shortTraceId: spanIdOf(short) })
    const trace = await jaeger.trace(expected.traceId, 3)
    spans = trace.spans
    process = trace.processes[spanNamed(spans, 'GET /price/{id}').processID]
    linked = (await jaeger.trace(traceIdOf(newTrace), 1)).spans[0]
    shortTrace = await jaeger.trace(expected.shortTraceId, 1)
  })

  afterAll(() => jaeger?.stop())

  test('its ids', () => {
    expect(spanNamed(spans, 'GET /price/{id}')).toMatchObject({ traceID: expected.traceId, spanID: expected.rootId })
    expect(shortTrace?.traceID.padStart(32, '0')).toBe(expected.shortTraceId.padStart(32, '0'))
  })

  test('its start and duration to the microsecond', () => {
    const { startTime, duration } = spanNamed(spans, 'GET /price/{id}')
    expect({ startTime, duration }).toEqual({ startTime: 1_700_000_000_123_457, duration: 12_004 })
  })

  test('its service and the tags of its process', () => {
    expect(process?.serviceName).toBe('checkout')
    expect(typed(process?.tags)).toMatchObject({
      region: ['string', 'eu'],
      shard: ['int64', 7],
      'jaeger.version': ['string', 'Node-3.19.0'],
      hostname: ['string', expect.any(String)],
      'telemetry.sdk.language': ['string', 'nodejs'],
    })
  })

  test('its tags with their types, its kind and its error', () => {
    const tags = spanNamed(spans, 'GET /price/{id}').tags
    expect(typed(tags)).toEqual({
      'sampler.type': ['string', 'const'],
      'sampler.param': ['bool', true],
      whole: ['int64', 3],
      part: ['float64', 0.5],
      yes: ['bool', true],
      text: ['string', 'é'],
      // Jaeger's own translation of OTLP: bytes as base64, a list as JSON.
      bytes: ['string', Buffer.from('hi').toString('base64')],
      list: ['string', '["a","b"]'],
      object: ['string', '{"a":1}'],
      huge: ['string', '1e+300'],
      'span.kind': ['string', 'server'],
      error: ['bool', true],
      'otel.status_code': ['string', 'ERROR'],
      'otel.library.name': ['string', 'jaeger-client'],
      'internal.span.format': ['string', 'proto'],
    })
    expect(typed(spanNamed(spans, 'send price').tags)).toMatchObject({ 'span.kind': ['string', 'producer'] })
    expect(typed(spanNamed(spans, 'second').tags)).not.toHaveProperty('error')
  })

  test('its logs', () => {
    const { logs } = spanNamed(spans, 'GET /price/{id}')
    expect(logs.map(({ timestamp }) => timestamp)).toEqual([1_700_000_000_123_957])
    expect(typed(logs[0]?.fields)).toEqual({
      event: ['string', 'asked'],
      attempt: ['int64', 1],
      ratio: ['float64', 0.25],
      last: ['bool', false],
    })
  })

  test('its parent and its references', () => {
    const { traceId, rootId, secondId, otherTraceId, otherId } = expected
    expect(spanNamed(spans, 'GET /price/{id}').references).toEqual([])
    expect(spanNamed(spans, 'send price').references).toEqual([
      { refType: 'CHILD_OF', traceID: traceId, spanID: rootId },
      { refType: 'CHILD_OF', traceID: traceId, spanID: secondId },
      { refType: 'FOLLOWS_FROM', traceID: otherTraceId, spanID: otherId },
    ])
    expect(linked?.references).toEqual([{ refType: 'FOLLOWS_FROM', traceID: traceId, spanID: rootId }])
  })
})
