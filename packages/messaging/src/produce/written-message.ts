import { extract, inject, strip, type BaggageEntry } from '@filrouge/propagation'
import { headersOf, isSendable, withHeaders } from '../message'
import type { SpanIdentity } from '../message-tracer'
import type { Messaging } from '../messaging'
import { allowedBaggage, type AllowedKeys } from '../policies/baggage-policy'

/** The message with a context in its headers; as it is where there is none, or where the client would refuse it anyway. */
export function written<M>(
  messaging: Messaging,
  message: M,
  { context, baggage }: SpanIdentity,
  allowed: AllowedKeys,
): M {
  if (context === undefined || !isSendable(message)) return message
  const options = { write: messaging.writes() }
  if (allowed === undefined) {
    const { headers, lost } = inject(headersOf(message), context, baggage, options)
    messaging.counters.lost(lost)
    return withHeaders(message, headers)
  }
  // Where keys are kept back the message's own baggage is too, so that it is read here and not left to inject to merge.
  const own = headersOf(message) ?? {}
  const merged = mergedBaggage(extract(own, READS_BAGGAGE_ONLY).baggage, baggage)
  const passed = allowedBaggage(merged, allowed)
  const { headers, lost } = inject(strip(own), context, passed, options)
  messaging.counters.lost(lost)
  messaging.counters.lostBaggage += merged.length - passed.length
  return withHeaders(message, headers)
}

/** The message without the headers of a trace. */
export function stripped<M>(message: M): M {
  const own = isSendable(message) ? headersOf(message) : undefined
  if (own === undefined || !isSendable(message)) return message
  const headers = strip(own)
  return headers === own ? message : withHeaders(message, headers)
}

const READS_BAGGAGE_ONLY = { read: [] }

/** The given value of a key wins. */
function mergedBaggage(own: readonly BaggageEntry[], given: readonly BaggageEntry[]): readonly BaggageEntry[] {
  return [...new Map([...own, ...given].map((entry) => [entry.key, entry])).values()]
}
