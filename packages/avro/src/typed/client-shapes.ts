/** The parts of a client that `typed` calls: kafkajs, and clients of its shape, wrapped or not. */
export interface ProducerLike {
  send(record: never): Promise<unknown>
  sendBatch(batch: never): Promise<unknown>
}

export interface ConsumerLike {
  run(config?: never): Promise<void>
}

export interface MessageLike {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly offset: string
  readonly timestamp: string
  readonly headers?: Readonly<Record<string, unknown>>
}

export interface MessagePayloadLike {
  readonly topic: string
  readonly partition: number
  readonly message: MessageLike
}

export interface BatchPayloadLike {
  readonly batch: {
    readonly topic: string
    readonly partition: number
    readonly messages: readonly MessageLike[]
  }
}
