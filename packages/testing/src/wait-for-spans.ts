/** Spans of whatever kind that finish one by one: a RecordingTracer, a recordingReporter. */
export interface SpanSource<S> {
  finished(): readonly S[]
}

export interface WaitOptions {
  /** default 2000 */
  readonly timeoutMs?: number
}

const INTERVAL_MS = 5

/**
 * Waits until so many spans have finished, or until those that have satisfy a condition.
 *
 * @returns the finished spans
 * @throws Error after the deadline, naming the spans that have finished
 */
export async function waitForSpans<S>(
  source: SpanSource<S>,
  wanted: number | ((spans: readonly S[]) => boolean),
  { timeoutMs = 2000 }: WaitOptions = {},
): Promise<readonly S[]> {
  const isEnough = typeof wanted === 'number' ? (spans: readonly S[]) => spans.length >= wanted : wanted
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const spans = source.finished()
    if (isEnough(spans)) return [...spans]
    if (Date.now() >= deadline) {
      const asked = typeof wanted === 'number' ? `${String(wanted)} spans` : 'spans that satisfy the condition'
      throw new Error(`waited ${String(timeoutMs)} ms for ${asked}; finished are ${namesOf(spans)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
  }
}

function namesOf(spans: readonly unknown[]): string {
  return spans.length === 0 ? 'none' : spans.map(nameOf).join(', ')
}

function nameOf(span: unknown): string {
  const { operationName, _operationName, name } = (span ?? {}) as Record<string, unknown>
  if (typeof operationName === 'function') return String((operationName as () => unknown).call(span))
  return typeof _operationName === 'string' ? _operationName : String(name)
}
