import { faultText, HarnessError, onSignals } from '@filrouge/harness'
import type { Cluster } from './cluster'
import { readCommandLine } from './command-line'
import { readDeclarations } from './declarations'
import { MUTANTS } from './mutants/mutant-list'
import { Normaliser } from './normalise'
import { channelLines, verdictOf } from './report'
import { runCluster, type ClusterResult } from './run-cluster'
import { TABLE } from './scenarios/table'
import { tableFaults } from './table-faults'

const progress = (line: string) => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const options = readCommandLine(process.argv)
  const interrupted = new AbortController()
  let running: Cluster | undefined
  const forget = onSignals(async () => {
    progress('interrupted: stopping')
    interrupted.abort()
    await running?.stop()
  })
  // a wrapper that drops a promise leaves its rejection to the process
  const unhandled: string[] = []
  process.on('unhandledRejection', (reason) => void unhandled.push(faultText(reason)))
  try {
    const normaliser = new Normaliser()
    const results: ClusterResult[] = []
    for (const choice of options.clusters) {
      const onCluster = (cluster: Cluster | undefined) => (running = cluster)
      results.push(
        await runCluster(choice, options, normaliser, { signal: interrupted.signal, onProgress: progress, onCluster }),
      )
    }
    const whole = options.filter === ''
    const unused = whole ? normaliser.unused.map((name) => `no scenario needs the normalisation '${name}'`) : []
    const faults = [...tableFaults(TABLE, MUTANTS, readDeclarations()), ...unused]
    const { lines, summary, good } = verdictOf(results, faults, options)
    for (const line of [...lines, ...channelLines(results)]) console.log(line)
    if (unhandled.length > 0) progress(`unhandled rejections: ${unhandled.join('; ')}`)
    if (options.json) console.log(JSON.stringify(summary))
    process.exitCode = good ? 0 : 1
  } catch (error) {
    if (interrupted.signal.aborted) return
    console.error(error instanceof HarnessError ? error.message : error)
    process.exitCode = 1
  } finally {
    forget()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
