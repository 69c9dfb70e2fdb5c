import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import type { SpanParent } from './message-tracer'

/** What headers said as the parent of a span, where there is anything to hang it on. */
export function parentFrom({
  context,
  baggage,
}: {
  readonly context?: TraceContext | undefined
  readonly baggage: readonly BaggageEntry[]
}): SpanParent | undefined {
  if (context === undefined && baggage.length === 0) return undefined
  return { remote: context, baggage }
}
