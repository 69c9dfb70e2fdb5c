/** A header: key and value as lower-case hex, null for a null value. */
export type HexHeader = readonly [keyHex: string, valueHex: string | null]

/** What the client or the header form of a subject has to keep for a vector to make sense. */
export type Requirement = 'ordered-duplicates' | 'null-values' | 'non-utf8-keys' | 'nul-keys'

export interface Context {
  /** 32 lower-case hex digits */
  readonly traceId: string
  /** 16 lower-case hex digits */
  readonly spanId: string
  readonly parentId?: string
  /** null is deferred */
  readonly sampled: boolean | null
  readonly debug: boolean
  readonly format: string
  readonly tracestate: readonly string[]
}
export interface Baggage {
  readonly key: string
  readonly value: string
  readonly properties?: string
}
export interface Decision {
  readonly sampled: boolean | null
  readonly debug: boolean
  readonly debugId?: string
}
export interface Fault {
  readonly header: string
  readonly reason: string
}
export interface Extraction {
  readonly context: Context | null
  readonly baggage: readonly Baggage[]
  readonly decision: Decision | null
  readonly links: readonly Context[]
  readonly faults: readonly Fault[]
}
export interface Injection {
  readonly headers: readonly HexHeader[]
  readonly lost: Readonly<Record<string, number>>
}

interface VectorBase {
  readonly id: string
  readonly title: string
  /** ids of the sentences of headers.md that it tests */
  readonly must: readonly string[]
  /** implementations that fail it */
  readonly catches: readonly string[]
  readonly requires?: readonly Requirement[]
  /** name of the file that it is in */
  readonly topic: string
}
export interface ReadOptions {
  /** formats in the order of precedence; every format when left out */
  readonly read?: readonly string[]
  readonly strict?: boolean
  /** false: debug of the record is ignored */
  readonly debug?: boolean
}
export interface ExtractVector extends VectorBase {
  readonly ask: 'extract'
  readonly options?: ReadOptions
  /** formats of which each alone gives the expected ids; that of the expected context when left out */
  readonly readableBy?: readonly string[]
  readonly carrier: readonly HexHeader[]
  readonly expected: Extraction
}
export interface InjectVector extends VectorBase {
  readonly ask: 'inject'
  readonly options?: { readonly write?: readonly string[] }
  /** the record's own */
  readonly headers: readonly HexHeader[]
  readonly context: Context | null
  readonly decision?: Decision | null
  readonly baggage: readonly Baggage[]
  readonly expected: Injection
}
export type Vector = ExtractVector | InjectVector
