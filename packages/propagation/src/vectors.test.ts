import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  extract,
  inject,
  injectDecision,
  type BaggageEntry,
  type Decision,
  type Extraction,
  type Fault,
  type HeaderEntries,
  type TraceContext,
} from './index'

type HexEntries = readonly (readonly [keyHex: string, valueHex: string | null])[]
type JsonContext = Omit<TraceContext, 'sampled'> & { sampled: boolean | null }
type JsonDecision = Omit<Decision, 'sampled'> & { sampled: boolean | null }
interface ReadVector {
  id: string
  title: string
  carrier: HexEntries
  options?: Parameters<typeof extract>[1]
  requires?: string[]
  expected: {
    context: JsonContext | null
    baggage: BaggageEntry[]
    decision: JsonDecision | null
    links: JsonContext[]
    faults: Fault[]
  }
}
interface WriteVector {
  id: string
  title: string
  headers: HexEntries
  context: JsonContext | null
  decision?: JsonDecision
  baggage: BaggageEntry[]
  options?: Parameters<typeof inject>[3]
  expected: { headers: HexEntries; lost: unknown }
}
interface Topic {
  topic: string
  extract: ReadVector[]
  inject: WriteVector[]
}

const folder = join(__dirname, '../../../spec/vectors')
const topics = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Topic)
const reads = topics.flatMap((topic) => topic.extract)
const writes = topics.flatMap((topic) => topic.inject)

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** A key that is not UTF-8 is a header of others, which a client with string keys cannot even name. */
const entriesOf = (hex: HexEntries): HeaderEntries =>
  hex.flatMap(([key, value]) => {
    try {
      return [[UTF8.decode(Buffer.from(key, 'hex')), value === null ? null : Buffer.from(value, 'hex')] as const]
    } catch {
      return []
    }
  })
const hexOf = (entries: HeaderEntries): HexEntries =>
  entries.map(([key, value]) => [
    Buffer.from(key).toString('hex'),
    value === null ? null : Buffer.from(value as Uint8Array).toString('hex'),
  ])
const fromJson = <T extends object>({ sampled, ...rest }: T & { sampled: boolean | null }) => ({
  ...rest,
  ...(sampled !== null && { sampled }),
})
const toJson = (value: TraceContext | Decision) => ({ ...value, sampled: value.sampled ?? null })
/** The order of faults means nothing. */
const sorted = (faults: readonly Fault[]) => faults.map(({ header, reason }) => `${header}: ${reason}`).sort()
const asVector = ({ context, baggage, decision, links, faults }: Extraction) => ({
  context: context === undefined ? null : toJson(context),
  baggage,
  decision: decision === undefined ? null : toJson(decision),
  links: links.map(toJson),
  faults: sorted(faults),
})

describe('extract', () => {
  it.each(reads.map((vector) => [vector.id, vector.title, vector] as const))('%s: %s', (_id, _title, vector) => {
    const { carrier, options, expected } = vector
    expect(asVector(extract(entriesOf(carrier), options))).toEqual({ ...expected, faults: sorted(expected.faults) })
  })

  // The form that kafkajs gives: keys grouped, a repeated key is an array.
  const inObjects = reads.filter(({ requires }) => requires?.includes('ordered-duplicates') !== true)
  it.each(inObjects.map((vector) => [vector.id, vector] as const))('%s as an object', (_id, vector) => {
    const { carrier, options, expected } = vector
    const headers = Object.fromEntries(entriesOf(carrier))
    expect(asVector(extract(headers, options))).toEqual({ ...expected, faults: sorted(expected.faults) })
  })
})

describe('inject', () => {
  it.each(writes.map((vector) => [vector.id, vector.title, vector] as const))('%s: %s', (_id, _title, vector) => {
    const { headers, context, decision, baggage, options, expected } = vector
    const own = entriesOf(headers)
    const injection =
      context !== null
        ? inject(own, fromJson<Omit<TraceContext, 'sampled'>>(context), baggage, options)
        : injectDecision(
            own,
            fromJson<Omit<Decision, 'sampled'>>(decision ?? { sampled: null, debug: false }),
            baggage,
            options,
          )
    expect({ headers: hexOf(injection.headers), lost: injection.lost }).toEqual(expected)
  })

  // What other libraries are judged by is what is written, byte for byte.
  const defaults = topics.find(({ topic }) => topic === 'default-output')?.extract ?? []
  it.each(defaults.map((vector) => [vector.id, vector] as const))('writes the carrier of %s', (_id, vector) => {
    const { context, baggage } = vector.expected
    if (context === null) throw new Error('nothing is written without a context')
    const { headers } = inject([], fromJson<Omit<TraceContext, 'sampled'>>(context), baggage)
    expect(hexOf(headers)).toEqual(vector.carrier)
  })
})
