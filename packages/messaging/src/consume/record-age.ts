import { now } from '../clock'
import type { IncomingMessage } from '../message'
import type { GatheredAttributes } from '../message-tracer'

/** Milliseconds between the record's timestamp and `at`; 0 where it has none or a clock is ahead. */
export function ageOf({ timestamp }: IncomingMessage, at = now()): number {
  const time = Number(timestamp)
  return time > 0 ? Math.max(Math.round(at - time), 0) : 0
}

/** kafkajs tells of a record batch whether the broker set its timestamps (`message.timestamp.type=LogAppendTime`). */
const LOG_APPEND_TIME = 1

/** Adds how long a record lay in Kafka; with a timestamp of the broker the way to it is not in it. */
export function describeQueueTime(attributes: GatheredAttributes, message: IncomingMessage, age: number): void {
  if (age === 0) return
  attributes.queueTimeMs = age
  attributes.queueTimeFrom = message.batchContext?.timestampType === LOG_APPEND_TIME ? 'append' : 'create'
}
