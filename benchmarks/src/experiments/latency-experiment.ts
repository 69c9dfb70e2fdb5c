import { ROUND_TRIP } from '../cases/round-trip-cases'
import { Generation, type Round } from '../rounds/generation'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { Latencies, RunReport } from '../workers/protocol'
import type { Experiment, Row, VariantFigure } from './experiment'

const ROUNDS = 3
const GENERATIONS = 3
export const SECONDS = 1.5
const QUICK_SECONDS = 0.5
const QUANTILES = ['p50', 'p99', 'p999'] as const
type Quantile = (typeof QUANTILES)[number]

/** How much later messages are handled, while a share arrives of as many as bare kafkajs could send and handle. */
export class LatencyExperiment implements Experiment {
  readonly keys: readonly string[]
  readonly #share: number
  readonly #around: Surroundings
  #perSecond: number | undefined
  /** the rounds of each set of processes */
  readonly #sets: Round[][] = []

  /** @param name the first part of its keys */
  constructor(
    readonly name: string,
    share: number,
    around: Surroundings,
  ) {
    this.keys = [`${name}.p99Added`]
    this.#share = share
    this.#around = around
  }

  async measure(): Promise<void> {
    const isQuick = this.#around.share < 1
    for (let generation = 0; generation < (isQuick ? 1 : GENERATIONS); generation++) {
      await Generation.during(ROUND_TRIP, Object.keys(ROUND_TRIP.variants), this.#around, async (running) => {
        const set: Round[] = []
        this.#sets.push(set)
        this.#perSecond ??= await this.#shareOfMost(running)
        const perSecond = this.#perSecond
        const calls = Math.ceil((perSecond * (isQuick ? QUICK_SECONDS : SECONDS)) / ROUND_TRIP.settings.batch)
        const messages = calls * ROUND_TRIP.settings.batch
        for (let round = 0; round < (isQuick ? 2 : ROUNDS); round++) {
          this.#around.onProgress(
            `${this.name} at ${perSecond.toFixed(0)} messages/s: round ${this.#sets.flat().length + 1}`,
          )
          set.push(await running.round({ perSecond, messages }))
        }
      })
    }
  }

  rows(): Row[] {
    if (this.#sets.length === 0) return []
    const note = `traceparent; ${(this.#perSecond ?? 0).toFixed(0)} messages/s in calls of 100, ${this.#share} of what bare kafkajs sends and handles at most`
    return QUANTILES.map((quantile) => {
      const added = (name: string) =>
        this.#sets.map((set) => set.map((round) => latency(round[name], quantile) - latency(round['bare'], quantile)))
      const bare = median(this.#sets.flat().map((round) => latency(round['bare'], quantile)))
      const peers = {
        'hand-written': median(added('hand-written').flat()),
        OpenTelemetry: median(added('OpenTelemetry').flat()),
        'bare, in all': bare,
      }
      const target = quantile === 'p99' ? { target: Math.max(0.1 * bare, 1) } : {}
      return { key: `${this.name}.${quantile}Added`, ...estimate(added('ours')), peers, note, ...target }
    })
  }

  variants(): VariantFigure[] {
    if (this.#sets.length === 0) return []
    return Object.entries(ROUND_TRIP.variants).flatMap(([variant, { headers }]) =>
      QUANTILES.map((quantile) => ({
        case: `latency ${quantile} at ${(this.#perSecond ?? 0).toFixed(0)} messages/s`,
        variant,
        headers: headers.join(', ') || 'none',
        value: median(this.#sets.flat().map((round) => latency(round[variant], quantile))),
        unit: 'ms',
      })),
    )
  }

  /** Of what bare kafkajs sends and handles in a second when it sends as fast as it can. */
  async #shareOfMost(running: Generation): Promise<number> {
    const { bare = [] } = await running.round()
    const rates = bare.map(({ messages, wallMs }) => (1000 * messages) / wallMs)
    return Math.max(...rates) * this.#share
  }
}

function latency(runs: readonly RunReport[] | undefined, quantile: Quantile): number {
  const all = (runs ?? []).map(({ latencies }) => (latencies as Latencies)[quantile])
  return all.reduce((sum, each) => sum + each, 0) / all.length
}
