import { extract, LIMITS, NO_LIMITS } from '@filrouge/propagation'
import { exponentOf } from '../statistics/power-law'
import { GIVEN_BACK, SHAPES, traceIdOf } from './shapes'

export const SIZES = [1.25, 2.5, 5, 10, 20] as const
/** Below this a time is that of the clock, and has no growth. */
const LEAST_MS = 1
const FEWEST_POINTS = 3

export interface ShapeTime {
  readonly shape: string
  readonly limits: 'on' | 'off'
  /** by size */
  readonly ms: readonly number[]
  /** absent where it takes next to no time */
  readonly exponent?: number
  /** all of it is given back, which takes time that the user asked for: only its growth counts */
  readonly isGivenBack: boolean
}

/**
 * The fastest of some extractions of each shape, with the limits of the specification and without any.
 *
 * @throws Error where one does not find the context that the shape has
 */
export function measureShapes(rounds: number): ShapeTime[] {
  return Object.entries(SHAPES).flatMap(([shape, headersOf]) => {
    const carriers = SIZES.map((size) => headersOf(size * 1_000_000))
    return (['on', 'off'] as const).map((limits) => {
      const options = { limits: limits === 'on' ? LIMITS : NO_LIMITS }
      const ms = carriers.map((headers, index) => {
        let best = Infinity
        for (let round = 0; round < rounds; round++) {
          const start = performance.now()
          extract(headers, options)
          best = Math.min(best, performance.now() - start)
        }
        const expected = traceIdOf(shape, (SIZES[index] as number) * 1_000_000, limits)
        const found = extract(headers, options).context?.traceId
        if (found !== expected) throw new Error(`${shape}, limits ${limits}: found ${found}, not ${expected}`)
        return best
      })
      const points = SIZES.map((size, index) => [size, ms[index] as number] as const).filter(
        ([, each]) => each >= LEAST_MS,
      )
      const grows = points.length >= FEWEST_POINTS
      const isGivenBack = limits === 'off' && GIVEN_BACK.has(shape)
      return { shape, limits, ms, isGivenBack, ...(grows && { exponent: exponentOf(points) }) }
    })
  })
}
