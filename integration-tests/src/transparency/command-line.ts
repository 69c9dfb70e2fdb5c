import { Command, InvalidArgumentError, Option } from 'commander'
import type { ClusterChoice } from './cluster'

export interface Options {
  readonly clusters: readonly ClusterChoice[]
  readonly filter: string
  readonly mutants: boolean
  readonly control: boolean
  readonly json: boolean
  readonly verbose: boolean
}

const VERSIONS = ['4.1.1', '3.9.2'] as const

const AFTER = `
Each version is started with each number of brokers, one cluster after the other.

Exit codes: 0 equal and all mutants caught, 1 a difference, a mutant that nobody noticed, or a failure, 2 wrong usage;
128 and its number after a signal.`

/** Reads the command line, for scenarios of these names. Wrong usage ends the program with exit code 2. */
export function readCommandLine(argv: readonly string[], scenarios: readonly string[]): Options {
  const program = new Command('transparency')
    .description(
      'Runs one table of scenarios on the raw kafkajs and on the wrapped one, against real brokers, and compares.',
    )
    .addOption(
      new Option('--kafka <versions>', `versions of Kafka, with commas: ${VERSIONS.join(', ')}`)
        .argParser(versions)
        .default([VERSIONS[0]], VERSIONS[0]),
    )
    .addOption(
      new Option('--brokers <numbers>', 'numbers of brokers, with commas').argParser(brokerNumbers).default([1], '1'),
    )
    .addOption(
      new Option(
        '--filter <text>',
        'only scenarios whose name holds this text, and mutants that name one of them',
      ).default('', 'all'),
    )
    .option('--no-mutants', 'leaves out the damaged wrappers')
    .option(
      '--control',
      'the raw client in place of the wrapped one: a difference then is a fault of a scenario',
      false,
    )
    .option('--json', 'one JSON object as the last line', false)
    .option('--verbose', 'every scenario with its time and the channels that it does not observe', false)
    .addHelpText('after', AFTER)
    .allowExcessArguments()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  program.parse(argv)
  const [excess] = program.args
  if (excess !== undefined) program.error(`error: transparency takes options only, and no argument '${excess}'`)
  const { kafka, brokers, ...options } = program.opts<
    Options & { kafka: ClusterChoice['kafka'][]; brokers: number[] }
  >()
  if (!scenarios.some((name) => name.includes(options.filter)))
    program.error(`error: --filter '${options.filter}' leaves none of ${scenarios.length} scenarios`)
  return {
    ...options,
    clusters: kafka.flatMap((version) => brokers.map((each) => ({ kafka: version, brokers: each }))),
  }
}

function versions(text: string): ClusterChoice['kafka'][] {
  return text.split(',').map((named) => {
    const version = VERSIONS.find((each) => each === named.trim())
    if (version === undefined) throw new InvalidArgumentError(`choose from ${VERSIONS.join(', ')}`)
    return version
  })
}

function brokerNumbers(text: string): number[] {
  return text.split(',').map((named) => {
    const number = Number(named)
    if (!Number.isInteger(number) || number < 1 || number > 9) throw new InvalidArgumentError('give 1 to 9')
    return number
  })
}
