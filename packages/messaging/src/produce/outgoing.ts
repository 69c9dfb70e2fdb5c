import { withinBudget } from './budget'
import type { Client } from '../client'
import { headersOf, isSendable } from '../message'
import type { MessageAttributes } from '../message-tracer'
import type { Messaging } from '../messaging'
import { propagated } from './propagated'
import { tracedSend, type Send } from './traced-send'
import { stripped } from './written-message'

/** The messages of one topic in a call of the client, with their contexts written, and what waits for the call's end. */
export interface Outgoing<M> {
  /** the given list itself where no message changed */
  readonly messages: readonly M[]
  sent(attributes?: MessageAttributes): void
  failed(error: unknown): void
}

/**
 * Starts what a topic's policy asks for. Messages that the client would refuse are handed on untouched; nothing where the policy
 * is to leave messages alone.
 *
 * @throws what the tracer throws; nothing has been begun then that has not been ended
 */
export function startOutgoing<M>(
  messaging: Messaging,
  client: Client,
  topic: string,
  given: readonly M[],
): Outgoing<M> | undefined {
  const policy = messaging.policies.producing(topic)
  const mode = client.yields && policy.mode === 'trace' ? 'propagate-only' : policy.mode
  if (mode === 'off') return undefined
  const refused = mode !== 'strip' && !messaging.headerSupport.allows(topic)
  if (mode === 'propagate-only') {
    if (refused) return undefined
    const messages = withinBudget(messaging, topic, given, propagated(messaging, policy, given))
    return watched(messaging, topic, given, { messages, hops: [] })
  }
  const send = messaging.onlyCounts
    ? { messages: given, hops: [] }
    : tracedSend(messaging, client, topic, given, policy, mode === 'trace' && !refused)
  if (refused) messaging.counters.headersRefused += given.length
  const messages = mode === 'strip' ? given.map(stripped) : withinBudget(messaging, topic, given, send.messages)
  return watched(messaging, topic, given, { ...send, messages })
}

/** Ends the spans when the call ends, and learns from how it ended whether the topic takes headers. */
function watched<M>(
  messaging: Messaging,
  topic: string,
  given: readonly M[],
  { messages, hops, timer }: Send<M>,
): Outgoing<M> {
  const { counters, guard, headerSupport } = messaging
  const wrote = messages.some((message, index) => message !== given[index])
  if (wrote) headerSupport.tried(topic)
  return {
    messages: wrote ? messages : given,
    sent: (attributes) => {
      counters.sent += messages.length
      if (wrote) headerSupport.succeeded(topic)
      const endTime = timer?.end()
      for (const hop of hops) hop.ended(attributes, endTime)
    },
    failed: (error) => {
      counters.sent += messages.length
      counters.sendsFailed += messages.length
      // the caller's messages may not be readable any more, which must not keep spans from ending
      const onlyOurs = wrote && guard.run('a look at messages', () => !given.some(hasHeaders)) === true
      if (onlyOurs) headerSupport.failed(topic, error)
      const endTime = timer?.end()
      for (const hop of hops) hop.failed(error, endTime)
    },
  }
}

function hasHeaders(message: unknown): boolean {
  return isSendable(message) && Object.keys(headersOf(message) ?? {}).length > 0
}
