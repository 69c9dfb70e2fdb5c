import { thrownError, type MessageAttributes, type MessageSpan, type SpanIdentity } from '@filrouge/messaging'
import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import type { Span } from 'opentracing'
import { tagsOf } from './tags'

/** A message's span over an OpenTracing span. */
export class OpenTracingMessageSpan implements MessageSpan {
  readonly native: Span
  readonly context?: TraceContext
  readonly baggage: readonly BaggageEntry[]
  readonly #hasLogs: boolean

  /** @param hasLogs false for dd-trace, whose `log` does nothing */
  constructor(span: Span, { context, baggage }: SpanIdentity, hasLogs: boolean) {
    this.native = span
    if (context !== undefined) this.context = context
    this.baggage = baggage
    this.#hasLogs = hasLogs
  }

  describe(attributes: MessageAttributes): void {
    this.native.addTags(tagsOf(attributes))
  }

  /** By a log (semantic conventions, "Captured errors"), or by tags where logs go nowhere. */
  fail(error: unknown): void {
    const { name, message, stack } = thrownError(error)
    this.native.setTag('error', true)
    if (this.#hasLogs) {
      this.native.log({ event: 'error', 'error.kind': name, message, ...(stack !== undefined && { stack }) })
    } else {
      this.native.addTags({
        'error.type': name,
        'error.message': message,
        ...(stack !== undefined && { 'error.stack': stack }),
      })
    }
  }

  finish(endTime: number): void {
    this.native.finish(endTime)
  }
}
