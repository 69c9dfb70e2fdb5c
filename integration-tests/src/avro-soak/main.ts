import { onSignals } from '@filrouge/harness'
import { Command, InvalidArgumentError } from 'commander'
import { coverageGaps } from './coverage-gaps'
import { PLANTED } from './planted'
import { buildRust, nodeProgram, soakPrograms, type CodecProgram } from './soak-programs'
import { watchedSoak, type SoakOutcome, type SoakRange } from './watched-soak'

interface Options {
  readonly payloads: number
  readonly seed?: number
  readonly from: number
  readonly only: string
  readonly deadline: number
  readonly planted?: string
  readonly json: boolean
}

const program = new Command('soak:avro')
  .description(
    'Decodes random payloads with each Avro codec of both languages: no crash, no hang, no memory beyond what the limits let.',
  )
  .option('--payloads <n>', 'payloads for each codec', whole, 1_000_000)
  .option('--seed <n>', 'the same seed draws the same payloads; another one each time by default', whole)
  .option('--from <n>', 'the number of the first payload', whole, 0)
  .option('--only <text>', 'only codecs whose name holds this text, such as "Rust, plain"', '')
  .option('--deadline <s>', 'seconds for a thousand payloads', whole, 60)
  .option('--planted <fault>', `a fault that is to be found: ${PLANTED.join(', ')}`)
  .option('--json', 'one JSON object as the last line', false)
  .addHelpText('after', '\nExit codes: 0 nothing broke, 1 something did or too little was covered, 2 wrong usage.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0 || text.trim() === '')
    throw new InvalidArgumentError('give a whole number from 0')
  return value
}

async function main(): Promise<void> {
  const { seed = Date.now() % 2 ** 31, planted, ...options } = program.parse().opts<Options>()
  if (planted !== undefined && !PLANTED.includes(planted))
    program.error(`error: no fault ${planted}; --help lists them`)
  const all = planted === undefined ? soakPrograms() : [nodeProgram('plain', ['--planted', planted])]
  const programs = all.filter(({ name }) => name.includes(options.only))
  if (programs.length === 0) program.error(`error: no codec's name holds '${options.only}'`)
  const interrupted = new AbortController()
  const { signal } = interrupted
  const forget = onSignals(() => interrupted.abort())
  const range: SoakRange = { seed, from: options.from, to: options.from + options.payloads }
  console.log(`seed ${String(seed)}, ${options.payloads.toLocaleString('en')} payloads for each codec`)
  const results: { readonly codec: string; readonly outcome: SoakOutcome; readonly gaps: readonly string[] }[] = []
  try {
    const unbuilt = programs.some(({ command }) => command === 'cargo') ? await buildRust(signal) : undefined
    for (const each of programs) {
      const outcome =
        each.command === 'cargo' && unbuilt !== undefined
          ? { broken: { why: `cargo cannot build it:\n${unbuilt}` } }
          : await watchedSoak(each, range, { deadlineMs: options.deadline * 1000, signal })
      const gaps = outcome.tally === undefined ? [] : coverageGaps(each.codec, options.payloads, outcome.tally)
      results.push({ codec: each.name, outcome, gaps })
      report(each, outcome, gaps, seed)
    }
  } catch (error) {
    if (!signal.aborted) throw error
    return
  } finally {
    forget()
  }
  const failed = results.filter(({ outcome, gaps }) => outcome.broken !== undefined || gaps.length > 0).length
  if (options.json) console.log(JSON.stringify({ seed, payloads: options.payloads, results }))
  console.log(`${String(results.length - failed)} passed, ${String(failed)} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

function report(
  { name, args, command }: CodecProgram,
  { tally, broken }: SoakOutcome,
  gaps: readonly string[],
  seed: number,
): void {
  if (tally !== undefined) {
    const { values, faults, mostBytes, slowestUs } = tally
    const reasons = Object.entries(faults).sort(([, a], [, b]) => b - a)
    console.log(`${name}: ${values.toLocaleString('en')} values, ${String(reasons.length)} kinds of faults`)
    console.log(`  ${reasons.map(([reason, count]) => `${reason} ${count.toLocaleString('en')}`).join(', ')}`)
    console.log(`  at most ${mostBytes[0].toLocaleString('en')} bytes of memory (payload ${String(mostBytes[1])})`)
    console.log(`  the slowest took ${(slowestUs[0] / 1000).toFixed(1)} ms (payload ${String(slowestUs[1])})`)
  }
  for (const gap of gaps) console.log(`  too little covered: ${gap}`)
  if (broken === undefined) return
  const { why, index = 0, vector = 'none', payload = '', header = null } = broken
  console.log(`  broken: ${why}`)
  console.log(
    `  seed ${String(seed)}, payload ${String(index)}, schema of the vector ${vector}, header ${String(header)}: ${payload}`,
  )
  const range = ['--seed', String(seed), '--from', String(index), '--to', String(index + 1)]
  console.log(`  again: ${[command, ...args, ...range].join(' ')}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
