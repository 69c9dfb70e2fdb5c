import type { TraceContext } from '@filrouge/propagation'
import { SpanContext } from 'opentracing'

/** The identity and baggage of a recorded span, or of one that was extracted. */
export class RecordingContext extends SpanContext {
  readonly trace: TraceContext
  readonly baggage: ReadonlyMap<string, string>

  constructor(trace: TraceContext, baggage: ReadonlyMap<string, string>) {
    super()
    this.trace = trace
    this.baggage = baggage
  }

  /** 32 hex digits */
  override toTraceId(): string {
    return this.trace.traceId
  }

  /** 16 hex digits */
  override toSpanId(): string {
    return this.trace.spanId
  }
}
