import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extract, inject, type BaggageEntry, type Extraction, type HeaderEntries, type TraceContext } from './index'

type HexEntries = readonly (readonly [keyHex: string, valueHex: string | null])[]
type JsonContext = Omit<TraceContext, 'sampled'> & { sampled: boolean | null }
interface ReadVector {
  id: string
  title: string
  carrier: HexEntries
  options?: Parameters<typeof extract>[1]
  requires?: string[]
  expected: {
    context: JsonContext | null
    baggage: BaggageEntry[]
    decision: unknown
    links: JsonContext[]
    faults: unknown[]
  }
}
interface WriteVector {
  id: string
  title: string
  headers: HexEntries
  context: JsonContext
  baggage: BaggageEntry[]
  options?: Parameters<typeof inject>[3]
  expected: { headers: HexEntries; lost: unknown }
}

const load = (name: string) => {
  const path = join(__dirname, '../../../spec/vectors', name)
  return (JSON.parse(readFileSync(path, 'utf8')) as { vectors: unknown[] }).vectors
}
const entriesOf = (hex: HexEntries): HeaderEntries =>
  hex.map(([key, value]) => [
    Buffer.from(key, 'hex').toString('utf8'),
    value === null ? null : Buffer.from(value, 'hex'),
  ])
const hexOf = (entries: HeaderEntries): HexEntries =>
  entries.map(([key, value]) => [
    Buffer.from(key).toString('hex'),
    value === null ? null : Buffer.from(value as Uint8Array).toString('hex'),
  ])
const fromJson = ({ sampled, ...context }: JsonContext): TraceContext => ({
  ...context,
  ...(sampled !== null && { sampled }),
})
const toJson = (context: TraceContext) => ({ ...context, sampled: context.sampled ?? null })
const asVector = ({ context, baggage, decision, links, faults }: Extraction) => ({
  context: context === undefined ? null : toJson(context),
  baggage,
  decision: decision ?? null,
  links: links.map(toJson),
  faults,
})

describe('extract', () => {
  it.each((load('read.json') as ReadVector[]).map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    (_id, _title, { carrier, options, expected }) => {
      expect(asVector(extract(entriesOf(carrier), options))).toEqual(expected)
    },
  )

  // The form that kafkajs gives: keys grouped, a repeated key is an array.
  const inObjects = (load('read.json') as ReadVector[]).filter(
    ({ requires }) => requires?.includes('ordered-duplicates') !== true,
  )
  it.each(inObjects.map((vector) => [vector.id, vector] as const))('%s as an object', (_id, vector) => {
    const headers = Object.fromEntries(entriesOf(vector.carrier))
    expect(asVector(extract(headers, vector.options))).toEqual(vector.expected)
  })
})

describe('inject', () => {
  it.each((load('write.json') as WriteVector[]).map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    (_id, _title, { headers, context, baggage, options, expected }) => {
      const injection = inject(entriesOf(headers), fromJson(context), baggage, options)
      expect({ headers: hexOf(injection.headers), lost: injection.lost }).toEqual(expected)
    },
  )
})
