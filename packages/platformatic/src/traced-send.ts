import {
  derived,
  startOutgoing,
  type Client,
  type MessageAttributes,
  type Messaging,
  type Outgoing,
} from '@filrouge/messaging'
import type { HeaderForm } from './header-form'
import { isTraceable, outgoing, withHeadersOf, type SentMessage } from './sent-message'

/** What the client takes in one call: messages of any topics. */
export interface SendOptions {
  readonly messages: readonly unknown[]
}

/** One call, with a span or several for each topic. */
export interface TracedSend<O extends SendOptions> {
  readonly options: O
  resolved(result: unknown): void
  failed(error: unknown): void
}

/** @returns nothing where no message is to be traced */
export function tracedSend<O extends SendOptions>(
  messaging: Messaging,
  client: Client,
  form: HeaderForm,
  options: O,
): TracedSend<O> | undefined {
  const { guard } = messaging
  const messages = [...options.messages]
  const begun: Outgoing<unknown>[] = []
  // getters of a message may throw, which is for the client to find
  const byTopic = guard.run('a look at messages', () => placesByTopic(messages, form)) ?? new Map<string, number[]>()
  for (const [topic, places] of byTopic) {
    const own = places.map((place) => messages[place] as SentMessage)
    const given = guard.run('a look at messages', () => own.map(outgoing))
    if (given === undefined) continue
    const started = guard.run('starting a span', () => startOutgoing(messaging, client, topic, given))
    if (started === undefined) continue
    begun.push(started)
    started.messages.forEach((written, index) => {
      const [message, before, place] = [own[index], given[index], places[index]]
      if (message === undefined || before === undefined || place === undefined) return
      messages[place] = guard.run('writing headers', () => withHeadersOf(message, before, written, form)) ?? message
    })
  }
  if (begun.length === 0) return undefined
  const isSame = messages.every((message, index) => message === options.messages[index])
  return {
    options: isSame ? options : derived(options, { messages }),
    resolved: (result) => {
      for (const each of begun) each.sent(messages.length === 1 ? placeOf(result) : undefined)
    },
    failed: (error) => {
      for (const each of begun) each.failed(error)
    },
  }
}

function placesByTopic(messages: readonly unknown[], form: HeaderForm): Map<string, number[]> {
  const topics = new Map<string, number[]>()
  messages.forEach((message, place) => {
    if (!isTraceable(message, form)) return
    const places = topics.get(message.topic)
    if (places === undefined) topics.set(message.topic, [place])
    else places.push(place)
  })
  return topics
}

/** Where the only message of a call went, as the client tells it: `{ offsets: [{ topic, partition, offset }] }`. */
function placeOf(result: unknown): MessageAttributes {
  const { offsets } = (result ?? {}) as { offsets?: readonly { partition?: unknown; offset?: unknown }[] }
  const { partition, offset } = offsets?.[0] ?? {}
  return {
    ...(typeof partition === 'number' && { partition }),
    ...(typeof offset === 'bigint' && { offset: String(offset) }),
  }
}
