import type { Consumer, ConsumerRunConfig, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { burn } from '../workers/cpu-clock'
import type { ParityReport, WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import { traceIdOf } from './trace-id'

type Look = (message: KafkaMessage) => void

/** A running consumer whose handlers count, until as many messages as expected have been handled. */
export class Handling {
  readonly consumer: Consumer
  readonly #variant: Variant
  readonly #settings: WorkerSettings
  /** batches, or messages where these are handled one by one */
  #calls = 0
  #left = 0
  #done: (() => void) | undefined
  #look: Look | undefined

  constructor(kafka: Kafka, variant: Variant, settings: WorkerSettings) {
    this.consumer = variant.consumer(kafka, settings.group)
    this.#variant = variant
    this.#settings = settings
  }

  async start(): Promise<void> {
    await this.consumer.connect()
    await this.consumer.subscribe({ topics: [this.#settings.topic], fromBeginning: true })
    await this.consumer.run(this.#config())
  }

  /** Resolves in the handler of the last of them. `look` is called in each. */
  async expect(messages: number, look?: Look): Promise<{ calls: number }> {
    this.#calls = 0
    this.#left = messages
    this.#look = look
    await new Promise<void>((resolve) => (this.#done = resolve))
    return { calls: this.#calls }
  }

  /** Whether the trace of their own headers is active in the handlers of that many messages. */
  async parity(messages: number, start: () => Promise<unknown>): Promise<ParityReport> {
    let handled = 0
    let active = 0
    const { activeTraceId } = this.#variant
    const looked = this.expect(messages, ({ headers }) => {
      handled++
      if (activeTraceId?.() === traceIdOf(headers)) active++
    })
    await start()
    await looked
    return { handled, active }
  }

  #config(): ConsumerRunConfig {
    switch (this.#settings.workload) {
      case 'eachBatch':
        return {
          eachBatch: async ({ batch }) => {
            this.#calls++
            for (const message of batch.messages) this.#handled(message)
            return Promise.resolve()
          },
        }
      case 'withMessage':
        return { eachBatch: (payload) => this.#eachOf(payload) }
      default:
        return {
          eachMessage: async ({ message }) => {
            this.#calls++
            this.#handled(message)
            return Promise.resolve()
          },
        }
    }
  }

  async #eachOf(payload: EachBatchPayload): Promise<void> {
    this.#calls++
    const { messages } = payload.batch
    for (const message of messages) {
      const handle = async () => {
        this.#handled(message)
        return Promise.resolve()
      }
      const { withMessage } = this.#variant
      await (withMessage === undefined ? handle() : withMessage(payload, message, handle))
    }
  }

  #handled(message: KafkaMessage): void {
    if (this.#settings.burnUs > 0) burn(this.#settings.burnUs)
    this.#look?.(message)
    // not before the handler's span has ended
    if (--this.#left === 0) setImmediate(() => this.#done?.())
  }
}
