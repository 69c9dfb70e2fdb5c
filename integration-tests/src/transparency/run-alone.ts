import { createTopicsOf } from './cluster'
import { bothRuns, runRow, type RowResult, type Trial } from './run-table'

/** Enough that a fault of the wrapper which shows in half of its runs is seen in seven of eight. */
const RUNS = 3
/** More rows than these are no accident of a busy machine. */
const MOST = 12

/**
 * Runs every row that differed again, with nothing beside it. A machine that stands still for some seconds makes a broker end a
 * session, and a row in which that happens to one of two clients differs without a fault of either. So a difference counts when it
 * shows in one of three runs alone; one that does not is printed as unsteady, with what it was.
 */
export async function runAlone(
  rows: readonly RowResult[],
  trial: Trial,
  onRow: (row: RowResult) => void,
): Promise<readonly RowResult[]> {
  const different = rows.filter(({ faults }) => faults.length > 0)
  if (different.length === 0 || different.length > MOST) return rows
  const again = new Map<RowResult, RowResult>()
  for (const [index, row] of different.entries()) {
    const result = await threeTimes(row, `a${index}n`, trial)
    again.set(row, result)
    onRow(result)
  }
  return rows.map((row) => again.get(row) ?? row)
}

async function threeTimes(row: RowResult, id: string, trial: Trial): Promise<RowResult> {
  const { scenario } = row
  const planned = Array.from({ length: RUNS }, (_, run) => ({ scenario, id: `${id}${run}` }))
  await createTopicsOf(planned.flatMap(bothRuns), trial.cluster)
  let last = row
  for (const run of planned) {
    last = await runRow(scenario, run.id, trial)
    if (last.faults.length > 0) return last
  }
  return { ...last, unsteady: row.faults }
}
