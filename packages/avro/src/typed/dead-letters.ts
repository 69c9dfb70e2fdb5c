import { REPUBLISHED } from '@filrouge/messaging'
import type { AvroDecodeError } from '../errors/avro-decode-error'
import type { MessagePayloadLike, ProducerLike } from './client-shapes'

/** Where records go that nobody can read. */
export interface DeadLetters {
  /** wrapped or not; one that is wrapped makes the send a child of the failed handling */
  readonly producer: Pick<ProducerLike, 'send'>
  readonly topic: string | ((error: AvroDecodeError) => string)
  /** tells in the headers what happened, and keeps the trace whole; by default the headers go along as they are, and say what and where */
  readonly tracing?: {
    republish(from: MessagePayloadLike, options: { readonly error: unknown }): object
  }
}

/** Sends a record on as it is. Rejects as the producer does: the record is handled again then, and not lost. */
export async function sentToDeadLetters(
  { producer, topic, tracing }: DeadLetters,
  payload: MessagePayloadLike,
  error: AvroDecodeError,
): Promise<void> {
  const to = typeof topic === 'string' ? topic : topic(error)
  const message = tracing === undefined ? asReceived(payload, error) : tracing.republish(payload, { error })
  await producer.send({ topic: to, messages: [message] } as never)
}

function asReceived({ topic, partition, message }: MessagePayloadLike, error: AvroDecodeError): object {
  const { key, value, headers, offset, timestamp } = message
  return {
    key,
    value,
    headers: {
      ...headers,
      [REPUBLISHED.originalTopic]: topic,
      [REPUBLISHED.originalPartition]: String(partition),
      [REPUBLISHED.originalOffset]: offset,
      [REPUBLISHED.originalTimestamp]: timestamp,
      [REPUBLISHED.error]: `${error.name}: ${error.message}`.slice(0, MOST_TEXT),
    },
  }
}

/** Characters; a header's text is cut at 512 bytes by who reads it */
const MOST_TEXT = 160
