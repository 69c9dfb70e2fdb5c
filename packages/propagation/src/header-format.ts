import type { Decision } from './extraction'
import type { Field, HeaderFields } from './header-fields'
import type { BaggageEntry, TraceContext } from './trace-context'

/** Formats of the specification write texts alone. */
export type HeaderPair = readonly [key: string, value: string | Uint8Array]
export type TextPair = readonly [key: string, value: string]

/** What the headers of one format give. */
export interface FormatReading {
  readonly context?: TraceContext
  /** without a context only */
  readonly decision?: Decision
  /** contexts of values that lost, newest first, and those that only ever are links */
  readonly links: readonly TraceContext[]
}

export const NO_LINKS: readonly TraceContext[] = []

/** The reading of a format with one header, whose values are contexts. */
export function readingOf({ last, older }: Field<TraceContext>): FormatReading | undefined {
  return last === undefined ? undefined : { context: last, links: older }
}

/** What could not be written, in entries, members, decisions and formats. */
export interface Lost {
  /** entries that `baggage` cannot carry, or that were over a limit */
  baggage: number
  /** members of `tracestate` */
  tracestate: number
  /** 1 when a deferred sampling decision was written as not sampled, for want of a form */
  deferred: number
  /** formats that were left out because they cannot carry this trace id */
  formats: number
}

/**
 * One way to write a context into headers. Adding a format is adding a file of this shape and a line in `format-list.ts`;
 * `formats.read` and `formats.write` also take an object of this shape from outside.
 */
export interface HeaderFormat {
  readonly name: string
  /** its exact keys in lower case: those it reads, and those that are removed when a context is written; conflicts name the first */
  readonly keys: readonly string[]
  /** what it writes is no text: it is left out where only text can be kept, as in JSON */
  readonly isBinary?: true
  /** Reads through `headers` only, and throws for nothing. */
  read(headers: HeaderFields): FormatReading | undefined
  /** Absent for a format that is only read. Gives nothing, and counts it, where the format cannot carry the context. */
  write?(context: TraceContext, lost: Lost): readonly HeaderPair[]
  /** What `write` gives, put into an object: where most time goes into lists of pairs, a format may spare them. */
  writeInto?(headers: Record<string, HeaderPair[1]>, context: TraceContext, lost: Lost): void
  writeDecision?(decision: Decision): readonly TextPair[]
  /** Another form of the baggage that travels with this format; the entries are safe in any of them (spec, section 6.2). */
  writeBaggage?(entries: readonly BaggageEntry[]): readonly TextPair[]
}
