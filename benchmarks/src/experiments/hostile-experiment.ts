import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SIZES, type ShapeTime } from '../hostile/measure-shapes'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { Experiment, Row, VariantFigure } from './experiment'

interface Worst extends Pick<ShapeTime, 'shape' | 'limits'> {
  /** by round */
  readonly figures: readonly number[]
}

const msAt10 = (ms: readonly number[]) => ms[SIZES.indexOf(10)] ?? 0
const ROUNDS = 3
const NOTE = 'with the limits of the specification and without any, but for shapes that are then given back whole'

/** Extraction over records that were made to be slow. */
export class HostileExperiment implements Experiment {
  readonly name = 'extract.hostile'
  readonly keys = ['extract.hostile', 'extract.hostileExponent']
  readonly #around: Surroundings
  /** a process a round */
  readonly #rounds: (readonly ShapeTime[])[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    for (let round = 0; round < (this.#around.share < 1 ? 1 : ROUNDS); round++) {
      this.#around.onProgress(`${this.name}: round ${this.#rounds.length + 1}`)
      const program = join(__dirname, '../hostile/main.js')
      const { stdout } = await promisify(execFile)(process.execPath, [program, '--json'], {
        signal: this.#around.signal,
      })
      this.#rounds.push(JSON.parse(stdout) as ShapeTime[])
    }
  }

  rows(): Row[] {
    if (this.#rounds.length === 0) return []
    const row = (key: string, { shape, limits, figures }: Worst): Row => {
      return { key, ...estimate(figures.map((each) => [each])), peers: {}, note: `${shape}, limits ${limits}; ${NOTE}` }
    }
    return [
      row(
        'extract.hostile',
        this.#worst(({ ms, isGivenBack }) => (isGivenBack ? 0 : msAt10(ms))),
      ),
      row(
        'extract.hostileExponent',
        this.#worst(({ exponent = 0 }) => exponent),
      ),
    ]
  }

  variants(): VariantFigure[] {
    return (this.#rounds[0] ?? []).map(({ shape, limits }, index) => ({
      case: `hostile, 10 MB, limits ${limits}`,
      variant: shape,
      headers: '',
      value: median(this.#rounds.map((times) => msAt10(times[index]?.ms ?? []))),
      unit: 'ms',
    }))
  }

  /** The shape that is worst over all rounds. The worst of each round would be that of its luck. */
  #worst(figureOf: (time: ShapeTime) => number): Worst {
    const shapes = (this.#rounds[0] ?? []).map(({ shape, limits }, index) => {
      const figures = this.#rounds.map((times) => figureOf(times[index] as ShapeTime))
      return { shape, limits, figures }
    })
    return shapes.reduce((worst, each) => (median(each.figures) > median(worst.figures) ? each : worst))
  }
}
