import type { MessageAttributes } from '@filrouge/messaging'

/** The OpenTracing names of what is known of a message hop (semantic conventions 1.1; `kafka.*` for what they lack). */
const NAMES: Readonly<Record<keyof MessageAttributes, string>> = {
  component: 'component',
  topic: 'message_bus.destination',
  partition: 'kafka.partition',
  offset: 'kafka.offset',
  consumerGroup: 'kafka.consumer_group',
  clientId: 'kafka.client_id',
  batchSize: 'kafka.batch_size',
  tombstone: 'kafka.tombstone',
  queueTimeMs: 'kafka.queue_time_ms',
  queueTimeFrom: 'kafka.queue_time_from',
  linksDropped: 'kafka.links_dropped',
  key: 'kafka.key',
  attempt: 'kafka.attempt',
  originalTopic: 'kafka.original_topic',
  originalPartition: 'kafka.original_partition',
  originalOffset: 'kafka.original_offset',
  replayed: 'kafka.replayed',
  conflicts: 'kafka.context_conflicts',
}

export function tagsOf(attributes: MessageAttributes): Record<string, unknown> {
  const tags: Record<string, unknown> = {}
  for (const name in attributes)
    tags[NAMES[name as keyof MessageAttributes]] = attributes[name as keyof MessageAttributes]
  return tags
}
