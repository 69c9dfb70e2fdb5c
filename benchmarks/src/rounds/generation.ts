import { createTopics, deleteTopics } from '@filrouge/harness'
import type { Case, CaseVariant } from '../cases/case'
import type { RunReport, WorkerSettings } from '../workers/protocol'
import { WorkerProcess } from '../workers/worker-process'
import { mirrored } from './mirrored'
import { checkActive, checkCount, checkSent, checkSpans } from './parity'
import { SentReader } from './sent-reader'
import { STEADY_HEAP } from './steady-heap'
import type { Surroundings } from './surroundings'

interface Running {
  readonly name: string
  readonly variant: CaseVariant
  readonly worker: WorkerProcess
  readonly settings: WorkerSettings
  /** of what it sends; nothing where it only reads */
  readonly sent: SentReader | undefined
}

export interface RoundOptions {
  readonly heap?: boolean
  readonly perSecond?: number
  /** in place of the case's own */
  readonly messages?: number
}

/** What each variant did in a round: its two runs. */
export type Round = Readonly<Record<string, readonly RunReport[]>>

let made = 0

/** Fresh processes of a case's variants, warmed up. What a compiler made of a program differs by process. */
export class Generation {
  readonly #case: Case
  readonly #around: Surroundings
  readonly #name = `bench-${process.pid}-${String(made++)}`
  /** what is sent to them; nothing while its reader is being opened */
  readonly #topics = new Map<string, SentReader | undefined>()
  readonly #running: Running[] = []

  private constructor(given: Case, around: Surroundings) {
    this.#case = given
    this.#around = around
  }

  private static async start(given: Case, names: readonly string[], around: Surroundings): Promise<Generation> {
    const generation = new Generation(given, around)
    try {
      for (const name of names) await generation.#start(name)
      return generation
    } catch (error) {
      await generation.stop()
      throw error
    }
  }

  /** Starts one, and stops it whatever happens. */
  static async during(
    given: Case,
    names: readonly string[],
    around: Surroundings,
    use: (generation: Generation) => Promise<void>,
  ): Promise<void> {
    const generation = await Generation.start(given, names, around)
    try {
      await use(generation)
    } finally {
      await generation.stop()
    }
  }

  /** Each variant twice, the second time in reverse order. */
  async round(options: RoundOptions = {}): Promise<Round> {
    const { messages = this.#runLength, ...rest } = options
    const runs = new Map<string, RunReport[]>(this.#running.map(({ name }) => [name, []]))
    for (const running of mirrored(this.#running)) {
      this.#around.signal.throwIfAborted()
      const report = await running.worker.run({ do: 'run', messages, ...rest })
      await check(running, report)
      runs.get(running.name)?.push(report)
    }
    return Object.fromEntries(runs)
  }

  /** Also after a failure; never rejects because of a worker. */
  private async stop(): Promise<void> {
    await Promise.all(this.#running.map(({ worker }) => worker.stop()))
    await Promise.all([...this.#topics.values()].flatMap((sent) => sent?.close() ?? []))
    const groups = this.#running.map(({ settings }) => settings.group)
    await deleteTopics(this.#around.brokers, [...this.#topics.keys()], groups)
  }

  async #start(name: string): Promise<void> {
    const variant = this.#case.variants[name]
    if (variant === undefined) throw new RangeError(`case ${this.#case.name} has no variant ${name}`)
    this.#around.signal.throwIfAborted()
    const settings = await this.#settingsOf(variant)
    const options = [...STEADY_HEAP, ...(this.#around.nodeOptions ?? [])]
    const worker = await WorkerProcess.start(name, `variants/${variant.program}`, settings, options)
    const running = { name, variant, worker, settings, sent: this.#topics.get(settings.topic) }
    this.#running.push(running)
    checkActive(name, variant, settings.workload, await worker.checkParity(settings.batch))
    await running.sent?.count()
    const warmUp = this.#case.warmUp * this.#around.share
    const messages = Math.ceil(warmUp / this.#runLength) * this.#runLength
    await check(running, await worker.run({ do: 'warm up', messages }))
  }

  async #settingsOf(variant: CaseVariant): Promise<WorkerSettings> {
    const { brokers, agent } = this.#around
    return {
      ...this.#case.settings,
      workload: variant.workload ?? this.#case.workload,
      brokers,
      topic: await this.#topicOf(variant),
      group: `${this.#name}-group-${String(this.#running.length)}`,
      prefilled: this.#case.isPrefilled === true ? this.#runLength : 0,
      burnUs: variant.burnUs ?? 0,
      tracing: variant.tracing ?? {},
      agent,
    }
  }

  /** One that is read by nobody for all, and where it is read one for each. */
  async #topicOf({ headers }: CaseVariant): Promise<string> {
    if (this.#case.isPrefilled === true)
      return this.#around.prefilled.get(headers, this.#runLength, this.#case.settings.valueBytes)
    const [first] = this.#topics.keys()
    if (first !== undefined && this.#case.workload === 'producer') return first
    const { brokers } = this.#around
    const topic = `${this.#name}-${String(this.#topics.size)}`
    await createTopics(brokers, [{ topic, partitions: 1 }])
    // known before it has a reader, so that it is deleted if it never gets one
    this.#topics.set(topic, undefined)
    this.#topics.set(topic, await SentReader.open(brokers, topic))
    return topic
  }

  /** Whole calls of `send`. */
  get #runLength(): number {
    const { messages, settings } = this.#case
    return Math.ceil((messages * this.#around.share) / settings.batch) * settings.batch
  }
}

/** What a run left: spans at its own sender, messages and their headers at the broker. */
async function check({ name, variant, settings, sent }: Running, report: RunReport): Promise<void> {
  checkSpans(name, variant, report)
  if (sent === undefined) return
  checkCount(name, report, await sent.count())
  checkSent(name, variant, settings.ownHeaders, await sent.last(settings.batch))
}
