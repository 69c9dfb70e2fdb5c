import { CHANNEL_NAMES } from './channels'
import type { Options } from './command-line'
import type { ClusterResult } from './run-cluster'

/** What the suite found, as text and as numbers. */
export interface Verdict {
  readonly lines: readonly string[]
  readonly summary: {
    readonly scenarios: number
    readonly differences: number
    /** rows that differed in the crowd and in none of three runs alone */
    readonly unsteady: number
    readonly mutants: number
    readonly caught: number
    readonly runs: readonly { readonly kafka: string; readonly brokers: number }[]
  }
  readonly good: boolean
}

/** @param faults of the table itself: uncovered members, normalisations that nothing needs */
export function verdictOf(results: readonly ClusterResult[], faults: readonly string[], options: Options): Verdict {
  const rows = results.flatMap((result) => result.rows)
  const mutants = results.flatMap((result) => result.mutants)
  const named = new Set(mutants.map(({ mutant }) => mutant.name))
  // caught means on every cluster
  const uncaught = new Set(mutants.filter(({ noticedBy }) => noticedBy.length === 0).map(({ mutant }) => mutant.name))
  const summary = {
    scenarios: new Set(rows.map(({ scenario }) => scenario.name)).size,
    differences: rows.filter((row) => row.faults.length > 0).length,
    unsteady: rows.filter((row) => row.unsteady.length > 0).length,
    mutants: named.size,
    caught: named.size - uncaught.size,
    runs: results.map(({ choice }) => choice),
  }
  const all = [...faults, ...results.flatMap((result) => runFaults(result, options))]
  return {
    lines: [...results.flatMap((result) => clusterLines(result, options)), ...all.map((fault) => `FAULT ${fault}`)],
    summary,
    good: summary.scenarios > 0 && summary.differences === 0 && uncaught.size === 0 && all.length === 0,
  }
}

/** What would make a run worthless, or shows only in the process. */
function runFaults({ rows, unhandled }: ClusterResult, { control }: Options): readonly string[] {
  const spans = spansOf(rows)
  return [
    ...(spans === 0 && !control ? ['the wrapped clients made no span: nothing was wrapped'] : []),
    ...unhandled.map((reason) => `a rejection that nobody waited for: ${reason}`),
  ]
}

const spansOf = (rows: ClusterResult['rows']) => rows.reduce((all, row) => all + row.wrapped.spans, 0)

function clusterLines({ choice, rows, mutants, seconds }: ClusterResult, options: Options): string[] {
  const title = `kafka ${choice.kafka}, brokers: ${choice.brokers}`
  const different = rows.filter((row) => row.faults.length > 0)
  const unsteady = rows.filter((row) => row.unsteady.length > 0)
  const caught = mutants.filter(({ noticedBy }) => noticedBy.length > 0)
  return [
    ...(options.verbose ? rows.map(rowLine) : []),
    ...different.map(({ scenario, faults }) => withFaults(`DIFFERENT ${scenario.name}`, faults)),
    ...unsteady.map((row) => withFaults(`unsteady, equal in three runs alone: ${row.scenario.name}`, row.unsteady)),
    ...(options.verbose
      ? caught.map(({ mutant, noticedBy }) => `caught: ${mutant.name} (by ${noticedBy.join('; ')})`)
      : []),
    ...mutants.filter(({ noticedBy }) => noticedBy.length === 0).map(({ mutant }) => `NOT CAUGHT ${mutant.name}`),
    `${title}: ${rows.length} scenarios, ${different.length} differences, ${unsteady.length} unsteady, ${caught.length} of ${mutants.length} mutants caught, ` +
      `${spansOf(rows)} spans, ${seconds.toFixed(0)} s`,
  ]
}

const withFaults = (title: string, faults: readonly string[]) =>
  `${title}\n${faults.map((fault) => `    ${fault}\n`).join('')}`

function rowLine({ scenario, raw, wrapped }: ClusterResult['rows'][number]): string {
  const unobserved = CHANNEL_NAMES.filter((channel) => !scenario.observes.includes(channel))
  return `${scenario.name} (${raw.milliseconds} and ${wrapped.milliseconds} ms, ${wrapped.spans} spans; not observed: ${unobserved.join(', ')})`
}

/** Each channel with the number of scenarios that observe it. */
export function channelLines(results: readonly ClusterResult[]): string[] {
  const scenarios = results[0]?.rows.map(({ scenario }) => scenario) ?? []
  return CHANNEL_NAMES.map((channel) => {
    const count = scenarios.filter(({ observes }) => observes.includes(channel)).length
    return `${channel.padEnd(10)} observed by ${String(count).padStart(3)}, not by ${scenarios.length - count}`
  })
}

/** The line that `.ci/run` adds up: rows and mutants of every cluster, and faults of the table. */
export function closingLine(results: readonly ClusterResult[], faults: readonly string[]): string {
  const good = [
    ...results.flatMap(({ rows }) => rows.map((row) => row.faults.length === 0)),
    ...results.flatMap(({ mutants }) => mutants.map(({ noticedBy }) => noticedBy.length > 0)),
  ]
  const passed = good.filter(Boolean).length
  return `${passed} passed, ${good.length - passed + faults.length} failed`
}
