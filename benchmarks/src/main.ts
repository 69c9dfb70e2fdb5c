import { createTopics, HarnessError, onSignals, startKafka, type RunningKafka } from '@filrouge/harness'
import { isColorSupported } from 'picocolors'
import { AgentStandIn } from './agent-stand-in'
import { readCommandLine, type Options } from './command-line'
import { OTHER_KEYS, otherExperiments, plantedExperiments, tableExperiments } from './experiment-list'
import type { Experiment } from './experiments/experiment'
import { KEYS } from './keys'
import { jsonOf, resultsOf } from './report/results'
import { thisMachine } from './report/machine'
import { textTable } from './report/text-table'
import { writeReport } from './report/write-report'
import { ParityError } from './rounds/parity'
import { ParityReader } from './rounds/parity-reader'
import { PrefilledTopics } from './rounds/prefilled-topics'
import type { Surroundings } from './rounds/surroundings'
import { measureAll } from './schedule'
import { WorkerError } from './workers/worker-process'

const progress = (line: string) => void process.stderr.write(`${line}\n`)

/** A share of the messages that a whole run has. */
const QUICK = 0.3

async function main(): Promise<void> {
  const options = readCommandLine(process.argv)
  const interrupted = new AbortController()
  const { signal } = interrupted
  let kafka: RunningKafka | undefined
  const forget = onSignals(async () => {
    interrupted.abort()
    await kafka?.stop()
  })
  try {
    kafka = await startKafka({ signal, onProgress: progress })
    await measureOn(kafka, options, signal)
  } catch (error) {
    if (signal.aborted) return
    const isKnown = [HarnessError, ParityError, WorkerError].some((each) => error instanceof each)
    console.error(isKnown ? (error as Error).message : error)
    process.exitCode = 1
  } finally {
    await kafka?.stop()
    forget()
  }
}

async function measureOn(
  { bootstrap, kind, version }: RunningKafka,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const start = Date.now()
  const endsAt = start + options.minutes * 60_000
  const table = KEYS.map(({ name }) => name)
  const keys = options.only.length > 0 ? options.only : [...table, ...(options.all ? OTHER_KEYS : [])]
  const parityTopic = `bench-${process.pid}-parity`
  await createTopics(bootstrap, [{ topic: parityTopic, partitions: 1 }])
  const agent = await AgentStandIn.start()
  const reader = await ParityReader.start(bootstrap, parityTopic)
  try {
    const around: Surroundings = {
      brokers: bootstrap,
      parityTopic,
      reader,
      prefilled: new PrefilledTopics(bootstrap),
      agent: agent.url,
      share: options.quick ? QUICK : 1,
      onProgress: progress,
      signal,
    }
    const experiments = chosen(around, options, keys)
    await measureAll(experiments, { keys, endsAt, onProgress: progress })
    const results = resultsOf(experiments, keys)
    for (const line of textTable(results, isColorSupported)) console.log(line)
    if (options.write) {
      const minutes = (Date.now() - start) / 60_000
      progress(`written: ${writeReport(results, thisMachine(`${version} (${kind})`), minutes).join(', ')}`)
    }
    if (options.json) console.log(JSON.stringify(jsonOf(results)))
  } finally {
    await reader.stop()
    await agent.stop()
  }
}

function chosen(around: Surroundings, { planted }: Options, keys: readonly string[]): Experiment[] {
  if (planted > 0) return plantedExperiments(around, planted)
  return [...tableExperiments(around), ...otherExperiments(around)].filter(({ keys: all }) =>
    all.some((key) => keys.includes(key)),
  )
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
