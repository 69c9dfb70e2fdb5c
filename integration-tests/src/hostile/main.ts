import { createTopics, HarnessError, onSignals, startKafka, type RunningKafka } from '@filrouge/harness'
import { Command, InvalidArgumentError } from 'commander'
import { inspect } from 'node:util'
import { HOSTILE_CASES } from './hostile-cases'
import { soak, type SoakResult } from './soak'

const program = new Command('soak:hostile')
  .description(
    'Sends many messages through wrapped clients while everything beside them goes wrong, and counts what arrives.',
  )
  .option('--count <n>', 'messages a case', positive, 100_000)
  .option('--case <text>', 'only cases whose name holds this text', '')
  .option('--json', 'one JSON object as the last line', false)
  .addHelpText('after', `\nCases:\n${HOSTILE_CASES.map(({ name }) => `  ${name}`).join('\n')}`)
  .addHelpText('after', '\nExit codes: 0 all delivered once and in order, 1 something was lost, 2 wrong usage.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('give a whole number from 1')
  return value
}

const progress = (line: string) => void process.stderr.write(`${line}\n`)
const isGood = ({ lost, duplicated, outOfOrder, closeMs }: SoakResult) =>
  lost === 0 && duplicated === 0 && outOfOrder === 0 && closeMs < 3000

async function main(): Promise<void> {
  const options = program.parse().opts<{ count: number; case: string; json: boolean }>()
  const cases = HOSTILE_CASES.filter(({ name }) => name.includes(options.case))
  if (cases.length === 0) program.error(`error: no case's name holds '${options.case}'; --help lists them`)
  const interrupted = new AbortController()
  const { signal } = interrupted
  let kafka: RunningKafka | undefined
  const forget = onSignals(async () => {
    interrupted.abort()
    await kafka?.stop()
  })
  // A rejection that nobody handles would end a service: a case with one has failed.
  let unhandled = 0
  process.on('unhandledRejection', (reason) => {
    unhandled++
    console.error(`a rejection that nobody handles: ${inspect(reason)}`)
  })
  try {
    kafka = await startKafka({ signal, onProgress: progress })
    const results: SoakResult[] = []
    for (const [index, each] of cases.entries()) {
      const topic = `hostile-${String(process.pid)}-${String(index)}`
      await createTopics(kafka.bootstrap, [{ topic, partitions: 1 }])
      const result = await soak(kafka.bootstrap, topic, each, options.count, signal)
      results.push(result)
      progress(lineOf(result))
    }
    const bad = results.filter((result) => !isGood(result))
    for (const result of bad) console.log(`failed: ${lineOf(result)}`)
    console.log(
      `${String(results.length)} cases of ${String(options.count)} messages, ${String(bad.length)} failed, ${String(unhandled)} unhandled rejections`,
    )
    if (options.json) console.log(JSON.stringify({ kafka: kafka.version, unhandled, cases: results }))
    process.exitCode = bad.length === 0 && unhandled === 0 ? 0 : 1
  } catch (error) {
    if (signal.aborted) return
    console.error(error instanceof HarnessError ? error.message : error)
    process.exitCode = 1
  } finally {
    await kafka?.stop()
    forget()
  }
}

function lineOf({ case: name, handled, lost, duplicated, outOfOrder, caught, closeMs, seconds }: SoakResult): string {
  const faults = `${String(lost)} lost, ${String(duplicated)} twice, ${String(outOfOrder)} out of order`
  return `${name}: ${String(handled)} handled, ${faults}; ${String(caught)} errors caught, closed in ${String(closeMs)} ms; ${String(seconds)} s`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
