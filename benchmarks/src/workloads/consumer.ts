import type { Kafka } from 'kafkajs'
import type { ParityReport, RunReport, WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { Run, Workload } from '../workers/workload'
import { Handling } from './handling'
import { measure } from './measure'

/**
 * Reads a topic that was filled before, from its begin to its end, as often as asked. Between runs the topic is paused, so that what
 * is fetched, decoded and handled in a run is the whole of it and nothing else.
 */
export class ConsumerWorkload implements Workload {
  readonly #variant: Variant
  readonly #topic: string
  readonly #size: number
  readonly #handling: Handling

  constructor(kafka: Kafka, variant: Variant, settings: WorkerSettings) {
    this.#variant = variant
    this.#topic = settings.topic
    this.#size = settings.prefilled
    this.#handling = new Handling(kafka, variant, settings)
  }

  async open(): Promise<this> {
    const first = this.#handling.expect(this.#size)
    await this.#handling.start()
    await first
    this.#pause()
    return this
  }

  run(run: Run): Promise<RunReport> {
    if (run.messages % this.#size !== 0) throw new RangeError(`${run.messages} messages of a topic of ${this.#size}`)
    return measure(this.#variant, run, async () => {
      let calls = 0
      for (let read = 0; read < run.messages; read += this.#size) {
        const handled = this.#handling.expect(this.#size)
        this.#rewind()
        calls += (await handled).calls
        this.#pause()
      }
      return { calls }
    })
  }

  async checkParity(): Promise<ParityReport> {
    const seen = await this.#handling.parity(this.#size, () => {
      this.#rewind()
      return Promise.resolve()
    })
    this.#pause()
    return seen
  }

  stop(): Promise<void> {
    return this.#handling.consumer.disconnect()
  }

  #pause(): void {
    this.#handling.consumer.pause([{ topic: this.#topic }])
  }

  #rewind(): void {
    this.#handling.consumer.seek({ topic: this.#topic, partition: 0, offset: '0' })
    this.#handling.consumer.resume([{ topic: this.#topic }])
  }
}
