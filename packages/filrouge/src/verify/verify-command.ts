import {
  exitCodeOf,
  KafkaFault,
  loadKnownFailing,
  loadVectors,
  summaryOf,
  UsageError,
  verify,
  type Vector,
  type VerifyOptions,
} from '@filrouge/contract'
import { Command, InvalidArgumentError } from 'commander'
import { endOnSignals } from './end-on-signals'
import { printResult } from './print-result'
import { progressOn } from './progress'
import { checkReports, parseReport, writeReports, type ReportFile } from './report-files'

interface Options {
  readonly vectors?: string
  readonly filter?: string
  readonly live: boolean
  readonly brokers?: string
  readonly knownFailing?: string
  readonly report: readonly ReportFile[]
  readonly json: boolean
  readonly timeout: number
  readonly startTimeout: number
}

export function verifyCommand(): Command {
  return new Command('verify')
    .summary('judge a program by the vectors of the header format')
    .description(
      'Starts a program that speaks the subject protocol (spec/subject-protocol.md), asks it what every vector asks, and judges the answers.',
    )
    .usage('[options] -- <command> [arguments...]')
    .argument('<command...>', 'the program to judge, behind --')
    .option('--vectors <folder>', 'vectors of your own, in place of the published ones')
    .option('--filter <text>', 'only vectors whose id or topic contains this text')
    .option('--known-failing <file>', 'vectors that are to fail: {"subject", "entries": [{"id", "reason"}]}')
    .option('--report <kind=file>', 'json, junit or markdown; may be given more than once', parseReport, [])
    .option('--json', 'the result as one JSON object, as the last line, in place of text', false)
    .option('--live', 'send the extract vectors through Kafka, to a subject that consumes them', false)
    .option('--brokers <host:port,...>', 'with --live: a running Kafka; without it KAFKA_BROKERS, or one is started')
    .option('--timeout <seconds>', 'for each answer', seconds, 10)
    .option('--start-timeout <seconds>', 'for the first answer: a command may compile before it runs', seconds, 180)
    .addHelpText('after', '\nExit codes: 0 conforms, 1 does not, 2 the subject broke, or wrong usage.')
    .action(async (command: string[], options: Options) => {
      try {
        process.exitCode = await run(command, options)
      } catch (error) {
        if (!isTold(error)) throw error
        console.error(`filrouge: ${error.message}`)
        process.exitCode = 2
      }
    })
}

async function run(command: readonly string[], options: Options): Promise<number> {
  if (!options.live) endOnSignals()
  if (options.brokers !== undefined && !options.live) throw new UsageError('--brokers is for --live')
  checkReports(options.report)
  const allVectors = loadVectors(options.vectors)
  const progress = progressOn(process.stderr)
  const verifyOptions: VerifyOptions = {
    command,
    vectors: chosen(allVectors, options.filter),
    allVectors,
    ...(options.knownFailing !== undefined && { knownFailing: loadKnownFailing(options.knownFailing) }),
    timeoutMs: options.timeout * 1000,
    startTimeoutMs: options.startTimeout * 1000,
    onOutcome: progress.show,
  }
  const verification = options.live ? await verifyLive(verifyOptions, options.brokers) : await verify(verifyOptions)
  progress.clear()
  const summary = summaryOf(verification)
  printResult(summary, options.json)
  writeReports(options.report, verification, summary)
  return exitCodeOf(verification)
}

/** Kafka's part is loaded only where it is used. */
async function verifyLive(options: VerifyOptions, brokers: string | undefined): ReturnType<typeof verify> {
  const { throughKafka } = await import('./live-topic.js')
  const tell = (line: string) => console.error(`filrouge: ${line}`)
  return throughKafka(brokers, tell, (delivery) => verify({ ...options, delivery }))
}

/** Faults whose message says all. */
function isTold(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof KafkaFault ||
    (error instanceof Error && error.name === 'HarnessError')
  )
}

function chosen(vectors: readonly Vector[], filter: string | undefined): readonly Vector[] {
  if (filter === undefined) return vectors
  const found = vectors.filter(({ id, topic }) => id.includes(filter) || topic.includes(filter))
  if (found.length === 0) throw new UsageError(`no id and no topic contains ${filter}: see the files of spec/vectors`)
  return found
}

function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('give seconds, more than 0 and at most 86400')
  return value
}
