import type { Key } from '../keys'
import type { Estimate } from './estimate'

export type Verdict = 'holds' | 'misses' | 'inconclusive'

/** Fewer rounds, or rounds of fewer sets of processes, give an interval that is narrow by chance. */
export const FEWEST_ROUNDS = 6
export const FEWEST_GENERATIONS = 3

/** Of figures that are written in decimals. */
const ROUNDING = 1e-9

/** Wide intervals give no verdict, unless the worse end of the interval is what counts. */
export function verdictOf(key: Key, { value, interval, rounds, generations }: Estimate, target = key.target): Verdict {
  const reaches = (figure: number) => (key.sense === 'at least' ? figure >= target : figure <= target)
  const [low, high] = interval
  if (rounds < FEWEST_ROUNDS || generations < FEWEST_GENERATIONS) return 'inconclusive'
  if (key.judgedBy === 'worse end') {
    const [worse, better] = key.sense === 'at least' ? [low, high] : [high, low]
    if (!reaches(better)) return 'misses'
    return reaches(worse) ? 'holds' : 'inconclusive'
  }
  if (high - low > widest(key, value) + ROUNDING) return 'inconclusive'
  return reaches(value) ? 'holds' : 'misses'
}

/** How wide an interval may be. */
export function widest({ target }: Key, value: number): number {
  if (target >= 1) return 0.06 * value
  return target >= 0.95 && target <= 0.98 ? 0.03 : 0.06
}
