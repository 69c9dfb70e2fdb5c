import { HarnessError, onSignals, type RunningKafka } from '@filrouge/harness'
import { readCommandLine } from './command-line'
import { readDeclarations } from './declarations'
import { MUTANTS } from './mutants/mutant-list'
import { Normaliser } from './normalise'
import { channelLines, closingLine, verdictOf } from './report'
import { runCluster, type ClusterResult } from './run-cluster'
import { TABLE } from './scenarios/table'
import { tableFaults } from './table-faults'
import { UnhandledRejections } from './unhandled-rejections'

const progress = (line: string) => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const options = readCommandLine(
    process.argv,
    TABLE.map(({ name }) => name),
  )
  const interrupted = new AbortController()
  let kafka: Promise<RunningKafka> | undefined
  const forget = onSignals(async () => {
    progress('interrupted: stopping')
    interrupted.abort()
    const running = await kafka?.catch(() => undefined)
    await running?.stop()
  })
  const onStarting = (starting: Promise<RunningKafka>) => void (kafka = starting)
  const starting = { signal: interrupted.signal, onProgress: progress, onStarting }
  const unhandled = new UnhandledRejections()
  try {
    const faults = [...tableFaults(TABLE, MUTANTS, readDeclarations())]
    const normaliser = new Normaliser()
    const results: ClusterResult[] = []
    for (const choice of options.clusters) {
      results.push(await runCluster(choice, options, normaliser, unhandled, starting))
    }
    if (options.filter === '') {
      faults.push(...normaliser.unused.map((name) => `no scenario needs the normalisation '${name}'`))
    }
    const { lines, summary, good } = verdictOf(results, faults, options)
    for (const line of [...lines, ...channelLines(results)]) console.log(line)
    console.log(closingLine(results, faults))
    if (options.json) console.log(JSON.stringify(summary))
    process.exitCode = good ? 0 : 1
  } catch (error) {
    if (interrupted.signal.aborted) return
    console.error(error instanceof HarnessError ? error.message : error)
    process.exitCode = 1
  } finally {
    unhandled.close()
    forget()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
