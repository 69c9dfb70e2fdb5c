import { republishUntraced, type RepublishedMessage } from '@filrouge/messaging'
import { AvroDecodeError } from '../errors/avro-decode-error'
import { shown } from '../errors/shown'
import { requireOptions } from '../require-options'
import type { MessagePayloadLike } from './client-shapes'

interface DeadLetter {
  readonly topic: string
  readonly messages: RepublishedMessage[]
}

/** Where records go that nobody can read. */
export interface DeadLetters {
  /** of bytes, wrapped or not; one that is wrapped makes the send a child of the failed handling */
  readonly producer: { send(record: DeadLetter): Promise<unknown> }
  readonly topic: string | ((error: AvroDecodeError) => string)
  /** makes the message, so that its policies hold and its counters know; by default all headers go along as they came, and say what happened */
  readonly tracing?: {
    republish(from: MessagePayloadLike, options: { readonly error: unknown }): RepublishedMessage
  }
}

/** @throws TypeError for a place that no record can be sent to */
export function requirePlace(deadLetters: DeadLetters | undefined): void {
  if (deadLetters === undefined) return
  requireOptions('deadLetters', deadLetters, ['producer', 'topic', 'tracing'])
  const { producer, topic, tracing } = deadLetters as Partial<DeadLetters>
  if (typeof producer?.send !== 'function') throw new TypeError('deadLetters.producer is no producer')
  if (typeof topic !== 'function' && (typeof topic !== 'string' || topic === ''))
    throw new TypeError('deadLetters.topic is missing: name the topic, or give a function of the error')
  if (tracing !== undefined && typeof (tracing as Partial<typeof tracing>).republish !== 'function')
    throw new TypeError('deadLetters.tracing is none: use what kafkaTracing() gives')
}

/**
 * Sends a record on as it is where its own payload is to blame. Rejects with the error else, and without a place to send it to; and as the
 * producer does: the record is handled again then, and not lost.
 */
export async function sentToDeadLetters(
  deadLetters: DeadLetters | undefined,
  payload: MessagePayloadLike,
  error: unknown,
): Promise<void> {
  if (deadLetters === undefined || !isOf(error, payload)) throw error
  const { producer, topic, tracing } = deadLetters
  const to = typeof topic === 'string' ? topic : topic(error)
  // as a string by its type; the client's error for others says nothing of where they come from
  if (typeof to !== 'string' || to === '') {
    const why = `deadLetters.topic gave ${shown(to)} for this record, expected the name of a topic`
    throw new TypeError(why, { cause: error })
  }
  const message =
    tracing === undefined ? republishUntraced(payload, payload.message, error) : tracing.republish(payload, { error })
  await producer.send({ topic: to, messages: [message] })
}

/** Whether this record's own payload is to blame, and nobody is who may be asked again. */
function isOf(error: unknown, { topic, partition, message }: MessagePayloadLike): error is AvroDecodeError {
  return (
    error instanceof AvroDecodeError &&
    error.topic === topic &&
    error.partition === partition &&
    error.offset === message.offset &&
    !error.isPassing
  )
}
