import type { Kafka } from 'kafkajs'
import type { ParityReport, RunReport, WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { ParityCheck, Run, Workload } from '../workers/workload'
import { Handling } from './handling'
import { measure } from './measure'
import { OpenLoop } from './open-loop'
import { Sending } from './sending'

/** Sends and handles in one process: as fast as it can, or at a fixed rate, for how long each message takes then. */
export class RoundTripWorkload implements Workload {
  readonly #variant: Variant
  readonly #settings: WorkerSettings
  readonly #sending: Sending
  readonly #handling: Handling

  constructor(kafka: Kafka, variant: Variant, settings: WorkerSettings) {
    this.#variant = variant
    this.#settings = settings
    this.#sending = new Sending(kafka, variant, settings)
    this.#handling = new Handling(kafka, variant, settings)
  }

  async open(): Promise<this> {
    await this.#sending.connect()
    await this.#handling.start()
    return this
  }

  run(run: Run): Promise<RunReport> {
    const { perSecond } = run
    return measure(this.#variant, run, async () => {
      if (perSecond !== undefined) {
        const loop = new OpenLoop(this.#settings, perSecond)
        const handled = this.#handling.expect(run.messages, loop.arrived)
        const calls = await loop.send(run.messages, (values) => this.#sending.sendValues(values))
        await handled
        return { calls, latencies: loop.latencies() }
      }
      const handled = this.#handling.expect(run.messages)
      const calls = await this.#sending.send(run.messages)
      await handled
      return { calls }
    })
  }

  checkParity({ messages }: ParityCheck): Promise<ParityReport> {
    return this.#handling.parity(messages, () => this.#sending.send(messages))
  }

  async stop(): Promise<void> {
    await this.#handling.consumer.disconnect()
    await this.#sending.disconnect()
  }
}
