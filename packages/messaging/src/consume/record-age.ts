import { now } from '../clock'
import type { IncomingMessage } from '../message'
import type { GatheredAttributes } from '../message-tracer'

/** Milliseconds between the record's timestamp and `at`; 0 where it has none or a clock is ahead. */
export function ageOf({ timestamp }: IncomingMessage, at = now()): number {
  const time = millisecondsOf(timestamp)
  return time > 0 ? Math.max(Math.round(at - time), 0) : 0
}

/** A text of digits by hand, since `Number` of such a long one takes longer than all else here; of any other what `Number` makes of it. */
function millisecondsOf(timestamp: unknown): number {
  if (typeof timestamp !== 'string' || timestamp.length > SAFE_DIGITS) return Number(timestamp)
  let time = 0
  for (let i = 0; i < timestamp.length; i++) {
    const digit = timestamp.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number(timestamp)
    time = time * 10 + digit
  }
  return time
}

/** As many digits are a number below 2^53. */
const SAFE_DIGITS = 15

/** kafkajs tells of a record batch whether the broker set its timestamps (`message.timestamp.type=LogAppendTime`). */
const LOG_APPEND_TIME = 1

/** Adds how long a record lay in Kafka; with a timestamp of the broker the way to it is not in it. */
export function describeQueueTime(attributes: GatheredAttributes, message: IncomingMessage, age: number): void {
  if (age === 0) return
  attributes.queueTimeMs = age
  attributes.queueTimeFrom = message.batchContext?.timestampType === LOG_APPEND_TIME ? 'append' : 'create'
}
