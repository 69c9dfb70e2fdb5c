import { Command, InvalidArgumentError } from 'commander'
import { outputFault } from './output-file'

export interface Options {
  readonly json: boolean
  readonly strict: boolean
  readonly repeat: number
  readonly output: string
}

const AFTER = `
Environment:
  KAFKA_BROKERS    host:port[,host:port] of a running Kafka to use, with topics of this run's own
  FILROUGE_KAFKA   external, local, testcontainers or mock: where Kafka comes from
  KAFKA_IMAGE      image of the container, default apache/kafka:4.1.1
  FILROUGE_PEER    a built filrouge-peer, in place of one built with cargo
  FILROUGE_CACHE   folder of downloads, default ~/.cache/filrouge
  FILROUGE_KAFKA_VERSION, FILROUGE_KAFKA_JAVA_OPTS, FILROUGE_PARENT_DEATH, JAVA_HOME, DOCKER_HOST: see packages/harness/README.md

Exit codes: 0 complete, 1 a broken trace or a failure, 2 wrong usage, 3 --strict and degraded; 128 and its number after a signal.`

/** Reads the command line. Wrong usage ends the program with exit code 2. */
export function readCommandLine(argv: readonly string[]): Options {
  const program = new Command('demo')
    .description(
      'One call, one trace: an HTTP gateway in Node asks a Rust service through Kafka, and the trace is shown.',
    )
    .option('--repeat <n>', 'calls to make', positive, 1)
    .option('--json', 'one JSON object as the last line, and no pictures', false)
    .option('--strict', 'exit 3 when a stand-in takes part (Node replier, mock broker)', false)
    .option('--output <file>', 'where the trace of the first call goes, as OTLP JSON', 'trace.otlp.json')
    .addHelpText('after', AFTER)
    .allowExcessArguments()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  program.parse(argv)
  const [excess] = program.args
  if (excess !== undefined) program.error(`error: the demo takes options only, and no argument '${excess}'`)
  const options = program.opts<Options>()
  const fault = outputFault(options.output)
  if (fault !== undefined) program.error(`error: --output '${options.output}' cannot be written: ${fault}`)
  return options
}

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 10_000) throw new InvalidArgumentError('give 1 to 10000')
  return value
}
