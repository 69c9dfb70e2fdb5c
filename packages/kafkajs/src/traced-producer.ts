import {
  derived,
  overlay,
  observeSettlement,
  startOutgoing,
  wrappedMark,
  type Client,
  type MessageAttributes,
  type Messaging,
  type Outgoing,
} from '@filrouge/messaging'
import { clientOf } from './wiring'

interface TopicMessages {
  readonly topic: string
  readonly messages: readonly unknown[]
}
/** Clients may take more than the one argument that is looked at. */
type Send = (given: unknown, ...more: unknown[]) => Promise<unknown>
type Sender = Readonly<Record<'send' | 'sendBatch', Send>>
/** A call with contexts in its messages, and what waits for its end. */
interface Begun {
  readonly given: unknown
  readonly outgoing: readonly Outgoing<unknown>[]
}

/** Traces `send`, `sendBatch` and what `transaction` gives. Calls that the client would refuse reach it untouched. */
export function tracedProducer<P extends object>(messaging: Messaging, producer: P): P {
  const client = clientOf(messaging, producer, 'producer')
  const { transaction } = producer as { transaction?: (...given: unknown[]) => Promise<object> }
  return overlay(producer, {
    ...wrappedMark,
    ...tracedSender(messaging, client, producer as unknown as Sender),
    ...(typeof transaction === 'function' && {
      transaction: (...given: unknown[]) => {
        const begun = transaction.apply(producer, given)
        return begun.then((open) => overlay(open, tracedSender(messaging, client, open as Sender)))
      },
    }),
  })
}

function tracedSender(messaging: Messaging, client: Client, sender: Sender): Sender {
  // What throws while a call is read, such as a getter of its own, is left to the client, which reads it too.
  const begin = (read: () => Begun | undefined) =>
    messaging.isOpen ? messaging.guard.run('starting a span', read) : undefined
  return {
    send(record, ...more) {
      const begun = begin(() => beginSend(messaging, client, record))
      if (begun === undefined) return sender.send(record, ...more)
      return settle(messaging, () => sender.send(begun.given, ...more), begun)
    },
    sendBatch(batch, ...more) {
      const begun = begin(() => beginBatch(messaging, client, batch))
      if (begun === undefined) return sender.sendBatch(batch, ...more)
      return settle(messaging, () => sender.sendBatch(begun.given, ...more), begun)
    },
  }
}

function beginSend(messaging: Messaging, client: Client, record: unknown): Begun | undefined {
  if (!isTopicMessages(record)) return undefined
  const outgoing = startOutgoing(messaging, client, record.topic, record.messages)
  return outgoing && orEnd([outgoing], () => ({ given: withMessages(record, outgoing), outgoing: [outgoing] }))
}

function beginBatch(messaging: Messaging, client: Client, batch: unknown): Begun | undefined {
  const topics = (batch as { topicMessages?: unknown } | null | undefined)?.topicMessages
  if (!Array.isArray(topics)) return undefined
  const all: Outgoing<unknown>[] = []
  return orEnd(all, () => {
    const topicMessages = topics.map((topic: unknown) => {
      if (!isTopicMessages(topic)) return topic
      const outgoing = startOutgoing(messaging, client, topic.topic, topic.messages)
      if (outgoing === undefined) return topic
      all.push(outgoing)
      return withMessages(topic, outgoing)
    })
    return all.length === 0 ? undefined : { given: derived(batch as object, { topicMessages }), outgoing: all }
  })
}

/** Where something throws, what has begun is ended. */
function orEnd<T>(begun: readonly Outgoing<unknown>[], read: () => T): T {
  try {
    return read()
  } catch (error) {
    for (const outgoing of begun) outgoing.failed(error)
    throw error
  }
}

/** The caller's own object where no message changed. */
function withMessages(record: TopicMessages, { messages }: Outgoing<unknown>): TopicMessages {
  return messages === record.messages ? record : derived(record, { messages })
}

function settle({ guard }: Messaging, send: () => Promise<unknown>, { outgoing }: Begun): Promise<unknown> {
  const end = (tell: () => void) => guard.run('ending a span', tell)
  return observeSettlement(send, {
    resolved: (metadata) =>
      end(() => {
        const [only] = outgoing
        const isOne = only?.messages.length === 1 && outgoing.length === 1
        for (const each of outgoing) each.sent(isOne ? placeOf(metadata) : undefined)
      }),
    failed: (error) =>
      end(() => {
        for (const each of outgoing) each.failed(error)
      }),
  })
}

/** Where the only message of a call went, as kafkajs tells it: `[{ topicName, partition, baseOffset }]`. */
function placeOf(metadata: unknown): MessageAttributes {
  const first = (Array.isArray(metadata) ? metadata[0] : undefined) as
    { partition?: unknown; baseOffset?: unknown } | undefined
  const place: { partition?: number; offset?: string } = {}
  if (typeof first?.partition === 'number') place.partition = first.partition
  if (typeof first?.baseOffset === 'string') place.offset = first.baseOffset
  return place
}

function isTopicMessages(record: unknown): record is TopicMessages {
  const { topic, messages } = (record ?? {}) as { topic?: unknown; messages?: unknown }
  return typeof topic === 'string' && topic !== '' && Array.isArray(messages) && messages.length > 0
}
