import type { Link, SpanContext } from '@opentelemetry/api'
import type { JaegerReference } from './jaeger-client-types'
import { identityOf } from './span-identity'

/**
 * References as links, each context once. Those to the parent are left out: `parentSpanId` says it already (jaeger-client
 * keeps the reference that it took as parent, FOLLOWS_FROM included). Those to the span itself as well: with
 * `shareRpcSpan` a server's span has its client's id. The type is kept in the attribute that OpenTelemetry's conventions
 * name for it.
 */
export function linksOf(
  references: readonly JaegerReference[],
  self: SpanContext,
  parent: SpanContext | undefined,
): Link[] {
  const seen = new Set([self, ...(parent === undefined ? [] : [parent])].map(keyOf))
  const links: Link[] = []
  for (const reference of references) {
    const referenced = reference.referencedContext()
    if (referenced === null) continue
    const context = identityOf('context' in referenced ? referenced.context() : referenced)
    if (context === undefined || seen.has(keyOf(context))) continue
    seen.add(keyOf(context))
    links.push({ context, attributes: { 'opentracing.ref_type': reference.type() } })
  }
  return links
}

function keyOf({ traceId, spanId }: SpanContext): string {
  return traceId + spanId
}
