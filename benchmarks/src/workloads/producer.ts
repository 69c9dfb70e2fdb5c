import type { Kafka } from 'kafkajs'
import type { ParityReport, RunReport, WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { Run, Workload } from '../workers/workload'
import { measure } from './measure'
import { Sending } from './sending'

/** Sends; nothing else. */
export class ProducerWorkload implements Workload {
  readonly #variant: Variant
  readonly #sending: Sending

  constructor(kafka: Kafka, variant: Variant, settings: WorkerSettings) {
    this.#variant = variant
    this.#sending = new Sending(kafka, variant, settings)
  }

  async open(): Promise<this> {
    await this.#sending.connect()
    return this
  }

  run(run: Run): Promise<RunReport> {
    return measure(this.#variant, run, async () => ({ calls: await this.#sending.send(run.messages) }))
  }

  checkParity(): Promise<ParityReport> {
    return Promise.resolve({ handled: 0, active: 0 })
  }

  stop(): Promise<void> {
    return this.#sending.disconnect()
  }
}
