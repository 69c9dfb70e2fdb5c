import { createTopicsOf, type Cluster } from './cluster'
import type { Mutant } from './mutants/mutant'
import type { Normaliser } from './normalise'
import { pool } from './pool'
import type { Outcome } from './run-scenario'
import { runScenario } from './run-scenario'
import { differs, type RowResult } from './run-table'

const WIDTH = 8
/** Shorter than the table's: what a mutant never does, nobody needs to wait for. */
const PATIENCE_MS = 10_000

export interface MutantResult {
  readonly mutant: Mutant
  /** the scenarios that showed a difference */
  readonly noticedBy: readonly string[]
}

/** Runs each mutant through the scenarios that can notice it; the raw client's runs are those of the table. */
export async function runMutants(
  mutants: readonly Mutant[],
  rows: readonly RowResult[],
  cluster: Cluster,
  normaliser: Normaliser,
  onMutant: (result: MutantResult) => void,
): Promise<readonly MutantResult[]> {
  const known = new Map(rows.map((row) => [row.scenario.name, row]))
  const trials = mutants.flatMap((mutant, m) =>
    mutant.noticed.flatMap((name, s) => {
      const row = known.get(name)
      return row === undefined ? [] : [{ mutant, row, id: `m${m}s${s}` }]
    }),
  )
  await createTopicsOf(
    trials.map(({ id, row }) => ({ id, scenario: row.scenario })),
    cluster,
  )
  const outcomes = new Map<Mutant, string[]>(mutants.map((mutant) => [mutant, []]))
  await pool(trials, WIDTH, async ({ mutant, row, id }) => {
    const outcome: Outcome = await runScenario(row.scenario, mutant.wrap, id, cluster.clients, normaliser, PATIENCE_MS)
    if (differs(row.raw, outcome)) outcomes.get(mutant)?.push(row.scenario.name)
  })
  return mutants.map((mutant) => {
    const result = { mutant, noticedBy: outcomes.get(mutant) ?? [] }
    onMutant(result)
    return result
  })
}
