import { extract, type Extraction } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'
import type { Messaging } from '../messaging'
import type { Consuming } from '../policies/topic-policies'

/** What the headers of a received record say; what was wrong with them is counted. */
export function readHeaders(messaging: Messaging, policy: Consuming, message: IncomingMessage): Extraction {
  const extraction = extract(message.headers, policy.reads)
  const { counters } = messaging
  for (const { header, reason } of extraction.faults) counters.fault(header, reason)
  counters.conflicts += extraction.links.length
  counters.lostBaggage += policy.allowed === undefined ? 0 : keptBack(extraction, policy.allowed)
  return extraction
}

function keptBack({ baggage }: Extraction, allowed: (key: string) => boolean): number {
  return baggage.reduce((count, { key }) => (allowed(key) ? count : count + 1), 0)
}
