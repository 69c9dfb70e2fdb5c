import { extract, inject, strip, type BaggageEntry, type HeaderObject, type TraceContext } from '@filrouge/propagation'
import { headersOf, isSendable, withHeaders, type OutgoingMessage } from '../message'
import type { SpanIdentity } from '../message-tracer'
import type { Messaging } from '../messaging'
import { allowedBaggage, type AllowedKeys } from '../policies/baggage-policy'

/** Writes contexts into the messages of one call. */
export class MessageWriter {
  readonly #messaging: Messaging
  readonly #allowed: AllowedKeys
  readonly #options: { readonly write: ReturnType<Messaging['writes']> }
  #written: SpanIdentity | undefined
  #headers: HeaderObject = {}

  constructor(messaging: Messaging, allowed: AllowedKeys) {
    this.#messaging = messaging
    this.#allowed = allowed
    this.#options = { write: messaging.writes() }
  }

  /** The message with a context in its headers; as it is where there is none. */
  written<M extends OutgoingMessage>(message: M, identity: SpanIdentity): M {
    const { context, baggage } = identity
    if (context === undefined) return message
    const own = headersOf(message)
    if (own === undefined && this.#allowed === undefined) return withHeaders(message, this.#fresh(identity, context))
    const { counters } = this.#messaging
    if (this.#allowed === undefined) {
      const { headers, lost } = inject(own, context, baggage, this.#options)
      counters.lost(lost)
      return withHeaders(message, headers)
    }
    // Where keys are kept back the message's own baggage is too, so that it is read here and not left to inject to merge.
    const merged = mergedBaggage(extract(own, READS_BAGGAGE_ONLY).baggage, baggage)
    const passed = allowedBaggage(merged, this.#allowed)
    const { headers, lost } = inject(strip(own ?? {}), context, passed, this.#options)
    counters.lost(lost)
    counters.lostBaggage += merged.length - passed.length
    return withHeaders(message, headers)
  }

  /** The headers of a message that has none: the same for all that one span sends, made once, but an object each. */
  #fresh(identity: SpanIdentity, context: TraceContext): HeaderObject {
    if (identity === this.#written) return Object.assign({}, this.#headers)
    const { headers, lost } = inject(undefined, context, identity.baggage, this.#options)
    this.#messaging.counters.lost(lost)
    this.#written = identity
    this.#headers = headers
    return headers
  }
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
