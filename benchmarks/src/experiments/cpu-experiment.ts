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
const ROUNDS = 5
const QUICK_ROUNDS = 2

/**
 * Ratios of CPU time a message between variants of a case. What is compared with one and the same variant has processes of its own,
 * so that few others run between the two of a ratio.
 */
export class CpuExperiment implements Experiment {
  readonly name: string
  readonly keys: readonly string[]
  readonly #case: Case
  readonly #comparisons: readonly Comparison[]
  readonly #around: Surroundings
  /** the rounds of each set of processes */
  readonly #sets: Round[][] = []

  constructor(given: Case, comparisons: readonly Comparison[], around: Surroundings) {
    this.name = given.name
    this.keys = comparisons.map(({ key }) => key)
    this.#case = given
    this.#comparisons = comparisons
    this.#around = around
  }

  async measure(needed: readonly string[] = this.keys): Promise<void> {
    for (const [of, variants] of this.#groupsOf(needed)) {
      await Generation.during(this.#case, [of, ...variants], this.#around, async (running) => {
        const set: Round[] = []
        this.#sets.push(set)
        const rounds = this.#around.share < 1 ? QUICK_ROUNDS : ROUNDS
        for (let round = 1; round <= rounds; round++) {
          this.#around.onProgress(`${this.name}, over ${of}: round ${round} of ${rounds}`)
          set.push(await running.round())
        }
      })
    }
  }

  rows(): Row[] {
    return this.#comparisons.flatMap(({ key, variant, of, note, peers = {} }) => {
      const ratios = this.#ratios(variant, of)
      if (ratios.flat().length === 0) return []
      const beside = Object.entries(peers).map(
        ([name, [peer, base]]) => [name, this.#ratios(peer, base).flat()] as const,
      )
      const known = beside.filter(([, figures]) => figures.length > 0)
      const peerFigures = Object.fromEntries(known.map(([name, all]) => [name, median(all)]))
      return [{ key, ...estimate(ratios), peers: peerFigures, note }]
    })
  }

  variants(): VariantFigure[] {
    return Object.entries(this.#case.variants).flatMap(([name, { headers }]) => {
      const all = this.#sets.flat().flatMap(({ [name]: runs }) => (runs === undefined ? [] : [cpuPerMessage(runs)]))
      if (all.length === 0) return []
      const value = median(all)
      return [{ case: this.#case.what, variant: name, headers: headers.join(', ') || 'none', value, unit: 'us CPU' }]
    })
  }

  /** What runs side by side, by what it is compared with. Peers that are only shown beside run the first time. */
  #groupsOf(keys: readonly string[]): Map<string, Set<string>> {
    const hasPeers = this.#sets.length === 0 && this.#around.share === 1
    const groups = new Map<string, Set<string>>()
    const add = (variant: string, of: string) => groups.set(of, (groups.get(of) ?? new Set()).add(variant))
    for (const { key, variant, of, peers = {} } of this.#comparisons) {
      if (!keys.includes(key)) continue
      add(variant, of)
      if (hasPeers) for (const [peer, base] of Object.values(peers)) add(peer, base)
    }
    return groups
  }

  /** Of the rounds in which both ran, by set. */
  #ratios(variant: string, of: string): number[][] {
    return this.#sets.map((set) =>
      set.flatMap(({ [of]: base, [variant]: runs }) =>
        base === undefined || runs === undefined ? [] : [cpuPerMessage(base) / cpuPerMessage(runs)],
      ),
    )
  }
}

export function cpuPerMessage(runs: readonly RunReport[]): number {
  const sum = (of: (run: RunReport) => number) => runs.reduce((total, run) => total + of(run), 0)
  return sum(({ cpuUs }) => cpuUs) / sum(({ messages }) => messages)
}
