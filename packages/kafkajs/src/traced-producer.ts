import {
  observeSettlement,
  startOutgoing,
  type Client,
  type MessageAttributes,
  type Messaging,
  type Outgoing,
} from '@filrouge/messaging'
import { derived } from './derived'
import { overlay } from './overlay'
import { clientOf } from './wiring'

interface TopicMessages {
  readonly topic: string
  readonly messages: readonly unknown[]
}
type Sender = {
  send(record: unknown): Promise<unknown>
  sendBatch(batch: unknown): Promise<unknown>
}

/** Traces `send`, `sendBatch` and what `transaction` gives. Calls that the client would refuse reach it untouched. */
export function tracedProducer<P extends object>(messaging: Messaging, producer: P): P {
  const client = clientOf(messaging, producer, 'producer')
  const { transaction } = producer as { transaction?: () => Promise<object> }
  return overlay(producer, {
    ...tracedSender(messaging, client, producer as unknown as Sender),
    ...(typeof transaction === 'function' && {
      transaction: () => {
        const begun = transaction.call(producer)
        return begun.then((open) => overlay(open, tracedSender(messaging, client, open as Sender)))
      },
    }),
  })
}

function tracedSender(messaging: Messaging, client: Client, sender: Sender): Sender {
  const begin = ({ topic, messages }: TopicMessages): Outgoing<unknown> | undefined =>
    messaging.guard.run('starting a span', () => startOutgoing(messaging, client, topic, messages))
  return {
    send(record) {
      if (!messaging.isOpen || !isTopicMessages(record)) return sender.send(record)
      const outgoing = begin(record)
      if (outgoing === undefined) return sender.send(record)
      return settle(() => sender.send(withMessages(record, outgoing)), [outgoing])
    },
    sendBatch(batch) {
      const topics = (batch as { topicMessages?: unknown } | null | undefined)?.topicMessages
      if (!messaging.isOpen || !Array.isArray(topics) || topics.length === 0) return sender.sendBatch(batch)
      const begun: Outgoing<unknown>[] = []
      const topicMessages = topics.map((topic: unknown) => {
        const outgoing = isTopicMessages(topic) ? begin(topic) : undefined
        if (outgoing === undefined) return topic
        begun.push(outgoing)
        return withMessages(topic as TopicMessages, outgoing)
      })
      if (begun.length === 0) return sender.sendBatch(batch)
      return settle(() => sender.sendBatch(derived(batch as object, { topicMessages })), begun)
    },
  }
}

/** The caller's own object where no message changed. */
function withMessages(record: TopicMessages, { messages }: Outgoing<unknown>): TopicMessages {
  return messages === record.messages ? record : derived(record, { messages })
}

function settle(send: () => Promise<unknown>, begun: readonly Outgoing<unknown>[]): Promise<unknown> {
  return observeSettlement(send, {
    resolved: (metadata) => {
      const [only] = begun
      const isOne = only?.messages.length === 1 && begun.length === 1
      for (const outgoing of begun) outgoing.sent(isOne ? placeOf(metadata) : undefined)
    },
    failed: (error) => {
      for (const outgoing of begun) outgoing.failed(error)
    },
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
