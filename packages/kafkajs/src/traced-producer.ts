import {
  observeSettlement,
  startOutgoing,
  type MessageAttributes,
  type Messaging,
  type Outgoing,
} from '@filrouge/messaging'
import { derived } from './derived'
import { overlay } from './overlay'
import { COMPONENT } from './source'

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
  const { transaction } = producer as { transaction?: () => Promise<object> }
  return overlay(producer, {
    ...tracedSender(messaging, producer as unknown as Sender),
    ...(typeof transaction === 'function' && {
      transaction: () => {
        const begun = transaction.call(producer)
        return begun.then((open) => overlay(open, tracedSender(messaging, open as Sender)))
      },
    }),
  })
}

function tracedSender(messaging: Messaging, sender: Sender): Sender {
  return {
    send(record) {
      if (!messaging.isOpen || !isTopicMessages(record)) return sender.send(record)
      const hop = begin(messaging, record)
      if (hop === undefined) return sender.send(record)
      return settle(() => sender.send(derived(record, { messages: hop.messages })), [hop])
    },
    sendBatch(batch) {
      const topics = (batch as { topicMessages?: unknown } | null | undefined)?.topicMessages
      if (!messaging.isOpen || !Array.isArray(topics) || topics.length === 0) return sender.sendBatch(batch)
      const hops: Outgoing<unknown>[] = []
      const topicMessages = topics.map((topic: unknown) => {
        if (!isTopicMessages(topic)) return topic
        const hop = begin(messaging, topic)
        if (hop === undefined) return topic
        hops.push(hop)
        return derived(topic, { messages: hop.messages })
      })
      if (hops.length === 0) return sender.sendBatch(batch)
      return settle(() => sender.sendBatch(derived(batch as object, { topicMessages })), hops)
    },
  }
}

function begin(messaging: Messaging, { topic, messages }: TopicMessages): Outgoing<unknown> | undefined {
  return messaging.guard.run('starting a span', () => startOutgoing(messaging, COMPONENT, topic, messages))
}

function settle(send: () => Promise<unknown>, hops: readonly Outgoing<unknown>[]): Promise<unknown> {
  return observeSettlement(send, {
    resolved: (metadata) => {
      const [hop] = hops
      if (hop !== undefined && hops.length === 1) hop.sent(hop.messages.length === 1 ? placeOf(metadata) : undefined)
      else for (const each of hops) each.sent()
    },
    failed: (error) => {
      for (const hop of hops) hop.failed(error)
    },
  })
}

/** Where the only message of a call went, as kafkajs tells it: `[{ topicName, partition, baseOffset }]`. */
function placeOf(metadata: unknown): MessageAttributes {
  const first = (Array.isArray(metadata) ? metadata[0] : undefined) as
    { partition?: unknown; baseOffset?: unknown } | undefined
  return {
    ...(typeof first?.partition === 'number' && { partition: first.partition }),
    ...(typeof first?.baseOffset === 'string' && { offset: first.baseOffset }),
  }
}

function isTopicMessages(record: unknown): record is TopicMessages {
  const { topic, messages } = (record ?? {}) as { topic?: unknown; messages?: unknown }
  return typeof topic === 'string' && topic !== '' && Array.isArray(messages) && messages.length > 0
}
