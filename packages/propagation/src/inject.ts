import { readBaggage } from './baggage/read-baggage'
import { Carrier } from './carrier'
import type { Decision } from './extraction'
import { FieldReader } from './field-reader'
import { formatsToWrite } from './format-list'
import type { HeaderFormat, HeaderPair, Lost } from './header-format'
import { headersAlone, headersFor, headersForDecision, type InjectOptions, type WrittenHeaders } from './header-writing'
import { LIMITS } from './limits'
import { ownedWith } from './owned-headers'
import { isEntries, type HeaderEntries, type HeaderObject, type RecordHeaders } from './record-headers'
import type { BaggageEntry, TraceContext } from './trace-context'

export interface Injection<H extends RecordHeaders> {
  /** new headers, or the given ones where nothing is written; the given ones are never written to */
  readonly headers: H
  readonly lost: Readonly<Lost>
}

/**
 * Headers with a context in them: the old context's headers are gone in any letter case, those of others stay as they are, and
 * one header of each written format follows (spec, section 11). The record's own baggage is merged, `baggage` wins per key.
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
  const own = headers ?? NO_HEADERS
  if (own === NO_HEADERS && baggage.length === 0) return headersAlone(context, options)
  return replaced(own, headersFor(context, mergedBaggage(own, baggage), options), options)
}

/**
 * Headers with a decision and no context in them, for a receiver that starts the trace: `b3: 0`, `x-b3-flags: 1`,
 * `jaeger-debug-id`. Formats without a form for it write nothing, and with none that has one the headers stay as they are.
 */
export function injectDecision(
  headers: HeaderEntries,
  decision: Decision,
  baggage?: readonly BaggageEntry[],
  options?: InjectOptions,
): Injection<HeaderEntries>
export function injectDecision(
  headers: HeaderObject | null | undefined,
  decision: Decision,
  baggage?: readonly BaggageEntry[],
  options?: InjectOptions,
): Injection<HeaderObject>
export function injectDecision(
  headers: RecordHeaders | null | undefined,
  decision: Decision,
  baggage: readonly BaggageEntry[] = [],
  options: InjectOptions = {},
): Injection<RecordHeaders> {
  const own = headers ?? NO_HEADERS
  return replaced(own, headersForDecision(decision, mergedBaggage(own, baggage), options), options)
}

function replaced(
  own: RecordHeaders,
  { headers, lost }: WrittenHeaders,
  options: InjectOptions,
): Injection<RecordHeaders> {
  if (own === NO_HEADERS) return { headers: objectOf(headers), lost }
  if (headers.length === 0) return { headers: own, lost }
  const isOld = ownedWith(formatsToWrite(options.write))
  return { headers: isEntries(own) ? inEntries(own, headers, isOld) : inObject(own, headers, isOld), lost }
}

/** Baggage of a record's own headers with `active` on top: the active value wins and keeps the record's place. */
function mergedBaggage(headers: RecordHeaders, active: readonly BaggageEntry[]): readonly BaggageEntry[] {
  if (headers === NO_HEADERS && active.length < 2) return active
  const carrier = new Carrier(headers, NO_FORMAT, LIMITS)
  if (!carrier.hasBaggage && active.length < 2) return active
  const own = readBaggage(carrier, new FieldReader(carrier, LIMITS, false))
  const merged = new Map(own.map((entry) => [entry.key, entry]))
  for (const entry of active) merged.set(entry.key, entry)
  return [...merged.values()]
}

const NO_FORMAT: readonly HeaderFormat[] = []
const NO_HEADERS: HeaderObject = {}

/** Adds them to an object of ours. */
function objectOf(written: readonly HeaderPair[], headers: Record<string, unknown> = {}): HeaderObject {
  for (const pair of written) headers[pair[0]] = pair[1]
  return headers
}

function inEntries(own: HeaderEntries, written: HeaderEntries, isOld: (key: string) => boolean): HeaderEntries {
  return [...own.filter(([key]) => !isOld(key)), ...written]
}

function inObject(own: HeaderObject, written: readonly HeaderPair[], isOld: (key: string) => boolean): HeaderObject {
  const headers: Record<string, unknown> = {}
  for (const key of Object.keys(own)) if (!isOld(key)) define(headers, key, own[key])
  return objectOf(written, headers)
}

/** Assigning `__proto__` would set the prototype and lose the header. */
function define(headers: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(headers, key, { value, enumerable: true, configurable: true, writable: true })
  } else headers[key] = value
}
