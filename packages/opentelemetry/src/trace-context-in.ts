import type { TraceContext } from '@filrouge/propagation'
import { createContextKey, trace, type Context } from '@opentelemetry/api'
import { toSpanContext, toTraceContext } from './span-context'

// What OpenTelemetry's span context has no place for: a debug flag, a deferred decision, the parent's id.
const KEY = createContextKey('filrouge trace context')

/** The context with a received one as its span, kept whole for a hop that only hands it on. */
export function withTraceContext(context: Context, received: TraceContext): Context {
  return trace.setSpanContext(context, toSpanContext(received)).setValue(KEY, received)
}

/** What headers carry of a context's span: a received one as it came, a span of this process by what OpenTelemetry knows. */
export function traceContextIn(context: Context): TraceContext | undefined {
  const span = trace.getSpanContext(context)
  if (span === undefined) return undefined
  const received = context.getValue(KEY) as TraceContext | undefined
  return received?.spanId === span.spanId && received.traceId === span.traceId ? received : toTraceContext(span)
}
