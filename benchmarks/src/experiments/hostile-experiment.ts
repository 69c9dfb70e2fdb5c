import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ShapeTime } from '../hostile/measure-shapes'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { Experiment, Row, VariantFigure } from './experiment'

/** The slowest of the shapes that are judged, and its growth; a process a round. */
interface Worst {
  readonly ms: number
  readonly exponent: number
  readonly times: readonly ShapeTime[]
}

const AT_10_MB = 1
const ROUNDS = 3
const NOTE = 'with the limits of the specification and without any, but for shapes that are then given back whole'

/** Extraction over records that were made to be slow. */
export class HostileExperiment implements Experiment {
  readonly name = 'extract.hostile'
  readonly keys = ['extract.hostile', 'extract.hostileExponent']
  readonly #around: Surroundings
  readonly #rounds: Worst[] = []
  generations = 0

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    for (let round = 0; round < (this.#around.share < 1 ? 1 : ROUNDS); round++) {
      this.generations++
      this.#around.onProgress(`${this.name}: round ${this.#rounds.length + 1}`)
      const program = join(__dirname, '../hostile/main.js')
      const { stdout } = await promisify(execFile)(process.execPath, [program, '--json'], {
        signal: this.#around.signal,
      })
      const times = JSON.parse(stdout) as ShapeTime[]
      this.#rounds.push({
        ms: Math.max(...times.filter(({ isGivenBack }) => !isGivenBack).map(({ ms }) => ms[AT_10_MB] ?? 0)),
        exponent: Math.max(0, ...times.map(({ exponent = 0 }) => exponent)),
        times,
      })
    }
  }

  rows(): Row[] {
    if (this.#rounds.length === 0) return []
    return [
      { key: 'extract.hostile', ...estimate(this.#rounds.map(({ ms }) => ms)), peers: {}, note: NOTE },
      { key: 'extract.hostileExponent', ...estimate(this.#rounds.map((each) => each.exponent)), peers: {}, note: NOTE },
    ]
  }

  variants(): VariantFigure[] {
    return (this.#rounds[0]?.times ?? []).map(({ shape, limits }, index) => ({
      case: `hostile, 10 MB, limits ${limits}`,
      variant: shape,
      headers: '',
      value: median(this.#rounds.map(({ times }) => times[index]?.ms[AT_10_MB] ?? 0)),
      unit: 'ms',
    }))
  }
}
