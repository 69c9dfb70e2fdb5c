import { waitFor } from '@filrouge/harness'
import type { Admin, Consumer, IHeaders } from 'kafkajs'
import { kafkaClient } from '../workloads/client'

/** The headers of each message of one call, as they lie on the broker. */
export type Sent = readonly (IHeaders | undefined)[]

/**
 * Reads what variants sent, on the broker's side, where it disturbs none of them: a check inside a measured process changes what its
 * compiler makes of the client.
 */
export class SentReader {
  readonly #topic: string
  readonly #admin: Admin
  readonly #consumer: Consumer
  #read: (IHeaders | undefined)[] = []
  #end = 0

  private constructor(brokers: readonly string[], topic: string) {
    const kafka = kafkaClient(brokers)
    this.#topic = topic
    this.#admin = kafka.admin()
    // also how long a paused client sleeps before it sees that it was resumed
    this.#consumer = kafka.consumer({ groupId: groupOf(topic), maxWaitTimeInMs: 20 })
  }

  /** The topic has one partition, and is empty still. */
  static async open(brokers: readonly string[], topic: string): Promise<SentReader> {
    const reader = new SentReader(brokers, topic)
    try {
      await reader.#start()
      return reader
    } catch (error) {
      await reader.close()
      throw error
    }
  }

  /** How many messages have come since it was asked last. */
  async count(): Promise<number> {
    const [partition] = await this.#admin.fetchTopicOffsets(this.#topic)
    const before = this.#end
    this.#end = Number(partition?.high ?? 0)
    return this.#end - before
  }

  /** The last of them that were counted: a whole call, since the broker appends a call's messages together. */
  async last(messages: number): Promise<Sent> {
    this.#read = []
    this.#consumer.seek({ topic: this.#topic, partition: 0, offset: String(this.#end - messages) })
    this.#consumer.resume([{ topic: this.#topic }])
    await waitFor(`the last ${messages} messages of ${this.#topic}`, () =>
      Promise.resolve(this.#read.length >= messages),
    )
    this.#pause()
    return this.#read
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#consumer.disconnect()])
    await Promise.allSettled([this.#admin.deleteGroups([groupOf(this.#topic)])])
    await Promise.allSettled([this.#admin.disconnect()])
  }

  async #start(): Promise<void> {
    await this.#admin.connect()
    await this.#consumer.connect()
    await this.#consumer.subscribe({ topics: [this.#topic], fromBeginning: true })
    await this.#consumer.run({
      autoCommit: false,
      eachMessage: ({ message }) => {
        this.#read.push(message.headers)
        return Promise.resolve()
      },
    })
    // A client whose first join failed, as on a busy machine, has resolved `run` all the same and joins again later.
    await waitFor(`the reader of ${this.#topic}`, () => {
      this.#pause()
      return true
    })
  }

  #pause(): void {
    this.#consumer.pause([{ topic: this.#topic }])
  }
}

const groupOf = (topic: string) => `${topic}-sent`
