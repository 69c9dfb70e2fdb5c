import type { Experiment, Row, VariantFigure } from '../experiments/experiment'
import { KEYS, type Key } from '../keys'
import { verdictOf, type Verdict } from '../statistics/verdict'

export interface Result extends Row {
  readonly about: Key
  readonly verdict: Verdict
}

export interface Results {
  readonly keys: readonly Result[]
  readonly others: readonly Row[]
  readonly variants: readonly VariantFigure[]
}

/** Rows with their verdicts, in the order of the table. */
export function resultsOf(experiments: readonly Experiment[], keys: readonly string[]): Results {
  const rows = experiments.flatMap((each) => each.rows())
  const results = KEYS.flatMap((about) => {
    const row = rows.find(({ key }) => key === about.name && keys.includes(key))
    return row === undefined
      ? []
      : [{ ...row, about, verdict: row.shortOf === undefined ? verdictOf(about, row, row.target) : 'misses' }]
  })
  const others = rows.filter(({ key }) => !KEYS.some(({ name }) => name === key))
  return { keys: results, others, variants: experiments.flatMap((each) => each.variants()) }
}

/** Keyed as in the table; what was measured beside it, and each variant, follow. */
export function jsonOf({ keys, others, variants }: Results): Record<string, unknown> {
  const all = [...keys.map((row) => [row, row.verdict] as const), ...others.map((row) => [row, undefined] as const)]
  const figures = Object.fromEntries(
    all.map(([{ key, value, interval, rounds, generations, peers, note, target }, verdict]) => [
      key,
      {
        value,
        interval,
        rounds,
        peers,
        generations,
        note,
        ...(target !== undefined && { target }),
        ...(verdict && { verdict }),
      },
    ]),
  )
  return { ...figures, variants }
}
