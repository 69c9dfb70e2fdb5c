import type { Fault } from './fault'
import { limits } from './limits'
import type { FormatReading } from './repetition'
import { sameTrace, ZERO_HALF, type TraceContext } from './trace-context'

/**
 * One context out of the readings of several formats, given in the order of precedence (spec, section 5): the first one wins,
 * others of the same trace complete it, others of another trace become links.
 */
export function chooseContext(
  readings: readonly FormatReading[],
  faults: Fault[],
): { context: TraceContext; links: TraceContext[] } | undefined {
  const [winner, ...losers] = readings
  if (winner === undefined) return undefined
  let context = winner.context
  const candidates = [...winner.older]
  for (const loser of losers) {
    const other = loser.context
    if (sameTrace(context.traceId, other.traceId)) {
      if (context.spanId !== other.spanId) faults.push({ header: loser.format.key, reason: 'format_conflict' })
      context = completed(context, other)
    } else {
      faults.push({ header: loser.format.key, reason: 'format_conflict' })
      candidates.push(other)
    }
    candidates.push(...loser.older)
  }
  return { context, links: distinctLinks(context, candidates) }
}

function completed(context: TraceContext, other: TraceContext): TraceContext {
  const traceId = context.traceId.startsWith(ZERO_HALF) ? other.traceId : context.traceId
  const debug = context.debug || (other.debug && context.sampled === true)
  const parentId = context.parentId ?? (context.spanId === other.spanId ? other.parentId : undefined)
  if (traceId === context.traceId && debug === context.debug && parentId === context.parentId) return context
  return { ...context, traceId, debug, ...(parentId !== undefined && { parentId }) }
}

function distinctLinks(context: TraceContext, candidates: readonly TraceContext[]): TraceContext[] {
  const links: TraceContext[] = []
  for (const candidate of candidates) {
    if (links.length === limits.links) break
    if (![context, ...links].some((known) => sameSpan(known, candidate))) links.push(candidate)
  }
  return links
}

function sameSpan(a: TraceContext, b: TraceContext): boolean {
  return a.spanId === b.spanId && sameTrace(a.traceId, b.traceId)
}
