import type { Extraction, TraceContext } from '@filrouge/propagation'
import type { HopStart } from '../hop'
import type { IncomingMessage } from '../message'
import type { Consuming } from '../policies/topic-policies'
import { republishedBefore } from '../retries/republished'
import { ageOf } from './record-age'

type Relation = Pick<HopStart['request'], 'parent' | 'links' | 'decision' | 'attributes'>

/** How the span of a message hangs on what its headers said: child of it, or in a new trace that links to it. */
export function relate(
  { links, maxAge, trusts, mode }: Consuming,
  extraction: Extraction,
  message: IncomingMessage,
): Relation {
  const { attributes, firstFailure } = republishedBefore(message)
  const linked = firstFailure === undefined ? extraction.links : [...extraction.links, firstFailure]
  if (mode === 'strip') return { links: [], attributes }
  const { context, decision, baggage } = extraction
  if (context === undefined) {
    return {
      ...(baggage.length > 0 && { parent: { baggage } }),
      links: linked,
      ...(trusts && decision !== undefined && { decision }),
      attributes,
    }
  }
  const isOld = ageOf(message) > maxAge
  if (!links && !isOld) return { parent: { remote: context, baggage }, links: without(linked, context), attributes }
  return {
    ...(baggage.length > 0 && { parent: { baggage } }),
    links: [context, ...without(linked, context)],
    attributes: isOld ? { ...attributes, replayed: true } : attributes,
  }
}

function without(links: readonly TraceContext[], { traceId, spanId }: TraceContext): readonly TraceContext[] {
  return links.length === 0 ? links : links.filter((link) => link.traceId !== traceId || link.spanId !== spanId)
}
