import { readBaggage } from './baggage-reading'
import { carrierOf } from './carrier'
import { headersFor, type InjectOptions, type Lost } from './header-writing'
import { isOwned } from './owned-headers'
import { isEntries, type HeaderEntries, type HeaderObject, type RecordHeaders } from './record-headers'
import type { BaggageEntry, TraceContext } from './trace-context'

export interface Injection<H extends RecordHeaders> {
  /** new headers; the given ones are never written to */
  readonly headers: H
  readonly lost: Lost
}

/**
 * Headers with a context in them: the old context's headers are gone in any letter case, those of others stay as they are, and
 * one header of each written format follows (spec, section 7). The record's own baggage is merged, `baggage` wins per key.
 *
 * Objects give objects, ordered entries give ordered entries. Values are ASCII strings.
 */
export function inject(
  headers: HeaderEntries,
  context: TraceContext,
  baggage?: readonly BaggageEntry[],
  options?: InjectOptions,
): Injection<HeaderEntries>
export function inject(
  headers: HeaderObject | null | undefined,
  context: TraceContext,
  baggage?: readonly BaggageEntry[],
  options?: InjectOptions,
): Injection<HeaderObject>
export function inject(
  headers: RecordHeaders | null | undefined,
  context: TraceContext,
  baggage: readonly BaggageEntry[] = [],
  options: InjectOptions = {},
): Injection<RecordHeaders> {
  const own = headers ?? {}
  const written = headersFor(context, mergedBaggage(own, baggage), options)
  return {
    headers: isEntries(own) ? inEntries(own, written.headers) : inObject(own, written.headers),
    lost: written.lost,
  }
}

/** Baggage of a record's own headers with `active` on top: the active value wins and keeps the record's place. */
function mergedBaggage(headers: RecordHeaders, active: readonly BaggageEntry[]): readonly BaggageEntry[] {
  const own = readBaggage(carrierOf(headers, ['baggage']), [])
  if (own.length === 0) return active
  const merged = new Map(own.map((entry) => [entry.key, entry]))
  for (const entry of active) merged.set(entry.key, entry)
  return [...merged.values()]
}

function inEntries(own: HeaderEntries, written: HeaderEntries): HeaderEntries {
  return [...own.filter(([key]) => !isOwned(key)), ...written]
}

function inObject(own: HeaderObject, written: readonly (readonly [string, string])[]): HeaderObject {
  const headers: Record<string, unknown> = {}
  for (const key of Object.keys(own)) if (!isOwned(key)) define(headers, key, own[key])
  for (const [key, value] of written) headers[key] = value
  return headers
}

/** Assigning `__proto__` would set the prototype and lose the header. */
function define(headers: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(headers, key, { value, enumerable: true, configurable: true, writable: true })
  } else headers[key] = value
}
