import { startCluster, type ClusterChoice, type Starting } from './cluster'
import type { Options } from './command-line'
import { MUTANTS } from './mutants/mutant-list'
import type { Normaliser } from './normalise'
import { runAlone } from './run-alone'
import { runMutants, type MutantResult } from './run-mutants'
import { runTable, type RowResult } from './run-table'
import { TABLE } from './scenarios/table'
import type { UnhandledRejections } from './unhandled-rejections'
import { unwrapped, wrapped } from './wrapping'

export interface ClusterResult {
  readonly choice: ClusterChoice
  readonly rows: readonly RowResult[]
  readonly mutants: readonly MutantResult[]
  /** while the table ran; those of mutants are their own */
  readonly unhandled: readonly string[]
  readonly seconds: number
}

/** Starts one cluster, runs the table on it and then the mutants, and ends it. */
export async function runCluster(
  choice: ClusterChoice,
  options: Options,
  normaliser: Normaliser,
  unhandled: UnhandledRejections,
  starting: Starting,
): Promise<ClusterResult> {
  const startedAt = Date.now()
  const { onProgress } = starting
  const cluster = await startCluster(choice, starting)
  try {
    const table = TABLE.filter(({ name }) => name.includes(options.filter))
    onProgress(`kafka ${choice.kafka}, brokers: ${choice.brokers}, ${table.length} scenarios`)
    let done = 0
    const trial = { wrap: options.control ? unwrapped : wrapped, cluster, normaliser }
    const crowd = await runTable(table, trial, (row) => {
      done++
      if (row.faults.length > 0) onProgress(`different: ${row.scenario.name}`)
      else if (done % 25 === 0) onProgress(`${done} scenarios done`)
    })
    const rows = await runAlone(crowd, trial, ({ scenario, faults }) =>
      onProgress(`${faults.length > 0 ? 'DIFFERENT' : 'equal in three runs'} alone: ${scenario.name}`),
    )
    const left = unhandled.take()
    const names = new Set(table.map(({ name }) => name))
    const some = options.mutants
      ? MUTANTS.filter(({ noticed }) => options.filter === '' || noticed.some((name) => names.has(name)))
      : []
    if (some.length > 0) onProgress(`${some.length} mutants`)
    const mutants = await runMutants(some, rows, cluster, normaliser, ({ mutant, noticedBy }) => {
      if (noticedBy.length === 0) onProgress(`NOT CAUGHT ${mutant.name}`)
    })
    unhandled.take()
    return { choice, rows, mutants, unhandled: left, seconds: (Date.now() - startedAt) / 1000 }
  } finally {
    await cluster.stop()
  }
}
