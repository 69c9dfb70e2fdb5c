/**
 * The parts of a client that the wrappers call. kafkajs's own types fit, and so do clients of the same shape; the published
 * declarations import no Kafka client.
 */
export interface ProducerLike {
  // `never` parameters: any producer's methods are assignable, whatever they take
  send(record: never): Promise<unknown>
  sendBatch(batch: never): Promise<unknown>
  transaction?(): Promise<unknown>
}

export interface ConsumerLike {
  run(config?: never): Promise<void>
}

export interface KafkaLike {
  producer(config?: never): ProducerLike
  consumer(config: never): ConsumerLike
}

export interface BatchLike {
  readonly topic: string
  readonly partition: number
  readonly messages: readonly MessageLike[]
}

export interface MessageLike {
  readonly key: unknown
  readonly value: unknown
  readonly offset: string
  readonly timestamp?: string
  readonly headers?: Readonly<Record<string, unknown>>
}

export interface BatchPayloadLike {
  readonly batch: BatchLike
  resolveOffset(offset: string): void
  heartbeat(): Promise<void>
  commitOffsetsIfNecessary?(): Promise<void>
  isRunning?(): boolean
  isStale?(): boolean
}
