import { describe, expect, it } from '@jest/globals'
import { estimate } from './estimate'
import { median, quantileOfSorted } from './order-statistics'
import { exponentOf } from './power-law'
import { seededRandom } from './seeded-random'

/** Each round of processes of its own. */
const alone = (rounds: readonly number[]) => estimate(rounds.map((round) => [round]))

describe('an estimate', () => {
  it('has no width where all rounds are equal', () => {
    expect(alone([2, 2, 2, 2])).toEqual({ value: 2, interval: [2, 2], rounds: 4, generations: 4 })
  })

  it('is the same for the same rounds', () => {
    const rounds = [1, 3, 2, 5, 4, 9]
    expect(alone(rounds)).toEqual(alone(rounds))
    expect(alone(rounds).value).toBe(3.5)
  })

  it('covers the true median about as often as it claims', () => {
    const random = seededRandom(7)
    const covered = Array.from({ length: 60 }, () => {
      const { interval } = alone(Array.from({ length: 15 }, random))
      return interval[0] <= 0.5 && interval[1] >= 0.5
    })
    expect(covered.filter(Boolean).length).toBeGreaterThan(52)
  })

  it('gets narrower by more rounds, and is not moved by one outlier', () => {
    const width = (rounds: number) => {
      const random = seededRandom(3)
      const { interval } = alone(Array.from({ length: rounds }, random))
      return interval[1] - interval[0]
    }
    expect(width(100)).toBeLessThan(width(10) / 2)
    expect(alone([1, 1, 1, 1, 1, 1, 100]).interval).toEqual([1, 1])
  })

  it('covers it too where rounds of the same processes are alike', () => {
    const random = seededRandom(11)
    const covered = Array.from({ length: 60 }, () => {
      const shifts = Array.from({ length: 8 }, random)
      const sets = shifts.map((shift) => Array.from({ length: 4 }, () => shift + 0.2 * random()))
      const { interval, generations } = estimate(sets)
      expect(generations).toBe(8)
      return interval[0] <= 0.6 && interval[1] >= 0.6
    })
    expect(covered.filter(Boolean).length).toBeGreaterThan(48)
  })

  it('needs rounds', () => expect(() => alone([])).toThrow(RangeError))
})

describe('order statistics', () => {
  it('lie between two values linearly', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(quantileOfSorted([0, 10], 0.25)).toBe(2.5)
    expect(quantileOfSorted([7], 0.999)).toBe(7)
  })
})

describe('an exponent', () => {
  it.each([0, 1, 2])('of x^%d is that', (exponent) => {
    expect(exponentOf([1, 10, 100, 1000].map((size) => [size, 3 * size ** exponent]))).toBeCloseTo(exponent, 10)
  })
})
