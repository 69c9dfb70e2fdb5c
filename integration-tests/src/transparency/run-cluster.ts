import { startCluster, type Cluster, type ClusterChoice } from './cluster'
import type { Options } from './command-line'
import { MUTANTS } from './mutants/mutant-list'
import type { Normaliser } from './normalise'
import { runMutants, type MutantResult } from './run-mutants'
import { runTable, type RowResult } from './run-table'
import { TABLE } from './scenarios/table'
import { unwrapped, wrapped } from './wrapping'

export interface ClusterResult {
  readonly choice: ClusterChoice
  readonly rows: readonly RowResult[]
  readonly mutants: readonly MutantResult[]
  readonly seconds: number
}

export interface Progress {
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
  readonly onCluster: (cluster: Cluster | undefined) => void
}

/** Starts one cluster, runs the table on it and then the mutants, and ends it. */
export async function runCluster(
  choice: ClusterChoice,
  options: Options,
  normaliser: Normaliser,
  { signal, onProgress, onCluster }: Progress,
): Promise<ClusterResult> {
  const startedAt = Date.now()
  const cluster = await startCluster(choice, { signal, onProgress })
  onCluster(cluster)
  try {
    const table = TABLE.filter(({ name }) => name.includes(options.filter))
    onProgress(`kafka ${choice.kafka} with ${choice.brokers} of brokers: ${table.length} scenarios`)
    let done = 0
    const rows = await runTable(table, options.control ? unwrapped : wrapped, cluster, normaliser, (row) => {
      done++
      if (row.faults.length > 0) onProgress(`DIFFERENT ${row.scenario.name}`)
      else if (done % 25 === 0) onProgress(`${done} scenarios done`)
    })
    const names = new Set(table.map(({ name }) => name))
    const some = options.mutants
      ? MUTANTS.filter(({ noticed }) => options.filter === '' || noticed.some((name) => names.has(name)))
      : []
    if (some.length > 0) onProgress(`${some.length} mutants`)
    const mutants = await runMutants(some, rows, cluster, normaliser, ({ mutant, noticedBy }) => {
      if (noticedBy.length === 0) onProgress(`NOT CAUGHT ${mutant.name}`)
    })
    return { choice, rows, mutants, seconds: (Date.now() - startedAt) / 1000 }
  } finally {
    await cluster.stop()
    onCluster(undefined)
  }
}
