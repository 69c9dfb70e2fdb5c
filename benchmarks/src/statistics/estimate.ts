import { median, quantileOfSorted } from './order-statistics'
import { seededRandom } from './seeded-random'

/** A median over rounds and its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly interval: readonly [low: number, high: number]
  readonly rounds: number
}

const RESAMPLES = 2000

/** Median and percentile bootstrap over rounds. The same figures give the same interval. */
export function estimate(rounds: readonly number[]): Estimate {
  if (rounds.length === 0) throw new RangeError('no rounds')
  const random = seededRandom(1)
  const drawn = new Float64Array(rounds.length)
  const medians = new Float64Array(RESAMPLES)
  for (let sample = 0; sample < RESAMPLES; sample++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = rounds[Math.floor(random() * rounds.length)] as number
    medians[sample] = quantileOfSorted(drawn.sort(), 0.5)
  }
  medians.sort()
  return {
    value: median(rounds),
    interval: [quantileOfSorted(medians, 0.025), quantileOfSorted(medians, 0.975)],
    rounds: rounds.length,
  }
}
