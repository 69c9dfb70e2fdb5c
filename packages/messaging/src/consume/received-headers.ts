import { extract, type Extraction } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'
import type { Messaging } from '../messaging'
import { allowedBaggage } from '../policies/baggage-policy'
import type { Consuming } from '../policies/topic-policies'

/** What the headers of a received record say, without baggage that the policy keeps back; what was wrong with them is counted. */
export function readHeaders(messaging: Messaging, { reads, allowed }: Consuming, message: IncomingMessage): Extraction {
  const extraction = extract(message.headers, reads)
  const { counters } = messaging
  for (const { header, reason } of extraction.faults) counters.fault(header, reason)
  counters.conflicts += extraction.links.length
  const baggage = allowedBaggage(extraction.baggage, allowed)
  if (baggage === extraction.baggage) return extraction
  counters.lostBaggage += extraction.baggage.length - baggage.length
  return { ...extraction, baggage }
}
