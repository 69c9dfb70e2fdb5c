import type { Client } from '../client'
import type { GatheredAttributes } from '../message-tracer'
import type { Messaging } from '../messaging'

/** Where messages were received. */
export interface Source extends Client {
  readonly topic: string
  readonly partition: number
  readonly consumerGroup?: string | undefined
}

export function attributesOf(
  messaging: Messaging,
  { component, topic, partition, consumerGroup }: Source,
): GatheredAttributes {
  const { clientId } = messaging.options
  const attributes: GatheredAttributes = { component, topic, partition }
  if (consumerGroup !== undefined) attributes.consumerGroup = consumerGroup
  if (clientId !== undefined) attributes.clientId = clientId
  return attributes
}
