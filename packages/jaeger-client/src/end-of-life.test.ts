import { expect, test } from '@jest/globals'
import { waitFor } from '@filrouge/harness'
import { createServer, type AddressInfo } from 'node:net'
import { realTracer } from './testing/real-tracer'
import { finishSpans, reporting, setUp, unending } from './testing/reporting-setup'

/** A port of 127.0.0.1 where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}/v1/traces`
}

test('closes within the time allowed when nobody listens', async () => {
  const { reporter, tracer, errors } = reporting({ url: await deadUrl(), timeoutMs: 300 })
  finishSpans(tracer, 3)
  await new Promise<void>((resolve) => tracer.close(resolve))
  expect(reporter.counts()).toMatchObject({ reported: 3, pending: 0, failed: 3 })
  expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('ECONNREFUSED')])
})

test('closes within the time allowed when the receiver is silent, and sends nothing afterwards', async () => {
  const { receiver, reporter, tracer, errors } = await setUp({ timeoutMs: 200, maxBatchSize: 1 }, () => 'silence')
  finishSpans(tracer, 1)
  await reporter.close()
  expect(reporter.counts()).toMatchObject({ pending: 0, failed: 1 })
  expect(errors).toHaveLength(1)
  const sent = receiver.requests.length
  const late = realTracer(reporter)
  finishSpans(late, 2)
  await reporter.close()
  expect(receiver.requests).toHaveLength(sent)
  expect(reporter.counts()).toMatchObject({ dropped: 2, pending: 0 })
})

/** The timers that keep this process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}

test('keeps no process alive by a timer, neither while spans wait nor between two attempts', async () => {
  // Timers of the tests before may still end, so there may be fewer.
  const before = timers()
  const waiting = await setUp(unending)
  finishSpans(waiting.tracer, 1)
  expect(waiting.reporter.counts().pending).toBe(1)
  expect(timers()).toBeLessThanOrEqual(before)

  const busy = { status: 503, headers: { 'retry-after': '1' } }
  const { receiver, tracer } = await setUp({ delayMs: 0, timeoutMs: 2000 }, () => busy)
  finishSpans(tracer, 1)
  await waitFor('the first attempt', () => receiver.answered === 1, { intervalMs: 5 })
  expect(timers()).toBeLessThanOrEqual(before)
})

test('calls back each caller of close', async () => {
  const { reporter } = await setUp()
  let calls = 0
  await reporter.close(() => calls++)
  await reporter.close(() => calls++)
  await waitFor('both callbacks', () => calls === 2)
})
