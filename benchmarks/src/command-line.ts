import { Command, InvalidArgumentError, Option } from 'commander'
import { OTHER_KEYS } from './experiment-list'
import { KEYS } from './keys'

export interface Options {
  /** the rest too */
  readonly all: boolean
  readonly quick: boolean
  readonly json: boolean
  /** keys, empty for all of the table */
  readonly only: readonly string[]
  readonly minutes: number
  readonly planted: number
  /** whether `results.json` and the page are written */
  readonly write: boolean
  /** added to the names of these files */
  readonly page: string | undefined
}

const AFTER = `
Keys:
${KEYS.map(({ name, what }) => `  ${name.padEnd(26)}${what}`).join('\n')}

Beside the table, with --all or by name:
${OTHER_KEYS.map((name) => `  ${name}`).join('\n')}

Results are a table, benchmarks/results.json, docs/benchmarks.md and its chart. With --page node-24 the files are results-node-24.json
and benchmarks-node-24.md beside them, of the keys of --only alone where it is given. Else with --quick, --only or --planted
nothing is written but the table.

Exit codes: 0 all was measured, whether targets hold or not; 1 work was not done as claimed, or a process died; 2 wrong usage.`

/** Reads the command line. Wrong usage ends the program with exit code 2. */
export function readCommandLine(argv: readonly string[]): Options {
  const program = new Command('bench')
    .description('Measures what tracing costs: ratios of CPU time a message between variants that run in turn.')
    .option('--all', 'what is not in the table too: other sizes, other peers, growth, every format', false)
    .option('--quick', 'rough: about two minutes, building aside', false)
    .option('--json', 'one JSON object as the last line', false)
    .option('--only <keys...>', 'only these keys, in full or the first part of them')
    .addOption(
      new Option('--minutes <n>', 'rounds are added until then, after one go of each key')
        .argParser(positive)
        .default(24),
    )
    .addOption(new Option('--page <name>', 'files of their own, such as for another version of Node').argParser(word))
    .addOption(
      new Option('--planted <us>', 'CPU microseconds by which each message of ours is made dearer: would it be seen?')
        .argParser(positive)
        .default(0, 'none'),
    )
    .addHelpText('after', AFTER)
    .allowExcessArguments()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  program.parse(argv)
  const [excess] = program.args
  if (excess !== undefined) program.error(`error: bench takes options only, and no argument '${excess}'`)
  const { only = [], minutes, page, ...options } = program.opts<Omit<Options, 'only'> & { only?: string[] }>()
  const unknown = only.find((part) => keysOf(part).length === 0)
  if (unknown !== undefined) program.error(`error: --only '${unknown}' is no key; --help lists them`)
  const keys = [...new Set(only.flatMap(keysOf))]
  const isWhole = only.length === 0 || page !== undefined
  const write = isWhole && !options.quick && options.planted === 0
  return { ...options, page, only: keys, minutes: options.quick ? Math.min(minutes, 2) : minutes, write }
}

/** The key of that name, or those whose first part it is: of the table, and where it has none of what is beside it. */
function keysOf(part: string): readonly string[] {
  const isMeant = (name: string) => name === part || name.startsWith(`${part}.`)
  const ofTable = KEYS.map(({ name }) => name).filter(isMeant)
  return ofTable.length > 0 ? ofTable : OTHER_KEYS.filter(isMeant)
}

function word(text: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(text))
    throw new InvalidArgumentError('give small letters, digits, dots and hyphens')
  return text
}

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('give a number above 0')
  return value
}
