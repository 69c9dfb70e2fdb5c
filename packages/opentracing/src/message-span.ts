import type { MessageAttributes, MessageSpan, SpanIdentity } from '@filrouge/messaging'
import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import type { Span } from 'opentracing'
import { errorFields } from './error-fields'
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

  fail(error: unknown): void {
    const fields = errorFields(error)
    this.native.setTag('error', true)
    if (this.#hasLogs) this.native.log(fields)
    else {
      const { 'error.kind': type, message, stack } = fields
      this.native.addTags({
        'error.type': type,
        'error.message': message,
        ...(stack !== undefined && { 'error.stack': stack }),
      })
    }
  }

  finish(endTime: number): void {
    this.native.finish(endTime)
  }
}
