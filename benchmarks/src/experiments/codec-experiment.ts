import { mirrored } from '../rounds/mirrored'
import { ParityError } from '../rounds/parity'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import { WorkerProcess } from '../workers/worker-process'
import type { Experiment, Row, VariantFigure } from './experiment'

/** Rounds of one generation of processes. */
const ROUNDS = 4
/** Far more than one collection of garbage takes: mitata makes room for its samples first, 8 MB that are collected in a run. */
const MILLISECONDS = 300
const QUICK_MILLISECONDS = 25

/** The times of one operation in several libraries; the first of them is ours. */
export class CodecExperiment implements Experiment {
  readonly name: string
  readonly keys: readonly string[]
  readonly #libraries: readonly string[]
  readonly #note: string
  readonly #around: Surroundings
  /** the rounds of each set of processes */
  readonly #sets: Readonly<Record<string, number>>[][] = []

  constructor(key: string, libraries: readonly string[], note: string, around: Surroundings) {
    this.name = key
    this.keys = [key]
    this.#libraries = libraries
    this.#note = note
    this.#around = around
  }

  async measure(): Promise<void> {
    const isQuick = this.#around.share < 1
    const milliseconds = isQuick ? QUICK_MILLISECONDS : MILLISECONDS
    const done = this.#sets.flat().length
    const set: Readonly<Record<string, number>>[] = []
    this.#sets.push(set)
    this.#around.onProgress(`${this.name}: round ${done + 1} to ${done + ROUNDS}`)
    const workers: (readonly [string, WorkerProcess])[] = []
    try {
      for (const library of this.#libraries)
        workers.push([library, await WorkerProcess.start(library, `codecs/${library}`, { operation: this.name })])
      for (const [, worker] of workers) await worker.time(2 * milliseconds)
      for (let round = 0; round < ROUNDS; round++) set.push(await this.#round(workers, milliseconds))
    } finally {
      await Promise.all(workers.map(([, worker]) => worker.stop()))
    }
  }

  rows(): Row[] {
    const [ours = '', peer = '', ...others] = this.#libraries
    if (this.#sets.length === 0) return []
    const ratios = (of: string) =>
      this.#sets.map((set) => set.map((round) => (round[ours] as number) / (round[of] as number)))
    const peers = Object.fromEntries(others.map((other) => [`over ${other}`, median(ratios(other).flat())]))
    return [{ key: this.name, ...estimate(ratios(peer)), peers, note: this.#note }]
  }

  variants(): VariantFigure[] {
    if (this.#sets.length === 0) return []
    return this.#libraries.map((library) => {
      const value = median(this.#sets.flat().map((round) => round[library] as number))
      return { case: this.name, variant: library, headers: '', value, unit: 'ns' }
    })
  }

  async #round(workers: readonly (readonly [string, WorkerProcess])[], milliseconds: number) {
    const all = new Map<string, number[]>(workers.map(([library]) => [library, []]))
    let expected: readonly string[] | undefined
    for (const [library, worker] of mirrored(workers)) {
      this.#around.signal.throwIfAborted()
      const { ns, results } = await worker.time(milliseconds)
      expected ??= results
      if (results.join('\n') !== expected.join('\n'))
        throw new ParityError(`${library}, ${this.name}`, expected.join(' | '), results.join(' | '))
      all.get(library)?.push(ns)
    }
    return Object.fromEntries([...all].map(([library, times]) => [library, times.reduce((a, b) => a + b, 0) / 2]))
  }
}
