import type { ExtractRequest, LiveTopic } from '@filrouge/contract'
import { Kafka, logLevel, type Consumer } from 'kafkajs'
import { extractionOf } from './answers'
import { printLine } from './json-line'

/** kafkajs keeps the order of one key's values, which is all that readers need, and decodes keys as UTF-8, which loses others. */
export const KAFKAJS_DELIVERS = ['null-values', 'ordered-duplicates', 'nul-keys'] as const

/** Consumes vectors with kafkajs and answers each on stdout. */
export class LiveSubject {
  readonly #consumer: Consumer

  private constructor(consumer: Consumer) {
    this.#consumer = consumer
  }

  static async start({ brokers, topic, group }: LiveTopic): Promise<LiveSubject> {
    const kafka = new Kafka({
      clientId: 'filrouge-subject',
      brokers: [...brokers],
      logLevel: logLevel.ERROR,
      logCreator: toStderr,
    })
    const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 50 })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: ({ message }) => {
        const { options } = JSON.parse(message.value?.toString() ?? '{}') as ExtractRequest
        printLine(extractionOf(message.key?.toString() ?? '', message.headers, options))
        return Promise.resolve()
      },
    })
    return new LiveSubject(consumer)
  }

  end(): Promise<void> {
    return this.#consumer.disconnect()
  }
}

/** kafkajs logs to stdout by itself, which is for answers only. */
const toStderr =
  () =>
  ({ log }: { log: { message: string } }): void =>
    console.error(log.message)
