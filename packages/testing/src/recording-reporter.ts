/** What jaeger-client hands to a reporter, as far as tests read it. */
export interface ReportedSpan {
  readonly _operationName: string
  readonly _tags: readonly { readonly key: string; readonly value: unknown }[]
  readonly _logs: readonly { readonly fields: readonly { readonly key: string; readonly value: unknown }[] }[]
  readonly _references: readonly unknown[]
  /** milliseconds since 1970 */
  readonly _startTime: number
  /** milliseconds */
  readonly _duration: number
  context(): {
    /** hex without padding, or as received */
    readonly traceIdStr: string
    readonly spanIdStr: string
    readonly parentIdStr: string | undefined
    readonly flags: number
    toTraceId(): string
    toSpanId(): string
  }
}

/** A reporter for jaeger-client that keeps finished spans in memory and is otherwise silent: `initTracer(config, { reporter })`. */
export function recordingReporter() {
  const spans: ReportedSpan[] = []
  let isClosed = false
  return {
    spans,
    finished: (): readonly ReportedSpan[] => spans,
    get isClosed(): boolean {
      return isClosed
    },
    report: (span: ReportedSpan) => void spans.push(span),
    setProcess: () => undefined,
    close(done?: () => void) {
      isClosed = true
      done?.()
    },
  }
}

/** The tags of a reported span by key; of a repeated one the last. */
export function tagsOf(span: ReportedSpan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(span._tags.map(({ key, value }) => [key, value]))
}
