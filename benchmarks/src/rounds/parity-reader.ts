import { waitFor } from '@filrouge/harness'
import type { Consumer, IHeaders } from 'kafkajs'
import { kafkaClient } from '../workloads/client'

/** What a plain consumer read of one call that a producer made: the headers of each of its messages. */
export type Sent = readonly (IHeaders | undefined)[]

/** Reads the parity topic, on the broker's side of every variant. */
export class ParityReader {
  readonly #consumer: Consumer
  readonly #sent = new Map<string, (IHeaders | undefined)[]>()

  private constructor(consumer: Consumer) {
    this.#consumer = consumer
  }

  static async start(brokers: readonly string[], topic: string): Promise<ParityReader> {
    const consumer = kafkaClient(brokers).consumer({ groupId: `${topic}-reader`, maxWaitTimeInMs: 500 })
    const reader = new ParityReader(consumer)
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: ({ message }) => {
        const id = message.key?.toString() ?? ''
        const seen = reader.#sent.get(id)
        if (seen === undefined) reader.#sent.set(id, [message.headers])
        else seen.push(message.headers)
        return Promise.resolve()
      },
    })
    return reader
  }

  async read(id: string, messages: number): Promise<Sent> {
    await waitFor(`${messages} messages of ${id} on the broker`, () =>
      Promise.resolve((this.#sent.get(id)?.length ?? 0) >= messages),
    )
    const sent = this.#sent.get(id) ?? []
    this.#sent.delete(id)
    return sent
  }

  stop(): Promise<void> {
    return this.#consumer.disconnect()
  }
}
