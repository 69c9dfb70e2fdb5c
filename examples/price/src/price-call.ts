import type { KafkaMessage, Producer } from 'kafkajs'
import { randomUUID } from 'node:crypto'

export const REQUESTS = 'price.requests'
export const REPLIES = 'price.replies'

/** A call over Kafka: a request with a correlation id, and the reply that carries the same one. */
export class PriceCall {
  readonly #producer: Producer
  readonly #waiting = new Map<string, (reply: string) => void>()

  constructor(producer: Producer) {
    this.#producer = producer
  }

  /** Hands a reply to the call that waits for it; replies to others are left alone. */
  receive(message: KafkaMessage): Promise<void> {
    const id = String(message.headers?.['kafka_correlationId'])
    this.#waiting.get(id)?.(String(message.value))
    return Promise.resolve()
  }

  /** @throws Error when no reply came within the deadline */
  async priceOf(product: string, deadlineMs = 10_000): Promise<string> {
    const id = randomUUID()
    let timer: NodeJS.Timeout | undefined
    const reply = new Promise<string>((resolve, reject) => {
      this.#waiting.set(id, resolve)
      timer = setTimeout(() => reject(new Error(`no reply within ${String(deadlineMs)} ms`)), deadlineMs)
    })
    try {
      await this.#producer.send({
        topic: REQUESTS,
        messages: [
          {
            value: JSON.stringify({ product }),
            headers: { kafka_correlationId: id, kafka_replyTopic: REPLIES },
          },
        ],
      })
      return await reply
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(id)
    }
  }
}
