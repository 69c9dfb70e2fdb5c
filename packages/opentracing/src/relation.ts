import { REFERENCE_FOLLOWS_FROM, Reference, type SpanContext, type SpanOptions } from 'opentracing'
import type { Decision, TraceContext } from '@filrouge/propagation'

/** How a tracer is told to point back to a context without becoming its child. */
export type Linking = 'references' | 'span-links' | 'tags'

/** Options of a span that links; whether it also has a parent is another matter. */
export function linkOptions(
  linking: Linking,
  links: readonly TraceContext[],
  toNative: (link: TraceContext) => SpanContext | undefined,
): SpanOptions & { links?: { context: SpanContext }[] } {
  if (linking === 'tags') return { tags: linkTags(links) }
  const contexts = links.map(toNative).filter((context) => context !== undefined)
  if (linking === 'span-links') return { links: contexts.map((context) => ({ context })) }
  return { references: contexts.map((context) => new Reference(REFERENCE_FOLLOWS_FROM, context)) }
}

function linkTags(links: readonly TraceContext[]): Record<string, string> {
  const tags: Record<string, string> = {}
  links.forEach((link, index) => {
    tags[`link.${String(index)}.trace_id`] = link.traceId
    tags[`link.${String(index)}.span_id`] = link.spanId
  })
  return tags
}

/** What a record without ids asks of the trace that starts with it, as tags (semantic conventions: `sampling.priority`). */
export function decisionTags(decision: Decision): Record<string, unknown> {
  const { sampled, debugId } = decision
  return {
    ...(sampled !== undefined && { 'sampling.priority': sampled ? 1 : 0 }),
    ...(debugId !== undefined && { 'jaeger-debug-id': debugId }),
  }
}
