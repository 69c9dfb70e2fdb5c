import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage, Producer } from 'kafkajs'

/** One way to trace kafkajs, or none. */
export interface Variant {
  /** A client's producer and consumer, traced. */
  producer(kafka: Kafka): Producer
  consumer(kafka: Kafka, groupId: string): Consumer
  /** Traces the work on one message of a batch. Without it `fn` is called as it is. */
  readonly withMessage?: (payload: EachBatchPayload, message: KafkaMessage, fn: () => Promise<void>) => Promise<void>
  /** headers that each message gets, as a user's own; for the floor */
  readonly constantHeaders?: IHeaders
  /** Flushes what waits; spans that have reached the sender since the start. */
  readonly finishedSpans: () => Promise<number>
  /** The trace that is active, as 32 hex digits. */
  readonly activeTraceId?: () => string | undefined
  /** Runs `fn` as a service handles a request: inside a span of its own, which is active and does not end. */
  readonly inRequest?: <T>(fn: () => Promise<T>) => Promise<T>
  /** Ends what keeps the process. */
  close?(): Promise<void>
}
