import type { Case } from '../cases/case'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { Generation, type Round } from '../rounds/generation'
import type { Comparison } from './cpu-experiment'
import { cpuPerMessage } from './cpu-experiment'
import type { Experiment, Row, VariantFigure } from './experiment'

const GENERATIONS = 2
const ROUNDS = 4
/** Enough for compiled code, and not more: this is a test. */
const WARM_UP = 40_000

/** Whether it would be noticed: a variant once as it is and once with work planted into each message, side by side. */
export class PlantedExperiment implements Experiment {
  readonly name: string
  readonly keys: readonly string[]
  readonly #case: Case
  readonly #comparison: Comparison
  readonly #us: number
  readonly #around: Surroundings
  /** the rounds of each set of processes */
  readonly #sets: Round[][] = []

  constructor(given: Case, comparison: Comparison, us: number, around: Surroundings) {
    const { key, variant, of } = comparison
    const [base, plain] = [given.variants[of], given.variants[variant]]
    if (base === undefined || plain === undefined) throw new RangeError(`${given.name} has no ${variant} or ${of}`)
    this.name = `${given.name}, with ${us} us planted`
    this.keys = [key]
    this.#case = { ...given, warmUp: WARM_UP, variants: { base, plain, planted: { ...plain, burnUs: us } } }
    this.#comparison = comparison
    this.#us = us
    this.#around = around
  }

  async measure(): Promise<void> {
    for (let generation = 0; generation < GENERATIONS; generation++) {
      await Generation.during(this.#case, Object.keys(this.#case.variants), this.#around, async (running) => {
        const set: Round[] = []
        this.#sets.push(set)
        for (let round = 0; round < ROUNDS; round++) {
          this.#around.onProgress(`${this.name}: round ${this.#sets.flat().length + 1}`)
          set.push(await running.round())
        }
      })
    }
  }

  rows(): Row[] {
    if (this.#sets.length === 0) return []
    const { key, note } = this.#comparison
    const expected = (round: Round) => cpuOf(round, 'plain') + this.#us
    const ratio = (cost: (round: Round) => number, base = (round: Round) => cpuOf(round, 'base')) =>
      estimate(this.#sets.map((set) => set.map((round) => base(round) / cost(round))))
    const row = { peers: {}, note: `${note}; ${this.#us} us a message planted` }
    return [
      { key, ...ratio((round) => cpuOf(round, 'planted')), ...row },
      { key: `${key}.expected`, ...ratio(expected), ...row },
      { key: `${key}.overExpected`, ...ratio((round) => cpuOf(round, 'planted'), expected), ...row },
      { key: `${key}.unplanted`, ...ratio((round) => cpuOf(round, 'plain')), ...row, note },
    ]
  }

  variants(): VariantFigure[] {
    return []
  }
}

function cpuOf(round: Round, name: string): number {
  return cpuPerMessage(round[name] ?? [])
}
