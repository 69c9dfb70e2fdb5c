import type { MessageAttributes } from '@filrouge/messaging'
import type { Attributes, AttributeValue } from '@opentelemetry/api'

/** The version of OpenTelemetry's semantic conventions whose names spans get. */
export type ConventionsVersion = '1.44' | '1.45'

type Name = keyof MessageAttributes

/**
 * Names of version 1.44 (semantic-conventions, docs/messaging/messaging-spans.md and kafka.md), and `kafka.*` for what they lack.
 */
const V1_44: Readonly<Record<Name | 'system', string>> = {
  system: 'messaging.system',
  component: 'kafka.component',
  topic: 'messaging.destination.name',
  partition: 'messaging.destination.partition.id',
  offset: 'messaging.kafka.offset',
  consumerGroup: 'messaging.consumer.group.name',
  clientId: 'messaging.client.id',
  batchSize: 'messaging.batch.message_count',
  tombstone: 'messaging.kafka.message.tombstone',
  key: 'messaging.kafka.message.key',
  queueTimeMs: 'kafka.queue_time_ms',
  queueTimeFrom: 'kafka.queue_time_from',
  linksDropped: 'kafka.links_dropped',
  attempt: 'kafka.attempt',
  originalTopic: 'kafka.original_topic',
  originalPartition: 'kafka.original_partition',
  originalOffset: 'kafka.original_offset',
  replayed: 'kafka.replayed',
  conflicts: 'kafka.context_conflicts',
}

const NAMES: Readonly<Record<ConventionsVersion, Readonly<Record<Name | 'system', string>>>> = {
  '1.44': V1_44,
  '1.45': {
    ...V1_44,
    system: 'messaging.system.name',
    offset: 'kafka.offset',
    tombstone: 'kafka.message.tombstone',
    key: 'kafka.message.key',
  },
}

export function isVersion(given: unknown): given is ConventionsVersion {
  return typeof given === 'string' && Object.hasOwn(NAMES, given)
}

/** Operation names and types by kind of span. */
const OPERATION = { producer: 'send', consumer: 'process' } as const

/** What the conventions ask of each messaging span at its start, since samplers look at it, and what is known of the message. */
export function attributesAtStart(
  version: ConventionsVersion,
  kind: 'producer' | 'consumer',
  given: MessageAttributes,
): Attributes {
  const attributes: Attributes = {}
  attributes[NAMES[version].system] = 'kafka'
  attributes['messaging.operation.name'] = OPERATION[kind]
  attributes['messaging.operation.type'] = OPERATION[kind]
  return assignAttributes(attributes, version, given)
}

export function attributesOf(version: ConventionsVersion, given: MessageAttributes): Attributes {
  return assignAttributes({}, version, given)
}

/** Into one object: spreading objects whose keys are no identifiers costs more than the span of a tracer that does nothing. */
function assignAttributes(attributes: Attributes, version: ConventionsVersion, given: MessageAttributes): Attributes {
  const names = NAMES[version]
  for (const name in given) {
    const value = given[name as Name]
    if (value !== undefined) attributes[names[name as Name]] = valueOf(name as Name, value)
  }
  return attributes
}

/** The conventions have offsets as numbers and partitions as text. An offset beyond 2^53 stays text, which is at least right. */
function valueOf(name: Name, value: AttributeValue): AttributeValue {
  if (name === 'partition') return String(value)
  if (name !== 'offset' && name !== 'originalOffset') return value
  const offset = Number(value)
  return Number.isSafeInteger(offset) ? offset : value
}
