import type {
  BaggageEntry,
  Decision,
  extract,
  Extraction,
  Fault,
  HeaderEntries,
  inject,
  TraceContext,
} from '@filrouge/propagation'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type HexEntries = readonly (readonly [keyHex: string, valueHex: string | null])[]
type JsonOf<T extends { readonly sampled?: boolean }> = Omit<T, 'sampled'> & { readonly sampled: boolean | null }

export interface ReadVector {
  readonly id: string
  readonly carrier: HexEntries
  readonly options?: Parameters<typeof extract>[1]
  readonly requires?: readonly string[]
  readonly expected: {
    readonly context: JsonOf<TraceContext> | null
    readonly baggage: readonly BaggageEntry[]
    readonly decision: JsonOf<Decision> | null
    readonly links: readonly JsonOf<TraceContext>[]
    readonly faults: readonly Fault[]
  }
}

export interface WriteVector {
  readonly id: string
  readonly headers: HexEntries
  readonly context: JsonOf<TraceContext> | null
  readonly decision?: JsonOf<Decision>
  readonly baggage: readonly BaggageEntry[]
  readonly options?: Parameters<typeof inject>[3]
  readonly expected: { readonly headers: HexEntries }
}

const folder = join(__dirname, '../../../../spec/vectors')
const topics = readdirSync(folder).map(
  (name) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly extract: readonly ReadVector[]
      readonly inject: readonly WriteVector[]
    },
)
export const readVectors = topics.flatMap((topic) => topic.extract)
export const writeVectors = topics.flatMap((topic) => topic.inject)

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A key that is not UTF-8 cannot be named by a client with string keys: it is left out. */
export function entriesOf(hex: HexEntries): [string, Buffer | null][] {
  return hex.flatMap(([key, value]) => {
    try {
      return [[UTF8.decode(Buffer.from(key, 'hex')), value === null ? null : Buffer.from(value, 'hex')]]
    } catch {
      return []
    }
  })
}

export function hexOf(entries: HeaderEntries): HexEntries {
  return entries.map(([key, value]) => [
    Buffer.from(key).toString('hex'),
    value === null ? null : Buffer.from(value as Uint8Array).toString('hex'),
  ])
}

export function fromJson<T extends { readonly sampled?: boolean }>({ sampled, ...rest }: JsonOf<T>): T {
  return { ...rest, ...(sampled !== null && { sampled }) } as unknown as T
}

/** An extraction in the form of the vectors; the order of faults means nothing. */
export function asExpected({ context, baggage, decision, links, faults }: Extraction) {
  return {
    context: context === undefined ? null : toJson(context),
    baggage,
    decision: decision === undefined ? null : toJson(decision),
    links: links.map(toJson),
    faults: sorted(faults),
  }
}

export function sorted(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ header, reason }) => `${header}: ${reason}`).sort()
}

function toJson<T extends { readonly sampled?: boolean }>(value: T): JsonOf<T> {
  return { ...value, sampled: value.sampled ?? null }
}
