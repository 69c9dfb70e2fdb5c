import type { Case } from '../cases/case'
import { Generation, type Round } from '../rounds/generation'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { RunReport } from '../workers/protocol'
import type { Experiment, Row, VariantFigure } from './experiment'

/** How many times the work of `of` a variant does in the same CPU time. */
export interface Comparison {
  readonly key: string
  readonly variant: string
  readonly of: string
  readonly note: string
  /** shown beside; by the name that they are shown by */
  readonly peers?: Readonly<Record<string, readonly [variant: string, of: string]>>
}

/** Rounds of one generation. */
const ROUNDS = 8
const QUICK_ROUNDS = 2

/** Ratios of CPU time a message between variants of a case. */
export class CpuExperiment implements Experiment {
  readonly name: string
  readonly keys: readonly string[]
  readonly #case: Case
  readonly #comparisons: readonly Comparison[]
  readonly #around: Surroundings
  readonly #rounds: Round[] = []
  generations = 0

  constructor(given: Case, comparisons: readonly Comparison[], around: Surroundings) {
    this.name = given.name
    this.keys = comparisons.map(({ key }) => key)
    this.#case = given
    this.#comparisons = comparisons
    this.#around = around
  }

  async measure(needed: readonly string[] = this.keys): Promise<void> {
    await Generation.during(this.#case, this.#variantsOf(needed), this.#around, async (generation) => {
      this.generations++
      const rounds = this.#around.share < 1 ? QUICK_ROUNDS : ROUNDS
      for (let round = 0; round < rounds; round++) {
        this.#around.onProgress(`${this.name}: round ${this.#rounds.length + 1}`)
        this.#rounds.push(await generation.round())
      }
    })
  }

  rows(): Row[] {
    return this.#comparisons.flatMap(({ key, variant, of, note, peers = {} }) => {
      const ratios = this.#ratios(variant, of)
      if (ratios.length === 0) return []
      const beside = Object.entries(peers).map(([name, [peer, base]]) => [name, this.#ratios(peer, base)] as const)
      const known = beside.filter(([, figures]) => figures.length > 0)
      return [
        { key, ...estimate(ratios), peers: Object.fromEntries(known.map(([name, all]) => [name, median(all)])), note },
      ]
    })
  }

  variants(): VariantFigure[] {
    return Object.entries(this.#case.variants).flatMap(([name, { headers }]) => {
      const all = this.#rounds.flatMap((round) => (round[name] === undefined ? [] : [cpuPerMessage(round[name])]))
      if (all.length === 0) return []
      const value = median(all)
      return [{ case: this.#case.what, variant: name, headers: headers.join(', ') || 'none', value, unit: 'us CPU' }]
    })
  }

  /** The order of the case, without what no wanted figure needs. Peers that are only shown beside run the first time. */
  #variantsOf(keys: readonly string[]): string[] {
    const hasPeers = this.#rounds.length === 0 && this.#around.share === 1
    const wanted = this.#comparisons.filter(({ key }) => keys.includes(key))
    const compared = wanted.flatMap(({ variant, of, peers = {} }) => [
      variant,
      of,
      ...(hasPeers ? Object.values(peers).flat() : []),
    ])
    return Object.keys(this.#case.variants).filter((name) => compared.includes(name))
  }

  #ratios(variant: string, of: string): number[] {
    return this.#rounds.flatMap((round) => {
      const [ours, base] = [round[variant], round[of]]
      return ours === undefined || base === undefined ? [] : [cpuPerMessage(base) / cpuPerMessage(ours)]
    })
  }
}

export function cpuPerMessage(runs: readonly RunReport[]): number {
  const sum = (of: (run: RunReport) => number) => runs.reduce((total, run) => total + of(run), 0)
  return sum(({ cpuUs }) => cpuUs) / sum(({ messages }) => messages)
}
