import type { MessageAttributes } from '@filrouge/messaging'
import { inspect } from 'node:util'

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

const MAX_TEXT = 4096

/** The fields of an error's log (semantic conventions, "Captured errors"), bounded: an error's text may print a whole message. */
export function errorFields(error: unknown): Record<string, unknown> {
  const fields = { event: 'error', 'error.kind': typeof error as string, message: bounded(textOf(error)) }
  if (!(error instanceof Error)) return fields
  return { ...fields, 'error.kind': error.name, ...(error.stack !== undefined && { stack: bounded(error.stack) }) }
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.message
  return typeof error === 'string' ? error : inspect(error, { depth: 2 })
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`
}
