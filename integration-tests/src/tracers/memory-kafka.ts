export interface SentMessage {
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly headers?: Readonly<Record<string, unknown>>
}
export interface SentRecord {
  readonly topic: string
  readonly messages: readonly SentMessage[]
}
export interface StoredMessage {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly offset: string
  readonly timestamp: string
  readonly headers: Readonly<Record<string, Buffer>>
}
export interface Handlers {
  eachMessage?(payload: { topic: string; partition: number; message: StoredMessage }): unknown
  eachBatch?(payload: { batch: { topic: string; partition: number; messages: StoredMessage[] } }): unknown
}

/** A Kafka in memory, in the shape of kafkajs: topics of one partition, handlers that run when `deliver` says so. */
export class MemoryKafka {
  readonly #topics = new Map<string, StoredMessage[]>()
  readonly #consumers: { handlers: Handlers; readonly offsets: Map<string, number> }[] = []
  /** what producers were given, as they were given it */
  readonly sent: SentMessage[] = []

  producer() {
    return {
      send: ({ topic, messages }: SentRecord) => Promise.resolve([this.#append(topic, messages)]),
      sendBatch: ({ topicMessages }: { topicMessages: readonly SentRecord[] }) =>
        Promise.resolve(topicMessages.map(({ topic, messages }) => this.#append(topic, messages))),
    }
  }

  consumer({ groupId }: { readonly groupId: string }) {
    const consumer = { groupId, handlers: {} as Handlers, offsets: new Map<string, number>() }
    this.#consumers.push(consumer)
    return {
      run: (handlers: Handlers = {}) => {
        consumer.handlers = handlers
        return Promise.resolve()
      },
    }
  }

  /** What a program without tracing of ours sends. */
  append(topic: string, ...messages: readonly (Partial<SentMessage> & { readonly timestamp?: string })[]): void {
    this.#append(
      topic,
      messages.map((message) => ({ value: 'x', ...message })),
    )
  }

  stored(topic: string): readonly StoredMessage[] {
    return this.#topics.get(topic) ?? []
  }

  /** Hands all that is new to the handlers, one after another. Rejects with what a handler throws. */
  async deliver(): Promise<void> {
    for (const { handlers, offsets } of this.#consumers) {
      for (const [topic, stored] of this.#topics) {
        const messages = stored.slice(offsets.get(topic) ?? 0)
        offsets.set(topic, stored.length)
        if (messages.length === 0) continue
        if (handlers.eachBatch !== undefined) await handlers.eachBatch({ batch: { topic, partition: 0, messages } })
        else for (const message of messages) await handlers.eachMessage?.({ topic, partition: 0, message })
      }
    }
  }

  #append(topicName: string, messages: readonly (SentMessage & { readonly timestamp?: string })[]) {
    const stored = this.#topics.get(topicName) ?? []
    this.#topics.set(topicName, stored)
    const baseOffset = String(stored.length)
    for (const message of messages) {
      this.sent.push(message)
      stored.push({
        key: bytes(message.key ?? null),
        value: bytes(message.value),
        offset: String(stored.length),
        timestamp: message.timestamp ?? String(Date.now()),
        headers: Object.fromEntries(
          Object.entries(message.headers ?? {}).map(([key, value]) => [key, bytes(value as string | Buffer) as Buffer]),
        ),
      })
    }
    return { topicName, partition: 0, errorCode: 0, baseOffset }
  }
}

function bytes(value: string | Buffer | null): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value) : value
}
