import { expect, it } from '@jest/globals'
import { RecordingTracer, waitForSpans } from './index'

it('waits for a number of spans', async () => {
  const tracer = new RecordingTracer()
  const span = tracer.startSpan('late')
  setImmediate(() => span.finish())
  expect(await waitForSpans(tracer, 1)).toEqual([span])
})

it('waits for a condition', async () => {
  const tracer = new RecordingTracer()
  const [a, b] = [tracer.startSpan('a'), tracer.startSpan('b')]
  a.finish()
  setImmediate(() => b.finish())
  const spans = await waitForSpans(tracer, (finished) => finished.some((span) => span.operationName() === 'b'))
  expect(spans).toEqual([a, b])
})

it('ends with the names of what has finished', async () => {
  const tracer = new RecordingTracer()
  await expect(waitForSpans(tracer, 1, { timeoutMs: 1 })).rejects.toThrow('waited 1 ms for 1 spans; finished are none')
  tracer.startSpan('a').finish()
  await expect(waitForSpans(tracer, () => false, { timeoutMs: 1 })).rejects.toThrow('finished are a')
})
