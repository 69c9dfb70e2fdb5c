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
}

/** Runs every scenario on the raw client and on the wrapped one, side by side. */
export async function runTable(
  table: readonly Scenario[],
  wrap: Wrap,
  cluster: Cluster,
  normaliser: Normaliser,
  onRow: (row: RowResult) => void,
): Promise<readonly RowResult[]> {
  const runs = table.flatMap((scenario, row) => [
    { id: `r${row}`, scenario },
    { id: `w${row}`, scenario },
  ])
  await createTopicsOf(runs, cluster)
  return pool(table, WIDTH, async (scenario, row) => {
    const [raw, wrapped] = await Promise.all([
      runScenario(scenario, unwrapped, `r${row}`, cluster.clients, normaliser),
      runScenario(scenario, wrap, `w${row}`, cluster.clients, normaliser),
    ])
    const result = { scenario, raw, wrapped, faults: faultsOf(scenario, raw, wrapped) }
    onRow(result)
    return result
  })
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
