import { HarnessError, onSignals, waitFor } from '@filrouge/harness'
import { Command, InvalidArgumentError } from 'commander'
import { writeFile } from 'node:fs/promises'
import colors from 'picocolors'
import { faultsOfCall } from './complete-call'
import { demoSpans, type ResourceSpans } from './otlp'
import { recordHeaders } from './record-bytes'
import { Stage } from './stage'
import { waterfall } from './waterfall'

interface Options {
  readonly json: boolean
  readonly strict: boolean
  readonly repeat: number
  readonly output: string
}
interface Trace {
  readonly resourceSpans: ResourceSpans[]
}

const program = new Command('demo')
  .description(
    'One call, one trace: an HTTP gateway in Node asks a Rust service through Kafka, and the trace is shown.',
  )
  .option('--repeat <n>', 'calls to make', positive, 1)
  .option('--json', 'one JSON object as the last line, and no pictures', false)
  .option('--strict', 'exit 3 when a stand-in takes part (Node replier, mock broker)', false)
  .option('--output <file>', 'where the trace of the first call goes, as OTLP JSON', 'trace.otlp.json')
  .addHelpText(
    'after',
    '\nExit codes: 0 complete, 1 a broken trace or a failure, 2 wrong usage, 3 --strict and degraded.',
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 10_000) throw new InvalidArgumentError('give 1 to 10000')
  return value
}

const progress = (line: string) => process.stderr.write(`${colors.dim(line)}\n`)

async function call(stage: Stage): Promise<{ traceId: string; body: string }> {
  const response = await fetch(`${stage.gateway}/price/book-1`)
  const body = await response.text()
  const traceId = response.headers.get('trace-id')
  if (response.status !== 200 || traceId === null) {
    throw new HarnessError(
      `the gateway answered ${String(response.status)}: ${body}`,
      'run again; if it stays, its log is above',
    )
  }
  return { traceId, body }
}

const fetchTrace = async (stage: Stage, traceId: string) =>
  (await (await fetch(`${stage.receiver}/traces/${traceId}`)).json()) as Trace

/** Waits until the trace is complete, and at the deadline takes it as it is. */
async function traceOf(stage: Stage, traceId: string): Promise<{ trace: Trace; faults: string[] }> {
  let trace: Trace = { resourceSpans: [] }
  let faults: string[] = ['no span arrived']
  const complete = async () => {
    trace = await fetchTrace(stage, traceId)
    faults = faultsOfCall(demoSpans(trace.resourceSpans), stage)
    return faults.length === 0
  }
  await waitFor(`trace ${traceId}`, complete, { deadlineMs: 5000 }).catch(() => undefined)
  return { trace, faults }
}

async function demo(stage: Stage, options: Options): Promise<number> {
  await stage.start()
  const calls: { traceId: string; body: string }[] = []
  for (let i = 0; i < options.repeat; i++) {
    calls.push(await call(stage))
    if (options.repeat > 1 && (i + 1) % 50 === 0) progress(`${String(i + 1)} of ${String(options.repeat)} calls made`)
  }
  let broken = 0
  let first: Trace | undefined
  for (const { traceId } of calls) {
    const { trace, faults } = await traceOf(stage, traceId)
    first ??= trace
    if (faults.length === 0) continue
    broken++
    console.error(`trace ${traceId} is broken: ${faults.join('; ')}`)
  }
  await writeFile(options.output, `${JSON.stringify(first, null, 2)}\n`)
  const summary = {
    brokerKind: stage.kafka.kind,
    brokerVersion: stage.kafka.version,
    services: stage.services,
    degraded: stage.degraded,
    calls: calls.length,
    complete: calls.length - broken,
    broken,
    traceIds: calls.map(({ traceId }) => traceId),
  }
  if (options.json) console.log(JSON.stringify(summary))
  else {
    const [one] = calls
    const { requests: topic, groups } = stage.names
    const record = { brokers: stage.kafka.bootstrap, topic, group: groups.demo }
    const headers = await recordHeaders(record, one?.traceId ?? '')
    console.log(`\nGET /price/book-1 -> ${one?.body ?? ''}\ntrace ${colors.bold(one?.traceId ?? '')}\n`)
    console.log(waterfall(demoSpans(first?.resourceSpans ?? [])))
    console.log(`\nthe headers of its record in ${topic}:\n${headers}`)
    const stages = stage.degraded ? ', with a stand-in' : ''
    console.log(
      `\n${String(summary.complete)} of ${String(summary.calls)} traces complete${stages}; written to ${options.output}`,
    )
  }
  if (broken > 0) return 1
  return options.strict && stage.degraded ? 3 : 0
}

async function main(): Promise<void> {
  const options = program.parse().opts<Options>()
  const stage = new Stage(progress)
  const forget = onSignals(() => stage.stop())
  try {
    process.exitCode = await demo(stage, options)
  } finally {
    await stage.stop()
    forget()
  }
}

main().catch((error: unknown) => {
  const known = error instanceof HarnessError
  console.error(known ? error.message : error)
  process.exitCode = 1
})
