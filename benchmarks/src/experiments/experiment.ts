import type { Estimate } from '../statistics/estimate'

/** A figure of the table, or one beside it. */
export interface Row extends Estimate {
  readonly key: string
  /** the same figure of others, for comparison */
  readonly peers: Readonly<Record<string, number>>
  /** the header set of both sides, and what else has to be known */
  readonly note: string
  /** what the target demands too, and was not so: it misses whatever the figure is */
  readonly shortOf?: string
  /** where it depends on what was measured */
  readonly target?: number
}

/** What is measured in one go and gives the rows of some keys. */
export interface Experiment {
  readonly name: string
  readonly keys: readonly string[]
  /** Adds some rounds; all, or those that these keys need. */
  measure(needed?: readonly string[]): Promise<void>
  /** Of all rounds so far; none where it could not be measured, which was said then. */
  rows(): readonly Row[]
  /** median CPU microseconds a message, milliseconds, or nanoseconds of all variants */
  variants(): readonly VariantFigure[]
}

export interface VariantFigure {
  readonly case: string
  readonly variant: string
  readonly headers: string
  readonly value: number
  readonly unit: string
}
