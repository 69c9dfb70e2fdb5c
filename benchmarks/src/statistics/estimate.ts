import { median, quantileOfSorted } from './order-statistics'
import { seededRandom } from './seeded-random'

/** A median over rounds and its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly interval: readonly [low: number, high: number]
  readonly rounds: number
  /** sets of fresh processes that the rounds are from */
  readonly generations: number
}

const RESAMPLES = 2000

/**
 * Median and percentile bootstrap. What a compiler makes of a program differs by process, and stays as long as the process lives:
 * rounds of the same processes are alike, so that sets of processes are drawn first, and then rounds in each. The same figures give
 * the same interval.
 *
 * @param sets the rounds of each set of processes
 */
export function estimate(sets: readonly (readonly number[])[]): Estimate {
  const groups = sets.filter(({ length }) => length > 0)
  const rounds = groups.flat()
  if (rounds.length === 0) throw new RangeError('no rounds')
  const medians = resampledMedians(groups)
  return {
    value: median(rounds),
    interval: [quantileOfSorted(medians, 0.025), quantileOfSorted(medians, 0.975)],
    rounds: rounds.length,
    generations: groups.length,
  }
}

/** Sorted. */
function resampledMedians(groups: readonly (readonly number[])[]): Float64Array {
  const random = seededRandom(1)
  const anyOf = <T>(all: readonly T[]) => all[all.length === 1 ? 0 : Math.floor(random() * all.length)] as T
  const drawn = new Float64Array(groups.length * Math.max(...groups.map(({ length }) => length)))
  const medians = new Float64Array(RESAMPLES)
  for (let sample = 0; sample < RESAMPLES; sample++) {
    let count = 0
    for (let i = 0; i < groups.length; i++) {
      const group = anyOf(groups)
      for (let j = 0; j < group.length; j++) drawn[count++] = anyOf(group)
    }
    medians[sample] = quantileOfSorted(drawn.subarray(0, count).sort(), 0.5)
  }
  return medians.sort()
}
