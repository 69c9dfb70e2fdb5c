import type { Experiment, Row } from './experiments/experiment'
import { keyNamed, KEYS, type Key } from './keys'
import { verdictOf, widest } from './statistics/verdict'

export interface ScheduleOptions {
  /** keys that have to be measured */
  readonly keys: readonly string[]
  readonly endsAt: number
  readonly now?: () => number
  readonly onProgress: (line: string) => void
}

/**
 * Measures all experiments once, then adds rounds where an interval is furthest from being narrow enough for the time that a go
 * takes, for as long as another one of the same length ends in time.
 */
export async function measureAll(experiments: readonly Experiment[], options: ScheduleOptions): Promise<void> {
  const { keys, endsAt, now = Date.now, onProgress } = options
  const lasted = new Map<Experiment, number>()
  const go = async (experiment: Experiment, needed: readonly string[]) => {
    const start = now()
    await experiment.measure(needed)
    lasted.set(experiment, now() - start)
  }
  for (const experiment of experiments) {
    await go(
      experiment,
      experiment.keys.filter((key) => keys.includes(key)),
    )
  }
  for (;;) {
    const open = experiments
      .map((experiment) => ({ experiment, ...needOf(experiment, keys) }))
      .map((each) => ({ ...each, cost: lasted.get(each.experiment) ?? 0 }))
      .filter(({ need, cost }) => need > 0 && now() + cost <= endsAt)
      .sort((a, b) => b.need / b.cost - a.need / a.cost)
    const [first] = open
    if (first === undefined) return
    onProgress(`more rounds for ${first.open.join(', ')}`)
    await go(first.experiment, first.open)
  }
}

/** How many times wider than allowed the widest interval without a verdict is, by the keys that have none. */
export function needOf(experiment: Experiment, keys: readonly string[]): { need: number; open: readonly string[] } {
  let need = 0
  const open: string[] = []
  for (const row of experiment.rows()) {
    // what is beside the table has no target to be judged by
    if (!keys.includes(row.key) || !KEYS.some(({ name }) => name === row.key)) continue
    const key = keyNamed(row.key)
    if (verdictOf(key, row, row.target) !== 'inconclusive') continue
    open.push(row.key)
    need = Math.max(need, excess(key, row))
  }
  return { need, open }
}

function excess(key: Key, { value, interval: [low, high], target = key.target }: Row): number {
  if (key.judgedBy === 'worse end') return 1 + (high - low) / target
  // one that is narrow, but of too few rounds
  return Math.max(1, (high - low) / widest(key, value))
}
