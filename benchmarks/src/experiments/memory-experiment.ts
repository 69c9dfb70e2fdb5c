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
  /** the rounds of each set of processes */
  readonly #sets: Readonly<Record<string, number>>[][] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    const isQuick = this.#around.share < 1
    for (let generation = 0; generation < (isQuick ? 1 : GENERATIONS); generation++) {
      await Generation.during(ROUND_TRIP, Object.keys(ROUND_TRIP.variants), this.#around, async (running) => {
        const set: Readonly<Record<string, number>>[] = []
        this.#sets.push(set)
        for (let round = 0; round < ROUNDS; round++) {
          this.#around.onProgress(`${this.name}: round ${this.#sets.flat().length + 1}`)
          const reports = Object.entries(await running.round({ heap: true }))
          set.push(Object.fromEntries(reports.map(([name, runs]) => [name, bytesPerMessage(runs)])))
        }
      })
    }
  }

  rows(): Row[] {
    if (this.#sets.length === 0) return []
    const addedIn = (round: Readonly<Record<string, number>>, name: string) =>
      (round[name] as number) - (round['bare'] as number)
    const added = (name: string) => this.#sets.flat().map((round) => addedIn(round, name))
    const over = (name: string, peer: string) =>
      this.#sets.map((set) => set.map((round) => addedIn(round, name) / addedIn(round, peer)))
    return [
      {
        key: 'memory.perMessage',
        ...estimate(over('ours', 'OpenTelemetry')),
        peers: {
          'hand-written over OpenTelemetry': median(over('hand-written', 'OpenTelemetry').flat()),
          'ours, bytes above bare': median(added('ours')),
          'OpenTelemetry, bytes above bare': median(added('OpenTelemetry')),
        },
        note: "sent and handled, sampled, one header; V8's heap and what its Buffers hold outside of it",
      },
    ]
  }

  variants(): VariantFigure[] {
    if (this.#sets.length === 0) return []
    return Object.entries(ROUND_TRIP.variants).map(([variant, { headers }]) => ({
      case: `memory of ${ROUND_TRIP.what}`,
      variant,
      headers: headers.join(', ') || 'none',
      value: median(this.#sets.flat().map((round) => round[variant] as number)),
      unit: 'bytes',
    }))
  }
}

function bytesPerMessage(runs: readonly RunReport[]): number {
  const all = runs.reduce((sum, { messages }) => sum + messages, 0)
  return runs.reduce((sum, { allocatedBytes = NaN }) => sum + allocatedBytes, 0) / all
}
