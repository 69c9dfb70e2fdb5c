import { extract, type TraceContext } from '@filrouge/propagation'
import { Timer } from '../clock'
import { Hop, type HopStart } from '../hop'
import type { IncomingMessage } from '../message'
import type { Messaging } from '../messaging'
import type { Consuming } from '../policies/topic-policies'
import { runUnder } from '../run-under'
import { spanNames } from '../span-names'
import { runInHop } from './in-hop'
import { attributesOf, type Source } from './source'

/** Reading this many messages of a batch is enough to say where it came from; the rest is counted. */
export const LINKED_MESSAGES = 128

/** Runs a batch's handler inside `process batch <topic>`: a new trace that links to its messages (distinct traces). */
export function processBatch<T>(
  messaging: Messaging,
  source: Source,
  messages: readonly IncomingMessage[],
  handler: () => T,
): T {
  const policy = messaging.policies.consuming(source.topic)
  if (policy.mode === 'off') return handler()
  // Messages of a batch have no parent in common: what is active outside is none either.
  if (source.yields || policy.mode === 'propagate-only' || messaging.onlyCounts) {
    return runUnder(messaging, undefined, handler)
  }
  const hop = messaging.guard.run('starting a span', () => startHop(messaging, policy, source, messages))
  return runInHop(messaging, hop, handler)
}

function startHop(messaging: Messaging, policy: Consuming, source: Source, messages: readonly IncomingMessage[]): Hop {
  const linksDropped = Math.max(messages.length - LINKED_MESSAGES, 0)
  messaging.counters.linksDropped += linksDropped
  const attributes = attributesOf(messaging, source)
  attributes.batchSize = messages.length
  if (linksDropped > 0) attributes.linksDropped = linksDropped
  const links = policy.mode === 'strip' ? [] : linksOf(policy, messages)
  const timer = new Timer()
  const start: HopStart = {
    hop: 'receive',
    topic: source.topic,
    messages: messages.length,
    name: spanNames.processBatch(source.topic),
    kind: 'consumer',
    startTime: timer.startTime,
    links,
    attributes,
  }
  return new Hop(messaging, start, timer)
}

/** One link a trace: a batch of one request's messages needs one. */
function linksOf({ reads }: Consuming, messages: readonly IncomingMessage[]): readonly TraceContext[] {
  const links = new Map<string, TraceContext>()
  for (const { headers } of messages.slice(0, LINKED_MESSAGES)) {
    const { context } = extract(headers, reads)
    if (context !== undefined && !links.has(context.traceId)) links.set(context.traceId, context)
  }
  return [...links.values()]
}
