import { ROUND_TRIP } from '../cases/round-trip-cases'
import { Generation } from '../rounds/generation'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { RunReport } from '../workers/protocol'
import type { Experiment, Row, VariantFigure } from './experiment'

/** Bytes are far steadier than time. */
const ROUNDS = 2
const GENERATIONS = 3

/** Bytes that are allocated for each message, sent and handled. */
export class MemoryExperiment implements Experiment {
  readonly name = 'memory'
  readonly keys = ['memory.perMessage']
  readonly #around: Surroundings
  readonly #rounds: Readonly<Record<string, number>>[] = []
  /** of processes, of each round */
  readonly #sets: number[] = []
  #generations = 0

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    const isQuick = this.#around.share < 1
    for (let generation = 0; generation < (isQuick ? 1 : GENERATIONS); generation++) {
      await Generation.during(ROUND_TRIP, Object.keys(ROUND_TRIP.variants), this.#around, async (running) => {
        const set = this.#generations++
        for (let round = 0; round < ROUNDS; round++) {
          this.#around.onProgress(`${this.name}: round ${this.#rounds.length + 1}`)
          const reports = Object.entries(await running.round({ heap: true }))
          this.#sets.push(set)
          this.#rounds.push(Object.fromEntries(reports.map(([name, runs]) => [name, bytesPerMessage(runs)])))
        }
      })
    }
  }

  rows(): Row[] {
    if (this.#rounds.length === 0) return []
    const added = (name: string) => this.#rounds.map((round) => (round[name] as number) - (round['bare'] as number))
    const over = (name: string, peer: string) => {
      const [ours, others] = [added(name), added(peer)]
      return ours.map((bytes, index) => bytes / (others[index] as number))
    }
    return [
      {
        key: 'memory.perMessage',
        ...estimate(over('ours', 'OpenTelemetry'), this.#sets),
        peers: {
          'hand-written over OpenTelemetry': median(over('hand-written', 'OpenTelemetry')),
          'ours, bytes above bare': median(added('ours')),
          'OpenTelemetry, bytes above bare': median(added('OpenTelemetry')),
        },
        note: "sent and handled, sampled, one header; V8's heap and what its Buffers hold outside of it",
      },
    ]
  }

  variants(): VariantFigure[] {
    if (this.#rounds.length === 0) return []
    return Object.entries(ROUND_TRIP.variants).map(([variant, { headers }]) => ({
      case: `memory of ${ROUND_TRIP.what}`,
      variant,
      headers: headers.join(', ') || 'none',
      value: median(this.#rounds.map((round) => round[variant] as number)),
      unit: 'bytes',
    }))
  }
}

function bytesPerMessage(runs: readonly RunReport[]): number {
  const all = runs.reduce((sum, { messages }) => sum + messages, 0)
  return runs.reduce((sum, { allocatedBytes = NaN }) => sum + allocatedBytes, 0) / all
}
