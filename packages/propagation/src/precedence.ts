import type { Decision } from './extraction'
import type { Fault } from './fault'
import { NO_LINKS, type FormatReading, type HeaderFormat } from './header-format'
import { contextOf, sameTrace, ZERO_HALF, type TraceContext } from './trace-context'

/**
 * One context out of the readings of several formats, given in the order of precedence (spec, section 8): the first one wins,
 * others of the same trace complete it, others of another trace become links. Without any the first decision counts.
 */
export class Precedence {
  context: TraceContext | undefined
  decision: Decision | undefined
  /** the formats that did not agree, told after what was wrong with headers */
  conflicts: Fault[] | undefined
  #losers: TraceContext[] | undefined

  /** @param first the reading before, which has no links */
  constructor(first: FormatReading | undefined) {
    this.context = first?.context
    this.decision = first?.decision
  }

  add(format: HeaderFormat, { context, decision, links }: FormatReading): void {
    if (context !== undefined) this.#addContext(format, context)
    this.decision ??= decision
    if (links.length > 0) (this.#losers ??= []).push(...links)
  }

  links(most: number): readonly TraceContext[] {
    return this.#losers === undefined ? NO_LINKS : distinctLinks(this.context, this.#losers, most)
  }

  #addContext(format: HeaderFormat, other: TraceContext): void {
    const { context } = this
    if (context === undefined) {
      this.context = other
      return
    }
    const isSame = sameTrace(context.traceId, other.traceId)
    if (!isSame || context.spanId !== other.spanId) {
      ;(this.conflicts ??= []).push({ header: format.keys[0] ?? format.name, reason: 'format_conflict' })
    }
    if (isSame) this.context = completed(context, other)
    else (this.#losers ??= []).push(other)
  }
}

/** What one format of a trace knows and the winner cannot say; the winner's ids stay. Most say the same: the winner as it is. */
function completed(context: TraceContext, other: TraceContext): TraceContext {
  const traceId = context.traceId.startsWith(ZERO_HALF) ? other.traceId : context.traceId
  const debug = context.debug || (other.debug && context.sampled === true)
  const isSame = traceId === context.traceId && debug === context.debug
  if (context.spanId !== other.spanId) return isSame ? context : { ...context, traceId, debug }
  const parentId = context.parentId ?? other.parentId
  const tracestate = context.tracestate.length > 0 ? context.tracestate : other.tracestate
  // Formats without a form for deferred say no.
  const defers = context.sampled === false && other.sampled === undefined
  if (isSame && !defers && parentId === context.parentId && tracestate.length === context.tracestate.length)
    return context
  return contextOf(
    context.format,
    traceId,
    context.spanId,
    { sampled: defers ? undefined : context.sampled, debug },
    parentId,
    tracestate,
  )
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
