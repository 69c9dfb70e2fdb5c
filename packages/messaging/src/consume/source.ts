import type { Client } from '../client'
import type { MessageAttributes } from '../message-tracer'
import type { Messaging } from '../messaging'

/** Where messages were received. */
export interface Source extends Client {
  readonly topic: string
  readonly partition: number
  readonly consumerGroup?: string
}

export function attributesOf(
  messaging: Messaging,
  { component, topic, partition, consumerGroup }: Source,
): MessageAttributes {
  const { clientId } = messaging.options
  return {
    component,
    topic,
    partition,
    ...(consumerGroup !== undefined && { consumerGroup }),
    ...(clientId !== undefined && { clientId }),
  }
}
