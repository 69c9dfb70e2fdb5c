import type { Experiment, Row } from './experiments/experiment'
import { keyNamed, KEYS, type Key } from './keys'
import { FEWEST_GENERATIONS, FEWEST_ROUNDS, verdictOf, widest } from './statistics/verdict'

export interface ScheduleOptions {
  /** keys that have to be measured */
  readonly keys: readonly string[]
  readonly endsAt: number
  readonly now?: () => number
  readonly onProgress: (line: string) => void
}

/**
 * Measures all experiments once, then adds rounds where there are too few for any verdict, then where an interval gets nearest to
 * being narrow enough for the time that a go takes, for as long as another one of the same length ends in time.
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
      .sort((a, b) => a.missing - b.missing || b.need / (b.sets * b.cost) - a.need / (a.sets * a.cost))
    const [first] = open
    if (first === undefined) return
    onProgress(`more rounds for ${first.open.join(', ')}`)
    await go(first.experiment, first.open)
  }
}

interface Need {
  /** how many times wider than allowed the widest interval without a verdict is */
  readonly need: number
  /** the fewest sets of processes of a key: each adds less than the one before */
  readonly sets: number
  /** whether a key cannot have a verdict yet; 0 comes first */
  readonly missing: 0 | 1
  /** keys without a verdict */
  readonly open: readonly string[]
}

function needOf(experiment: Experiment, keys: readonly string[]): Need {
  let need = 0
  let sets = Infinity
  let rounds = Infinity
  const open: string[] = []
  for (const row of experiment.rows()) {
    // what is beside the table has no target to be judged by
    if (!keys.includes(row.key) || !KEYS.some(({ name }) => name === row.key)) continue
    const key = keyNamed(row.key)
    if (verdictOf(key, row, row.target) !== 'inconclusive') continue
    open.push(row.key)
    need = Math.max(need, excess(key, row))
    sets = Math.min(sets, row.generations)
    rounds = Math.min(rounds, row.rounds)
  }
  return { need, sets, missing: sets < FEWEST_GENERATIONS || rounds < FEWEST_ROUNDS ? 0 : 1, open }
}

function excess(key: Key, { value, interval: [low, high], target = key.target }: Row): number {
  if (key.judgedBy === 'worse end') return 1 + (high - low) / target
  // one that is narrow, but of too few rounds
  return Math.max(1, (high - low) / widest(key, value))
}
