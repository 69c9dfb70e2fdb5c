import type { Client } from '../client'
import type { GatheredAttributes } from '../message-tracer'
import type { Messaging } from '../messaging'

/** Where messages were received. */
export interface Source extends Client {
  readonly topic: string
  readonly partition: number
  readonly consumerGroup?: string | undefined
}

/** With room for what most messages have beside: a member that is added later costs a list of its own. */
export function attributesOf(
  { options }: Messaging,
  { component, topic, partition, consumerGroup }: Source,
  offset?: string,
): GatheredAttributes {
  const { clientId } = options
  return {
    component,
    topic,
    partition,
    offset,
    consumerGroup,
    clientId,
    queueTimeMs: undefined,
    queueTimeFrom: undefined,
  }
}
