import type { TraceContext } from '@filrouge/propagation'
import { isSpanContextValid, TraceFlags, type SpanContext } from '@opentelemetry/api'
import { membersOf, Tracestate } from './tracestate'

/**
 * A context from a record's headers as OpenTelemetry has it. It has no debug flag, and none for a decision that was left to the
 * receiver, which counts as not sampled.
 */
export function toSpanContext(context: TraceContext): SpanContext {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceFlags: context.sampled === true ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(context.tracestate.length > 0 && { traceState: new Tracestate(context.tracestate) }),
  }
}

/** A span's context as headers carry it; nothing for an invalid one, which is what the API gives without an SDK. */
export function toTraceContext(context: SpanContext): TraceContext | undefined {
  if (!isSpanContextValid(context)) return undefined
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    sampled: (context.traceFlags & TraceFlags.SAMPLED) !== 0,
    debug: false,
    format: 'traceparent',
    tracestate: membersOf(context.traceState),
  }
}
