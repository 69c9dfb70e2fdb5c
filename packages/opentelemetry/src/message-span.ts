import { thrownError, type MessageAttributes, type MessageSpan } from '@filrouge/messaging'
import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import { SpanStatusCode, type Span } from '@opentelemetry/api'
import { attributesOf, type ConventionsVersion } from './conventions'
import { hrTimeOf } from './hr-time'

/** A message's span over an OpenTelemetry span. */
export class OpenTelemetryMessageSpan implements MessageSpan {
  readonly native: Span
  readonly context?: TraceContext
  readonly baggage: readonly BaggageEntry[]
  readonly #version: ConventionsVersion

  constructor(
    span: Span,
    version: ConventionsVersion,
    { context, baggage }: { context: TraceContext | undefined; baggage: readonly BaggageEntry[] },
  ) {
    this.native = span
    this.#version = version
    if (context !== undefined) this.context = context
    this.baggage = baggage
  }

  describe(attributes: MessageAttributes): void {
    this.native.setAttributes(attributesOf(this.#version, attributes))
  }

  fail(error: unknown): void {
    const exception = thrownError(error)
    this.native.recordException(exception)
    this.native.setStatus({ code: SpanStatusCode.ERROR, message: exception.message })
    this.native.setAttribute('error.type', exception.name)
  }

  finish(endTime: number): void {
    this.native.end(hrTimeOf(endTime))
  }
}
