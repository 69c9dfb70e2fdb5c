import { withSpan } from '@filrouge/opentracing'
import { waitForSpans, type RecordingSpan } from '@filrouge/testing'
import { tracer } from './tracer.js'

/**
 * Runs a call inside a span of its own, and waits until spans of these names have followed from it.
 *
 * @returns the spans of its trace, by name
 */
export async function traceOfCall(
  call: () => Promise<unknown>,
  names: readonly string[],
): Promise<(name: string) => RecordingSpan> {
  const root = tracer.startSpan('call') as RecordingSpan
  try {
    await withSpan(root, call)
  } finally {
    root.finish()
  }
  const ofTrace = (spans: readonly RecordingSpan[]) => spans.filter(({ traceId }) => traceId === root.traceId)
  const isThere = (spans: readonly RecordingSpan[]) => {
    const found = ofTrace(spans).map((span) => span.operationName())
    return names.every((name) => found.includes(name))
  }
  const spans = ofTrace(await waitForSpans(tracer, isThere, { timeoutMs: 30_000 }))
  return (name) => {
    const span = spans.find((one) => one.operationName() === name)
    if (span === undefined) throw new Error(`no span ${name} in the trace of the call`)
    return span
  }
}
