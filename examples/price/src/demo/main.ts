import { faultText, HarnessError, onSignals } from '@filrouge/harness'
import { writeFile } from 'node:fs/promises'
import { readCommandLine, type Options } from './command-line'
import { requestPrice, traceOf, type Call, type Trace } from './price-request'
import { picture, summary } from './result'
import { Stage } from './stage'
import { terminalColors } from './terminal-colors'

const colors = terminalColors(process.stderr)

const progress = (line: string) => void process.stderr.write(`${colors.dim(line)}\n`)

async function makeCalls(stage: Stage, count: number): Promise<Call[]> {
  const calls: Call[] = []
  for (let i = 1; i <= count; i++) {
    calls.push(await requestPrice(stage))
    if (count > 1 && i % 50 === 0) progress(`${String(i)} of ${String(count)} calls made`)
  }
  return calls
}

async function demo(stage: Stage, options: Options): Promise<number> {
  await stage.start()
  const calls = await makeCalls(stage, options.repeat)
  let broken = 0
  let first: Trace = { resourceSpans: [] }
  for (const [index, { traceId }] of calls.entries()) {
    const { trace, faults } = await traceOf(stage, traceId)
    if (stage.stopped) return 1
    if (index === 0) first = trace
    if (faults.length === 0) continue
    broken++
    console.error(`trace ${traceId} is broken: ${faults.join('; ')}`)
  }
  const unwritten = await writeFile(options.output, `${JSON.stringify(first, null, 2)}\n`).catch(faultText)
  const result = { stage, calls, broken, first, output: unwritten === undefined ? options.output : undefined }
  console.log(options.json ? JSON.stringify(summary(result)) : await picture(result))
  if (unwritten !== undefined) console.error(`--output '${options.output}' was not written: ${unwritten}`)
  if (broken > 0 || unwritten !== undefined) return 1
  return options.strict && stage.degraded ? 3 : 0
}

async function main(): Promise<void> {
  // A reader that has gone, or a terminal that was closed, is no reason to leave anything behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const options = readCommandLine(process.argv)
  const stage = new Stage(progress)
  const forget = onSignals(() => {
    console.error('interrupted: stopping')
    return stage.stop()
  })
  try {
    process.exitCode = await demo(stage, options)
  } catch (error) {
    // What fails because of our own stop is no news, and the signal gives the exit code.
    if (stage.stopped) return
    console.error(error instanceof HarnessError ? error.message : error)
    process.exitCode = 1
  } finally {
    await stage.stop()
    forget()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
