import type { Extraction } from './extraction'
import type { Fault } from './fault'
import type { FormatReading, HeaderFormat } from './header-format'
import { sameTrace, ZERO_HALF, type TraceContext } from './trace-context'

/**
 * One context out of the readings of several formats, given in the order of precedence (spec, section 8): the first one wins,
 * others of the same trace complete it, others of another trace become links. Without any the first decision counts.
 */
export function choose(
  readings: readonly (readonly [HeaderFormat, FormatReading])[],
  mostLinks: number,
  faults: Fault[],
): Pick<Extraction, 'context' | 'decision' | 'links'> {
  let context: TraceContext | undefined
  const losers: TraceContext[] = []
  for (const [format, reading] of readings) {
    const other = reading.context
    if (other !== undefined) {
      if (context === undefined) context = other
      else {
        const same = sameTrace(context.traceId, other.traceId)
        if (!same || context.spanId !== other.spanId) {
          faults.push({ header: format.keys[0] ?? format.name, reason: 'format_conflict' })
        }
        if (same) context = completed(context, other)
        else losers.push(other)
      }
    }
    losers.push(...reading.links)
  }
  const links = losers.length === 0 ? losers : distinctLinks(context, losers, mostLinks)
  if (context !== undefined) return { context, links }
  const decision = readings.find(([, reading]) => reading.decision !== undefined)?.[1].decision
  return decision === undefined ? { links } : { decision, links }
}

/** What one format of a trace knows and the winner cannot say; the winner's ids stay. */
function completed(context: TraceContext, other: TraceContext): TraceContext {
  const traceId = context.traceId.startsWith(ZERO_HALF) ? other.traceId : context.traceId
  const debug = context.debug || (other.debug && context.sampled === true)
  if (context.spanId !== other.spanId) {
    return traceId === context.traceId && debug === context.debug ? context : { ...context, traceId, debug }
  }
  const parentId = context.parentId ?? other.parentId
  const { sampled, ...unsampled } = context
  // Formats without a form for deferred say no.
  const defers = sampled === false && other.sampled === undefined
  return {
    ...(defers ? unsampled : context),
    traceId,
    ...(parentId !== undefined && { parentId }),
    debug,
    tracestate: context.tracestate.length > 0 ? context.tracestate : other.tracestate,
  }
}

/** Each span once, never the context's own. Spans are told apart by span id and low half first: there may be many. */
function distinctLinks(
  context: TraceContext | undefined,
  candidates: readonly TraceContext[],
  most: number,
): TraceContext[] {
  const links: TraceContext[] = []
  const known = new Map<string, TraceContext[]>()
  if (context !== undefined) known.set(shortName(context), [context])
  for (const candidate of candidates) {
    if (links.length === most) break
    const name = shortName(candidate)
    const alike = known.get(name)
    if (alike?.some(({ traceId }) => sameTrace(traceId, candidate.traceId))) continue
    if (alike === undefined) known.set(name, [candidate])
    else alike.push(candidate)
    links.push(candidate)
  }
  return links
}

function shortName({ traceId, spanId }: TraceContext): string {
  return traceId.slice(16) + spanId
}
