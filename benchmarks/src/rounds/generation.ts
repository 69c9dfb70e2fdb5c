import { createTopics, deleteTopics } from '@filrouge/harness'
import type { Case, CaseVariant } from '../cases/case'
import type { RunReport, WorkerSettings } from '../workers/protocol'
import { WorkerProcess } from '../workers/worker-process'
import { mirrored } from './mirrored'
import { checkSent, checkSpans } from './parity'
import type { ParityReader } from './parity-reader'

export interface Surroundings {
  readonly brokers: readonly string[]
  readonly parityTopic: string
  readonly reader: ParityReader
  readonly burnUs: number
  /** shortens runs */
  readonly share: number
  readonly onProgress: (line: string) => void
  readonly signal: AbortSignal
}

interface Running {
  readonly name: string
  readonly variant: CaseVariant
  readonly worker: WorkerProcess
  readonly settings: WorkerSettings
}

/** What each variant did in a round: its two runs. */
export type Round = Readonly<Record<string, readonly [RunReport, RunReport]>>

let made = 0

/** Fresh processes of a case's variants, warmed up. What a compiler made of a program differs by process. */
export class Generation {
  readonly #case: Case
  readonly #around: Surroundings
  readonly #topic: string
  readonly #running: Running[] = []
  #parityChecks = 0

  private constructor(given: Case, around: Surroundings) {
    this.#case = given
    this.#around = around
    this.#topic = `bench-${process.pid}-${String(made++)}`
  }

  static async start(given: Case, names: readonly string[], around: Surroundings): Promise<Generation> {
    const generation = new Generation(given, around)
    try {
      await createTopics(around.brokers, [{ topic: generation.#topic, partitions: 1 }])
      for (const name of names) await generation.#start(name)
      return generation
    } catch (error) {
      await generation.stop()
      throw error
    }
  }

  async round(options: { heap?: boolean } = {}): Promise<Round> {
    const runs = new Map<string, RunReport[]>(this.#running.map(({ name }) => [name, []]))
    for (const running of mirrored(this.#running)) {
      this.#around.signal.throwIfAborted()
      const messages = this.#messages(this.#case.messages, running)
      const report = await running.worker.run({ do: 'run', messages, ...options })
      checkSpans(running.name, running.variant, report)
      await this.#checkSent(running)
      runs.get(running.name)?.push(report)
    }
    return Object.fromEntries(runs) as unknown as Round
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map(({ worker }) => worker.stop()))
    await deleteTopics(this.#around.brokers, [this.#topic])
  }

  async #start(name: string): Promise<void> {
    const variant = this.#case.variants[name]
    if (variant === undefined) throw new RangeError(`case ${this.#case.name} has no variant ${name}`)
    this.#around.signal.throwIfAborted()
    const { brokers, parityTopic, burnUs } = this.#around
    const settings: WorkerSettings = {
      ...this.#case.settings,
      workload: variant.workload ?? this.#case.workload,
      brokers,
      topic: this.#topic,
      parityTopic,
      burnUs: variant.isOurs === true ? burnUs : 0,
      tracing: variant.tracing ?? {},
    }
    const worker = await WorkerProcess.start(name, variant.program, settings)
    const running = { name, variant, worker, settings }
    this.#running.push(running)
    const report = await worker.run({ do: 'warm up', messages: this.#case.warmUp })
    checkSpans(name, variant, report)
    await this.#checkSent(running)
  }

  async #checkSent({ name, variant, worker, settings }: Running): Promise<void> {
    const id = `${this.#topic}-${name}-${String(this.#parityChecks++)}`
    await worker.checkParity(id, settings.batch)
    checkSent(name, variant, settings.ownHeaders, await this.#around.reader.read(id, settings.batch))
  }

  #messages(whole: number, { settings }: Running): number {
    return Math.ceil((whole * this.#around.share) / settings.batch) * settings.batch
  }
}
