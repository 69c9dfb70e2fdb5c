import type { SpanParent } from '@filrouge/messaging'
import type { Extraction, TraceContext } from '@filrouge/propagation'

/** What a user gives as a parent: what `extract` gave, a `TraceContext`, or else the tracer's own span or span context. */
export function parentOf(parent: object): SpanParent {
  const { context, faults, baggage } = parent as Partial<Extraction>
  if (Array.isArray(faults) && Array.isArray(baggage)) {
    return { ...(context !== undefined && { remote: context }), baggage }
  }
  const { traceId, tracestate } = parent as Partial<TraceContext>
  const isTraceContext = typeof traceId === 'string' && Array.isArray(tracestate)
  return isTraceContext ? { remote: parent as TraceContext, baggage: [] } : { native: parent }
}
