import type { Source } from '@filrouge/messaging'

/** The client that the spans name. */
export const COMPONENT = 'kafkajs'

export function sourceOf(topic: string, partition: number, consumerGroup: string | undefined): Source {
  return { component: COMPONENT, topic, partition, ...(consumerGroup !== undefined && { consumerGroup }) }
}
