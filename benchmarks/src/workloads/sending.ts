import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs'
import { burn } from '../workers/cpu-clock'
import type { WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'

/** Calls of `send` that are under way at a time: the CPU is then never idle, as in a service that has work to do. */
const UNDER_WAY = 4

/** Sends batches of messages, made anew for each call as a caller would, over values that are made once. */
export class Sending {
  readonly #producer: Producer
  readonly #variant: Variant
  readonly #settings: WorkerSettings
  readonly #values: readonly Buffer[]

  constructor(kafka: Kafka, variant: Variant, settings: WorkerSettings) {
    // the default partitioner is named, since kafkajs warns otherwise
    const options = { createPartitioner: Partitioners.DefaultPartitioner }
    const plain = kafka.producer.bind(kafka)
    const named = Object.assign(Object.create(kafka) as Kafka, {
      producer: (given?: object) => plain({ ...options, ...given }),
    })
    this.#producer = variant.producer(named)
    this.#variant = variant
    this.#settings = settings
    this.#values = Array.from({ length: settings.batch }, (_, index) => Buffer.alloc(settings.valueBytes, index))
  }

  connect(): Promise<void> {
    return this.#producer.connect()
  }

  /** Sends as many, and gives back how many calls that took. */
  async send(messages: number): Promise<number> {
    const { topic, batch } = this.#settings
    const calls = Math.ceil(messages / batch)
    let begun = 0
    const lane = async () => {
      while (begun < calls) {
        begun++
        await this.#producer.send({ topic, messages: this.#messages() })
      }
    }
    await this.#inside(() => Promise.all(Array.from({ length: Math.min(UNDER_WAY, calls) }, lane)))
    return calls
  }

  async sendValues(values: readonly Buffer[]): Promise<void> {
    const { topic } = this.#settings
    await this.#inside(() => this.#producer.send({ topic, messages: this.#messages(values) }))
  }

  disconnect(): Promise<void> {
    return this.#producer.disconnect()
  }

  #inside<T>(send: () => Promise<T>): Promise<T> {
    const { inRequest } = this.#variant
    return this.#settings.tracing.request === true && inRequest !== undefined ? inRequest(send) : send()
  }

  #messages(values = this.#values): Message[] {
    const { burnUs } = this.#settings
    if (burnUs > 0) burn(burnUs * values.length)
    return values.map((value) => ({ value, ...this.#headers() }))
  }

  #headers(): Pick<Message, 'headers'> | undefined {
    const { ownHeaders } = this.#settings
    const constant = this.#variant.constantHeaders
    if (ownHeaders === 0) return constant && { headers: constant }
    const own: Record<string, string> = {}
    for (let index = 0; index < ownHeaders; index++) own[`own-header-${index}`] = OWN_VALUE
    return { headers: constant === undefined ? own : { ...own, ...constant } }
  }
}

const OWN_VALUE = 'a header of the caller'
