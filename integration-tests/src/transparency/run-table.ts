import type { Cluster } from './cluster'
import { createTopicsOf } from './cluster'
import { differencesOf, differenceText } from './difference'
import type { Normaliser } from './normalise'
import { pool } from './pool'
import { runScenario, unsaidChannels, type Outcome } from './run-scenario'
import type { Scenario } from './scenario'
import { unwrapped, type Wrap } from './wrapping'

/** Worlds at once: more than the cores, since most of the time a client waits for the broker. */
const WIDTH = 8

export interface RowResult {
  readonly scenario: Scenario
  readonly raw: Outcome
  readonly wrapped: Outcome
  /** nothing where the two runs are equal */
  readonly faults: readonly string[]
  /** what showed in the crowd and in no run alone */
  readonly unsteady: readonly string[]
}

/** Where a table runs, and with which client in place of the raw one. */
export interface Trial {
  readonly wrap: Wrap
  readonly cluster: Cluster
  readonly normaliser: Normaliser
}

/** Runs every scenario on the raw client and on the wrapped one, side by side. */
export async function runTable(
  table: readonly Scenario[],
  trial: Trial,
  onRow: (row: RowResult) => void,
): Promise<readonly RowResult[]> {
  const planned = table.map((scenario, row) => ({ scenario, id: String(row) }))
  await createTopicsOf(planned.flatMap(bothRuns), trial.cluster)
  return pool(planned, WIDTH, async ({ scenario, id }) => {
    const row = await runRow(scenario, id, trial)
    onRow(row)
    return row
  })
}

/** The two runs of a row, whose topics are its own. */
export const bothRuns = ({ scenario, id }: { scenario: Scenario; id: string }) => [
  { scenario, id: `r${id}` },
  { scenario, id: `w${id}` },
]

/** One row, with topics that are there already. */
export async function runRow(scenario: Scenario, id: string, trial: Trial): Promise<RowResult> {
  const { wrap, cluster, normaliser } = trial
  const [raw, wrapped] = await Promise.all([
    runScenario(scenario, unwrapped, `r${id}`, cluster.clients, normaliser),
    runScenario(scenario, wrap, `w${id}`, cluster.clients, normaliser),
  ])
  return { scenario, raw, wrapped, faults: faultsOf(scenario, raw, wrapped), unsteady: [] }
}

function faultsOf(scenario: Scenario, raw: Outcome, wrapped: Outcome): readonly string[] {
  const faults = [...unsaidChannels(scenario, raw)]
  if (raw.failure !== undefined) faults.push(`the raw run failed: ${raw.failure}`)
  if (raw.failure !== wrapped.failure) faults.push(`the wrapped run failed: ${wrapped.failure ?? 'not at all'}`)
  return [...faults, ...differencesOf(raw.recording, wrapped.recording).map(differenceText)]
}

/** Whether another client in place of the raw one shows. */
export function differs(raw: Outcome, other: Outcome): boolean {
  return raw.failure !== other.failure || differencesOf(raw.recording, other.recording).length > 0
}
