import { extract, type BaggageEntry, type Decision, type TraceContext } from '@filrouge/propagation'
import { headersOf, isSendable } from '../message'
import type { SpanParent } from '../message-tracer'
import type { Messaging } from '../messaging'
import { linksOf } from '../retries/republished'

/** What a message to send carries already: it was consumed elsewhere and is sent on, or another library wrote it. */
export interface Carried {
  readonly context?: TraceContext | undefined
  readonly baggage: readonly BaggageEntry[]
  readonly decision?: Decision | undefined
  /** what it points back to, as a republished message does */
  readonly links: readonly TraceContext[]
}

const NOTHING_CARRIED: Carried = { baggage: [], links: [] }

/** Only what a message points back to, which costs no look at its headers. */
export function linkedBy(message: unknown): Carried {
  const links = linksOf(message)
  return links.length === 0 ? NOTHING_CARRIED : { baggage: [], links }
}

export function carriedBy(messaging: Messaging, message: unknown): Carried {
  if (!isSendable(message)) return NOTHING_CARRIED
  const headers = headersOf(message)
  if (headers === undefined) return linkedBy(message)
  const { context, baggage, decision } = extract(headers, messaging.reads)
  return { context, baggage, decision, links: linksOf(message) }
}

/** One span for several messages: the active span, else the one context that all of them carry, else a new trace that links to them. */
export function sharedParent(
  active: SpanParent | undefined,
  carried: readonly Carried[],
  preserves: boolean,
): { parent?: SpanParent; links: readonly TraceContext[] } {
  const links = distinct(flat(carried))
  if (active !== undefined && !preserves) return { parent: active, links }
  const contexts = distinct(carried.flatMap(({ context }) => context ?? []))
  if (active !== undefined) return { parent: active, links: [...links, ...contexts] }
  const [only] = contexts
  const isShared = contexts.length === 1 && carried.every(({ context }) => context !== undefined)
  if (only !== undefined && isShared && !preserves) return { parent: { remote: only, baggage: [] }, links }
  return { links: [...links, ...contexts] }
}

/** The usual message points back to nothing. */
function flat(carried: readonly Carried[]): readonly TraceContext[] {
  return carried.every(({ links }) => links.length === 0) ? NO_LINKS : carried.flatMap(({ links }) => links)
}

const NO_LINKS: readonly TraceContext[] = []

function distinct(contexts: readonly TraceContext[]): readonly TraceContext[] {
  if (contexts.length < 2) return contexts
  return [...new Map(contexts.map((context) => [`${context.traceId}:${context.spanId}`, context])).values()]
}
