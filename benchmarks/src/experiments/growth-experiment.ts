import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Growth } from '../growth/measure-growth'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { Experiment, Row, VariantFigure } from './experiment'

const ROUNDS = 5
const WHAT: Readonly<Record<string, string>> = {
  'growth.extractByHeaders': 'extract, by headers',
  'growth.injectByHeaders': 'inject, by headers',
  'growth.extractByBaggage': 'extract, by items of baggage',
  'growth.injectByBaggage': 'inject, by items of baggage',
  'growth.sendByMessages': 'send, by messages',
}
export const GROWTH_KEYS = Object.keys(WHAT)

/** The exponents by which time grows with headers, baggage and messages: 1 is linear. */
export class GrowthExperiment implements Experiment {
  readonly name = 'growth'
  readonly keys = GROWTH_KEYS
  readonly #around: Surroundings
  readonly #rounds: (readonly Growth[])[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    const { share, signal, onProgress } = this.#around
    for (let round = 0; round < (share < 1 ? 1 : ROUNDS); round++) {
      onProgress(`${this.name}: round ${this.#rounds.length + 1}`)
      const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, '../growth/main.js')], { signal })
      this.#rounds.push(JSON.parse(stdout) as Growth[])
    }
  }

  rows(): Row[] {
    if (this.#rounds.length === 0) return []
    return Object.entries(WHAT).map(([key, what]) => {
      const all = this.#of(what)
      const sizes = all[0]?.sizes.filter((size) => size >= 8) ?? []
      return {
        key,
        ...estimate(all.map(({ exponent }) => [exponent])),
        peers: {},
        note: `exponent of growth from ${sizes[0] ?? 0} to ${sizes.at(-1) ?? 0}; 1 is linear`,
      }
    })
  }

  variants(): VariantFigure[] {
    return Object.values(WHAT).flatMap((what) =>
      (this.#of(what)[0]?.sizes ?? []).map((size, index) => ({
        case: what,
        variant: String(size),
        headers: '',
        value: median(this.#of(what).map(({ ns }) => ns[index] as number)) / 1000,
        unit: 'us',
      })),
    )
  }

  #of(what: string): Growth[] {
    return this.#rounds.flatMap((round) => round.filter((each) => each.what === what))
  }
}
