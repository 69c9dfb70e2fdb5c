import { expect, test } from '@jest/globals'
import { waitFor } from '@filrouge/harness'
import { otlpReporter } from '.'
import { attributesByKey } from './testing/otlp-receiver'
import { realTracer, spanIdOf, traceIdOf } from './testing/real-tracer'
import { finishSpans, setUp, unending } from './testing/reporting-setup'

test('posts JSON with typed attributes when the tracer is closed', async () => {
  const { receiver, reporter, tracer, errors } = await setUp({ ...unending, headers: { 'x-tenant': 'blue' } })
  const root = tracer.startSpan('GET /price', { tags: { 'span.kind': 'server' }, startTime: 1_700_000_000_000.25 })
  root.addTags({ whole: 3, part: 0.5, flag: true, text: 'é', bytes: Buffer.from('hi'), list: ['a'], error: true })
  root.log({ event: 'asked', attempt: 1 }, 1_700_000_000_000.5)
  root.finish(1_700_000_000_001.251)
  await new Promise<void>((resolve) => tracer.close(resolve))

  expect(receiver.requests).toHaveLength(1)
  const [request] = receiver.requests
  expect(request?.path).toBe('/v1/traces')
  expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'x-tenant': 'blue' })
  const resource = attributesByKey(request?.body.resourceSpans[0]?.resource.attributes ?? [])
  expect(resource).toMatchObject({
    'service.name': { stringValue: 'checkout' },
    'telemetry.sdk.language': { stringValue: 'nodejs' },
  })
  const [span] = request?.spans ?? []
  expect(span).toMatchObject({
    traceId: traceIdOf(root),
    spanId: spanIdOf(root),
    name: 'GET /price',
    kind: 2,
    startTimeUnixNano: '1700000000000250000',
    endTimeUnixNano: '1700000000001251000',
    status: { code: 2 },
  })
  expect((span?.flags ?? 0) & 0xff).toBe(1)
  expect(attributesByKey(span?.attributes ?? [])).toEqual({
    'sampler.type': { stringValue: 'const' },
    'sampler.param': { boolValue: true },
    whole: { intValue: 3 },
    part: { doubleValue: 0.5 },
    flag: { boolValue: true },
    text: { stringValue: 'é' },
    bytes: { bytesValue: Buffer.from('hi').toString('base64') },
    list: { arrayValue: { values: [{ stringValue: 'a' }] } },
  })
  expect(span?.events).toMatchObject([{ name: 'asked', timeUnixNano: '1700000000000500000' }])
  expect(reporter.counts()).toEqual({ reported: 1, pending: 0, exported: 1, dropped: 0, failed: 0, refused: 0 })
  expect(errors).toEqual([])
})

test('sends a batch when it is full, and the rest after the delay', async () => {
  const { receiver, reporter, tracer } = await setUp({ maxBatchSize: 2, delayMs: 20 })
  finishSpans(tracer, 5)
  await waitFor('five spans to arrive', () => reporter.counts().exported === 5)
  expect(receiver.requests.map(({ spans }) => spans.length)).toEqual([2, 2, 1])
})

test('sends all batches at close', async () => {
  const { receiver, reporter, tracer } = await setUp({
    ...unending,
    maxQueueSize: 100,
    maxBatchSize: 1,
    timeoutMs: 60_000,
  })
  finishSpans(tracer, 100)
  await reporter.close()
  expect(receiver.accepted()).toHaveLength(100)
  expect(reporter.counts()).toMatchObject({ exported: 100, failed: 0 })
})

test('gives each span the process of its own tracer', async () => {
  const { receiver, reporter, tracer } = await setUp(unending)
  const other = realTracer(reporter, { serviceName: 'pricing' })
  finishSpans(tracer, 1)
  finishSpans(other, 1)
  await reporter.close()
  const services = receiver.requests[0]?.body.resourceSpans.map(
    ({ resource }) => attributesByKey(resource.attributes)['service.name'],
  )
  expect(services).toEqual([{ stringValue: 'checkout' }, { stringValue: 'pricing' }])
})

test('is not told of unsampled spans, and ignores one all the same', async () => {
  const { reporter } = await setUp()
  const tracer = realTracer(reporter, { sampled: false })
  const span = tracer.startSpan('unsampled')
  span.finish()
  reporter.report(span)
  expect(reporter.counts().reported).toBe(0)
})

test('drops and counts what a full queue cannot take, and says so once', async () => {
  const { reporter, tracer, errors } = await setUp({ ...unending, maxQueueSize: 3, maxBatchSize: 2 }, () => 'silence')
  finishSpans(tracer, 10)
  expect(reporter.counts()).toEqual({ reported: 10, pending: 3, exported: 0, dropped: 7, failed: 0, refused: 0 })
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^spans are dropped: 3 wait for http:.*raise maxQueueSize/),
  ])
})

test('has room again for as many spans as a batch takes', async () => {
  const { receiver, reporter, tracer } = await setUp({ ...unending, maxQueueSize: 3, maxBatchSize: 2 }, () => 'silence')
  finishSpans(tracer, 3)
  await waitFor('the first batch to be sent', () => receiver.requests.length === 1, { intervalMs: 5 })
  finishSpans(tracer, 3)
  expect(reporter.counts()).toMatchObject({ reported: 6, pending: 5, dropped: 1 })
  await reporter.close()
  expect(reporter.counts()).toMatchObject({ reported: 6, pending: 0, dropped: 1, failed: 5 })
})

test.each([
  ['503', 503],
  ['429 and Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
])('sends again after status %s', async (_, answer) => {
  const { receiver, reporter, tracer, errors } = await setUp({ timeoutMs: 5000 }, (request) =>
    request === 0 ? answer : 200,
  )
  finishSpans(tracer, 1)
  await reporter.close()
  expect(receiver.requests).toHaveLength(2)
  expect(reporter.counts()).toMatchObject({ exported: 1, failed: 0 })
  expect(errors).toEqual([])
})

test('gives up at once when the receiver asks for more time than there is', async () => {
  const { receiver, reporter, tracer } = await setUp({}, () => ({ status: 503, headers: { 'retry-after': '3600' } }))
  finishSpans(tracer, 1)
  await reporter.close()
  expect(receiver.requests).toHaveLength(1)
  expect(reporter.counts()).toMatchObject({ failed: 1 })
})

test('takes a redirect for a failure', async () => {
  const { receiver, reporter, tracer } = await setUp({}, () => ({ status: 302, headers: { location: '/login' } }))
  finishSpans(tracer, 1)
  await reporter.close()
  expect(receiver.requests).toHaveLength(1)
  expect(reporter.counts()).toMatchObject({ exported: 0, failed: 1 })
})

test('counts the spans that the receiver rejected out of a batch', async () => {
  const body = JSON.stringify({ partialSuccess: { rejectedSpans: '2', errorMessage: 'too old' } })
  const { reporter, tracer, errors } = await setUp({}, () => ({ status: 200, body }))
  finishSpans(tracer, 5)
  await reporter.close()
  expect(reporter.counts()).toMatchObject({ exported: 3, failed: 2 })
  expect(errors[0]?.message).toMatch(/^2 spans did not reach .*: the receiver rejected them/)
})

test('reports each outage once', async () => {
  const statuses = [400, 400, 200, 400]
  const { reporter, tracer, errors } = await setUp({ maxBatchSize: 1 }, (request) => statuses[request] ?? 200)
  for (let index = 1; index <= statuses.length; index++) {
    finishSpans(tracer, 1)
    await waitFor(`batch ${index} to be answered`, () => reporter.counts().pending === 0, { intervalMs: 5 })
  }
  expect(reporter.counts()).toMatchObject({ exported: 1, failed: 3 })
  expect(errors).toHaveLength(2)
  expect(errors[0]?.message).toMatch(/^1 span did not reach http:\/\/127\.0\.0\.1:\d+\/v1\/traces: status 400/)
})

test('never throws into span.finish, whatever onError does', async () => {
  const { reporter, tracer } = await setUp({
    onError: () => {
      throw new Error('a fault of the callback')
    },
  })
  tracer.startSpan('without time', { startTime: Number.POSITIVE_INFINITY }).finish()
  reporter.report({})
  expect(reporter.counts()).toMatchObject({ refused: 2, pending: 0 })
})

test.each([
  ['maxQueueSize', { maxQueueSize: 0 }],
  ['maxBatchSize', { maxBatchSize: 1.5 }],
  ['delayMs', { delayMs: -1 }],
  ['timeoutMs', { timeoutMs: Number.POSITIVE_INFINITY }],
])('refuses a %s that is none', (name, options) => {
  expect(() => otlpReporter(options)).toThrow(new RegExp(`^${name} is `))
})
