import type { Extraction, TraceContext } from '@filrouge/propagation'
import type { Relation } from '../hop'
import type { Consuming } from '../policies/topic-policies'

/**
 * How the span of a message hangs on what its headers said: child of it, or in a new trace that links to it.
 *
 * @param isOld the record is older than the policy lets a parent be
 */
export function relate(
  { links, trusts, mode }: Consuming,
  extraction: Extraction,
  firstFailure: TraceContext | undefined,
  isOld: boolean,
): Relation {
  if (mode === 'strip') return { links: [] }
  const linked = firstFailure === undefined ? extraction.links : [...extraction.links, firstFailure]
  const { context, decision, baggage } = extraction
  if (context !== undefined && !links && !isOld) {
    return { parent: { remote: context, baggage }, links: without(linked, context) }
  }
  const parent = baggage.length > 0 ? { baggage } : undefined
  if (context !== undefined) return { parent, links: [context, ...without(linked, context)] }
  return { parent, links: linked, decision: trusts ? decision : undefined }
}

function without(links: readonly TraceContext[], { traceId, spanId }: TraceContext): readonly TraceContext[] {
  return links.length === 0 ? links : links.filter((link) => link.traceId !== traceId || link.spanId !== spanId)
}
