import type { MessageAttributes } from '@filrouge/messaging'

type Tags = Record<string, unknown>

/** What a span is told when it starts. */
export function tagsAtStart(kind: 'producer' | 'consumer', attributes: MessageAttributes): Tags {
  const { component, topic, partition, offset } = attributes
  if (component === undefined || topic === undefined || partition === undefined || offset === undefined) {
    const tags = tagsOf(attributes)
    tags['span.kind'] = kind
    return tags
  }
  // a received message's: an object that has its members from the start need not grow by a list for each few of them
  const tags: Tags = {
    'span.kind': kind,
    component,
    'message_bus.destination': topic,
    'kafka.partition': partition,
    'kafka.offset': offset,
  }
  describeClient(tags, attributes)
  describeRecord(tags, attributes)
  return tags
}

/**
 * The OpenTracing names of what is known of a message hop (semantic conventions 1.1; `kafka.*` for what they lack). One statement
 * a name, each of a constant: by a table it takes as long as the span.
 */
export function tagsOf(attributes: MessageAttributes): Tags {
  const tags: Tags = {}
  const { component, topic, partition, offset } = attributes
  if (component !== undefined) tags['component'] = component
  if (topic !== undefined) tags['message_bus.destination'] = topic
  if (partition !== undefined) tags['kafka.partition'] = partition
  if (offset !== undefined) tags['kafka.offset'] = offset
  describeClient(tags, attributes)
  describeRecord(tags, attributes)
  return tags
}

function describeClient(tags: Tags, { consumerGroup, clientId, batchSize, linksDropped }: MessageAttributes): void {
  if (consumerGroup !== undefined) tags['kafka.consumer_group'] = consumerGroup
  if (clientId !== undefined) tags['kafka.client_id'] = clientId
  if (batchSize !== undefined) tags['kafka.batch_size'] = batchSize
  if (linksDropped !== undefined) tags['kafka.links_dropped'] = linksDropped
}

function describeRecord(tags: Tags, attributes: MessageAttributes): void {
  const { tombstone, queueTimeMs, queueTimeFrom, key, conflicts, attempt } = attributes
  if (tombstone !== undefined) tags['kafka.tombstone'] = tombstone
  if (queueTimeMs !== undefined) tags['kafka.queue_time_ms'] = queueTimeMs
  if (queueTimeFrom !== undefined) tags['kafka.queue_time_from'] = queueTimeFrom
  if (key !== undefined) tags['kafka.key'] = key
  if (conflicts !== undefined) tags['kafka.context_conflicts'] = conflicts
  if (attributes.replayed !== undefined) tags['kafka.replayed'] = attributes.replayed
  if (attempt !== undefined) describeAttempts(tags, attributes)
}

function describeAttempts(tags: Tags, attributes: MessageAttributes): void {
  const { attempt, originalTopic, originalPartition, originalOffset } = attributes
  tags['kafka.attempt'] = attempt
  if (originalTopic !== undefined) tags['kafka.original_topic'] = originalTopic
  if (originalPartition !== undefined) tags['kafka.original_partition'] = originalPartition
  if (originalOffset !== undefined) tags['kafka.original_offset'] = originalOffset
}
