import { extract } from '@filrouge/propagation'
import { buildPeer, HarnessError, startProcess } from '@filrouge/harness'
import { Command, InvalidArgumentError } from 'commander'
import { readdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { answerOf, canonical, entriesOf, type Answer } from './answers'
import { carrierFrom, type RawHeader, type Topics } from './carriers'
import { Coverage } from './coverage'
import { Random } from '../random'

/** Committed, so that every run draws the same carriers: a difference that was seen once is seen again. */
const SEEDS = [20261124, 4711, 31337, 65537, 271828, 314159, 161803, 987654321]
const SHOWN = 10

const program = new Command('differential')
  .description('Has TypeScript and Rust read the same random carriers, and compares what they make of them.')
  .option('--count <n>', 'carriers to compare', positive, 1_000_000)
  .option('--json', 'one JSON object as the last line', false)
  .addHelpText('after', '\nExit codes: 0 no difference, 1 a difference or too little covered, 2 wrong usage.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('give a whole number from 1')
  return value
}

const progress = (line: string) => process.stderr.write(`${line}\n`)

interface ReadVector {
  readonly carrier: readonly (readonly [keyHex: string, valueHex: string | null])[]
  readonly expected: { readonly context: object | null }
}

/** The carriers of vectors by topic, one character a byte: all of them, and once more those that give a context, which are fewer. */
function vectorCarriers(): Topics {
  const folder = join(__dirname, '../../../spec/vectors')
  const bytes = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')
  const carrierOf = ({ carrier }: ReadVector) =>
    carrier.map(([key, value]) => [bytes(key), value === null ? null : bytes(value)] as const)
  const topics = readdirSync(folder).map((name) => {
    const { extract: vectors } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { extract: ReadVector[] }
    return vectors.filter(({ carrier }) => carrier.length > 0 && carrier.length < 200)
  })
  const good = topics.map((vectors) => vectors.filter(({ expected }) => expected.context !== null))
  return [...topics, ...good].filter((vectors) => vectors.length > 0).map((vectors) => vectors.map(carrierOf))
}

interface Pending {
  readonly headers: readonly RawHeader[]
  readonly expected: string
}

async function main(): Promise<void> {
  const { count, json } = program.parse().opts<{ count: number; json: boolean }>()
  const peer = await buildPeer({ onProgress: progress })
  const coverage = new Coverage()
  const pending = new Map<string, Pending>()
  const differences: string[] = []
  let answered = 0
  let done: () => void = () => undefined
  const finished = new Promise<void>((resolve) => (done = resolve))
  const rust = startProcess(peer, ['subject'], {
    name: 'the Rust subject',
    stdin: 'pipe',
    onLine: (line, stream) => {
      if (stream === 'stderr') progress(line)
      else receive(JSON.parse(line) as Answer & { id: string })
    },
  })
  void rust.exited.then(done)

  const receive = (answer: Answer & { id: string }) => {
    const asked = pending.get(answer.id)
    if (asked === undefined) return
    pending.delete(answer.id)
    const actual = canonical(answer)
    if (actual !== asked.expected)
      differences.push(
        `headers ${JSON.stringify(asked.headers)}\n  TypeScript ${asked.expected}\n  Rust       ${actual}`,
      )
    if (++answered % 100_000 === 0)
      progress(`${String(answered)} of ${String(count)} compared, ${String(differences.length)} differences`)
    if (answered === count) done()
  }

  const topics = vectorCarriers()
  const randoms = SEEDS.map((seed) => new Random(seed))
  const stdin = rust.stdin
  if (stdin === null) throw new HarnessError('the Rust subject has no stdin', 'this is a fault of the harness')
  stdin.write('{"id":"hello","ask":"hello","protocol":1}\n')
  for (let i = 0; i < count && rust.status === undefined; i++) {
    const headers = carrierFrom(topics, randoms[i % randoms.length] ?? new Random(0))
    const extraction = extract(entriesOf(headers))
    coverage.add(extraction)
    const id = String(i)
    pending.set(id, { headers, expected: canonical(answerOf(extraction)) })
    const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex')
    const line = JSON.stringify({
      id,
      ask: 'extract',
      options: {},
      headers: headers.map(([key, value]) => [hex(key), value === null ? null : hex(value)]),
    })
    if (!stdin.write(`${line}\n`)) await Promise.race([once(stdin, 'drain'), rust.exited])
  }
  await finished
  await rust.stop()

  for (const difference of differences.slice(0, SHOWN)) console.log(difference)
  for (const line of coverage.lines()) console.log(line)
  const gaps = coverage.gaps()
  for (const gap of gaps) console.log(`too little covered: ${gap}`)
  if (answered < count)
    console.log(`the Rust subject ended after ${String(answered)} answers: ${rust.output.toString()}`)
  console.log(`${String(answered)} carriers, ${String(differences.length)} differences`)
  if (json)
    console.log(
      JSON.stringify({ carriers: answered, differences: differences.length, contexts: coverage.contexts, gaps }),
    )
  process.exitCode = differences.length === 0 && gaps.length === 0 && answered === count ? 0 : 1
}

main().catch((error: unknown) => {
  console.error(error instanceof HarnessError ? error.message : error)
  process.exitCode = 1
})
