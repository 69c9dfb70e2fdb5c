/**
 * Decodes random payloads and says what they came to, as a line of JSON for each batch; `watched-soak.ts` watches it, and the Rust program
 * `avro_soak` beside it. Each payload depends on the seed and its number alone. Announced, each is told before it is decoded, so that
 * whoever watches knows which one did not end.
 */
import { AvroDecodeError } from '@filrouge/avro'
import { writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { getHeapStatistics } from 'node:v8'
import { Random } from '../random'
import { withFault } from './planted'
import { damaged, randomCase, randomPayload } from './random-payload'
import { soakCases, type SoakCase } from './soak-cases'
import { soakCodecs, type CodecName, type Framed, type SoakCodec } from './soak-codecs'
import { countsOf, LIMITS, mostHeap, mostValues } from './soak-limits'
import { Tally } from './tally'

const BATCH = 1000
const PLACE = { topic: 'soak', partition: 0, offset: '0', part: 'value' } as const
const PASSED = ['unreadable', 'unreachable', 'refused', 'garbage']

interface Drawn extends Framed {
  readonly each: SoakCase
  readonly codec: SoakCodec['codec']
  /** the frame was damaged: the id may be that of another schema */
  readonly isOtherwise: boolean
}

/** At once, also before the process is ended from outside. */
const say = (line: object) => void writeSync(1, `${JSON.stringify(line)}\n`)

function drawn(seed: number, index: number, cases: readonly SoakCase[], codecs: readonly SoakCodec[]): Drawn {
  const random = new Random(Math.imul(seed, 1_000_003) + index)
  const each = randomCase(cases, random)
  const chosen = codecs[cases.indexOf(each)] as SoakCodec
  const { codec } = chosen
  const frame = chosen.framed(randomPayload(each, cases, random))
  const isOtherwise = random.chance(16)
  if (!isOtherwise) return { each, codec, ...frame, isOtherwise }
  const { bytes, beside } = frame
  return beside === undefined
    ? { each, codec, bytes: damaged(bytes, cases, random), isOtherwise }
    : { each, codec, bytes, beside: damaged(beside, cases, random), isOtherwise }
}

/** The reason of a fault; throws where a payload is neither a value nor a fault, or costs more than the limits let it. */
async function decoded({ each, codec, bytes, beside, isOtherwise }: Drawn): Promise<string | undefined> {
  const headers = beside === undefined ? undefined : { __value_schema_id: beside }
  try {
    const value = await codec.decode(bytes, headers, PLACE)
    const { values, items } = countsOf(value)
    if (bytes.length > LIMITS.bytes) throw new RangeError(`a value of ${String(bytes.length)} bytes`)
    if (items > LIMITS.items) throw new RangeError(`${String(items)} items`)
    if (values > mostValues(bytes.length, each.types)) throw new RangeError(`${String(values)} values`)
    return undefined
  } catch (error) {
    if (!(error instanceof AvroDecodeError) || PASSED.includes(error.reason)) throw error
    if (error.reason === 'bad_schema' && !each.isResolved && !isOtherwise) throw error
    const inHeader = beside !== undefined && isOtherwise
    if (!inHeader && (error.byte ?? 0) > bytes.length) throw new RangeError(`a fault at byte ${String(error.byte)}`)
    return error.reason
  }
}

function heap(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics()
  return used + external
}

async function main(): Promise<void> {
  const text = { type: 'string', default: '' } as const
  const { values } = parseArgs({
    options: { codec: text, seed: text, from: text, to: text, planted: text, announce: { type: 'boolean' } },
  })
  const [seed, from, to] = [values.seed, values.from, values.to].map(Number) as [number, number, number]
  const cases = soakCases()
  const good = soakCodecs(values.codec as CodecName, cases, tmpdir())
  const codecs = values.planted === '' ? good : good.map((each) => withFault(values.planted, each))
  const tally = new Tally()
  for (let index = from; index < to; index++) {
    const payload = drawn(seed, index, cases, codecs)
    const { each, bytes, beside } = payload
    const told = () => ({
      index,
      vector: each.id,
      payload: bytes.toString('hex'),
      header: beside?.toString('hex') ?? null,
    })
    if (values.announce === true) say({ at: told() })
    const [before, started] = [heap(), performance.now()]
    try {
      const fault = await decoded(payload)
      const micros = (performance.now() - started) * 1000
      // less than nothing where garbage was collected meanwhile: the process's own limit stays
      const grown = Math.max(0, heap() - before)
      if (grown > mostHeap(bytes.length, each.types)) throw new RangeError(`${String(grown)} bytes of heap`)
      tally.add(index, fault, grown, micros)
    } catch (error) {
      say({ broke: told(), why: String(error) })
      process.exitCode = 1
      return
    }
    if ((index + 1) % BATCH === 0 || index + 1 === to) say(tally.line(index + 1))
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
