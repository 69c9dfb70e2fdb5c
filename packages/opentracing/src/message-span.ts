import type { MessageAttributes, MessageSpan } from '@filrouge/messaging'
import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import type { Span } from 'opentracing'
import { errorFields, tagsOf } from './tags'

/** A message's span over an OpenTracing span. */
export class OpenTracingMessageSpan implements MessageSpan {
  readonly native: Span
  readonly context?: TraceContext
  readonly baggage: readonly BaggageEntry[]

  constructor(span: Span, identity: { context?: TraceContext; baggage: readonly BaggageEntry[] }) {
    this.native = span
    if (identity.context !== undefined) this.context = identity.context
    this.baggage = identity.baggage
  }

  describe(attributes: MessageAttributes): void {
    this.native.addTags(tagsOf(attributes))
  }

  fail(error: unknown): void {
    this.native.setTag('error', true)
    this.native.log(errorFields(error))
  }

  finish(endTime: number): void {
    this.native.finish(endTime)
  }
}
