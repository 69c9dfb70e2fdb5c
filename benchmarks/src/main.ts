import { isColorSupported } from 'picocolors'
import { readCommandLine, type Options } from './command-line'
import { OTHER_KEYS, otherExperiments, plantedExperiments, tableExperiments } from './experiment-list'
import type { Experiment } from './experiments/experiment'
import { KEYS } from './keys'
import { thisMachine } from './report/machine'
import { jsonOf, resultsOf, type Results } from './report/results'
import { textTable } from './report/text-table'
import { writeReport } from './report/write-report'
import type { Surroundings } from './rounds/surroundings'
import { progress, runOnKafka } from './run-on-kafka'
import { measureAll } from './schedule'

/** A share of the messages that a whole run has. */
const QUICK = 0.3

async function main(): Promise<void> {
  const options = readCommandLine(process.argv)
  const start = Date.now()
  const endsAt = start + options.minutes * 60_000
  const table = KEYS.map(({ name }) => name)
  const keys = options.only.length > 0 ? options.only : [...table, ...(options.all ? OTHER_KEYS : [])]
  await runOnKafka({ share: options.quick ? QUICK : 1 }, async (around, { kind, version }) => {
    const experiments = chosen(around, options, keys)
    await measureAll(experiments, { keys, endsAt, onProgress: progress })
    const results = resultsOf(experiments, keys)
    for (const line of textTable(results, isColorSupported)) console.log(line)
    const missing = options.planted > 0 ? [] : missingIn(results, keys)
    if (missing.length > 0) {
      progress(`not measured, and nothing written: ${missing.join(', ')}`)
      process.exitCode = 1
    } else if (options.write) {
      const minutes = (Date.now() - start) / 60_000
      const files = writeReport(results, thisMachine(`${version} (${kind})`), minutes, { name: options.page })
      progress(`written: ${files.join(', ')}`)
    }
    if (options.json) console.log(JSON.stringify(jsonOf(results)))
  })
}

function missingIn(results: Results, keys: readonly string[]): readonly string[] {
  const measured = new Set([...results.keys, ...results.others].map(({ key }) => key))
  return keys.filter((key) => !measured.has(key))
}

function chosen(around: Surroundings, { planted }: Options, keys: readonly string[]): Experiment[] {
  if (planted > 0) return plantedExperiments(around, planted).filter(({ keys: [key = ''] }) => keys.includes(key))
  return [...tableExperiments(around), ...otherExperiments(around)].filter(({ keys: all }) =>
    all.some((key) => keys.includes(key)),
  )
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
