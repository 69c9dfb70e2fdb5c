import type { KafkaMessage, Producer } from 'kafkajs'
import { randomUUID } from 'node:crypto'

interface Topics {
  readonly requests: string
  readonly replies: string
}
interface Waiting {
  readonly resolve: (reply: string) => void
  readonly reject: (error: Error) => void
}

/** A call over Kafka: a request with a correlation id, and the reply that carries the same one. */
export class PriceCall {
  readonly #producer: Producer
  readonly #topics: Topics
  readonly #waiting = new Map<string, Waiting>()

  constructor(producer: Producer, topics: Topics) {
    this.#producer = producer
    this.#topics = topics
  }

  /** Hands a reply to the call that waits for it; replies to others are left alone. */
  receive(message: KafkaMessage): Promise<void> {
    const id = String(message.headers?.['kafka_correlationId'])
    this.#waiting.get(id)?.resolve(String(message.value))
    return Promise.resolve()
  }

  /** Fails the calls that still wait. */
  stop(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the gateway stops'))
  }

  /** @throws Error when no reply came within the deadline, or before `stop()` */
  async priceOf(product: string, deadlineMs = 10_000): Promise<string> {
    const id = randomUUID()
    let timer: NodeJS.Timeout | undefined
    const reply = new Promise<string>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      timer = setTimeout(() => reject(new Error(`no reply within ${String(deadlineMs)} ms`)), deadlineMs)
    })
    try {
      const headers = { kafka_correlationId: id, kafka_replyTopic: this.#topics.replies }
      const sent = this.#producer.send({
        topic: this.#topics.requests,
        messages: [{ value: JSON.stringify({ product }), headers }],
      })
      // Not one after the other: a call that fails does not wait for a broker that is gone.
      const [body] = await Promise.all([reply, sent])
      return body
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(id)
    }
  }
}
