import { isRawSafe } from './baggage/raw-safe'
import { writableBaggage, type BaggageMember } from './baggage/w3c-baggage'
import type { Decision } from './extraction'
import { formatsToWrite, type FormatName } from './format-list'
import type { HeaderFormat, HeaderPair, Lost, TextPair } from './header-format'
import { WRITTEN } from './limits'
import type { BaggageEntry, TraceContext } from './trace-context'

export interface InjectOptions {
  /**
   * the formats that are written, in this order; by default `traceparent` and `uber-trace-id`. The list is looked up once: do
   * not change it
   */
  readonly write?: readonly (FormatName | HeaderFormat)[]
}

export interface TextOptions {
  readonly write?: readonly FormatName[]
}

export interface WrittenHeaders<P extends HeaderPair = HeaderPair> {
  readonly headers: readonly P[]
  readonly lost: Readonly<Lost>
}

interface WrittenObject {
  readonly headers: Readonly<Record<string, HeaderPair[1]>>
  readonly lost: Readonly<Lost>
}

/**
 * The headers for a context and its baggage, in the order of the specification, within its byte budget (section 11). None where
 * no format can carry the context.
 */
export function headersFor(
  context: TraceContext,
  baggage: readonly BaggageEntry[],
  options?: TextOptions,
): WrittenHeaders<TextPair>
export function headersFor(
  context: TraceContext,
  baggage: readonly BaggageEntry[],
  options?: InjectOptions,
): WrittenHeaders
export function headersFor(
  context: TraceContext,
  baggage: readonly BaggageEntry[],
  options: InjectOptions = {},
): WrittenHeaders {
  const given = withMeantDebug(context)
  return headersOf(options, baggage, (format, lost) => format.write?.(given, lost))
}

/** The same as texts, for what keeps no bytes: formats that are binary are left out, and where no other is named the default ones stand in. */
export function textHeadersFor(
  context: TraceContext,
  baggage: readonly BaggageEntry[],
  options: InjectOptions,
): WrittenHeaders<TextPair> {
  const formats = formatsToWrite(options.write)
  const texts = formats.filter(({ isBinary }) => isBinary !== true)
  const isMixed = texts.length < formats.length
  const written = headersFor(context, baggage, isMixed ? (texts.length === 0 ? {} : { write: texts }) : options)
  return written as WrittenHeaders<TextPair>
}

/** The same for a record without headers and a span without baggage, as an object: the usual case, without lists in between. */
export function headersAlone(context: TraceContext, options: InjectOptions): WrittenObject {
  const formats = formatsToWrite(options.write)
  const given = withMeantDebug(context)
  const lost: Lost = { baggage: 0, tracestate: 0, deferred: 0, formats: 0 }
  const headers: Record<string, HeaderPair[1]> = {}
  for (let i = 0; i < formats.length; i++) {
    const format = formats[i] as HeaderFormat
    if (format.writeInto !== undefined) format.writeInto(headers, given, lost)
    else for (const [key, value] of format.write?.(given, lost) ?? NO_HEADERS) headers[key] = value
  }
  return { headers, lost }
}

/** Debug counts only together with sampled (spec, section 1). */
function withMeantDebug(context: TraceContext): TraceContext {
  return context.debug && context.sampled !== true ? { ...context, debug: false } : context
}

/** The headers for a decision without a context, of the formats that have a form for it. */
export function headersForDecision(
  decision: Decision,
  baggage: readonly BaggageEntry[],
  options: InjectOptions = {},
): WrittenHeaders<TextPair> {
  return headersOf(options, baggage, (format) => format.writeDecision?.(decision))
}

/** The value of `baggage` where it goes on without a context; empty where no entry can be written. */
export function baggageAlone(baggage: readonly BaggageEntry[]): string {
  return listOf(writableBaggage(baggage))
}

function headersOf<P extends HeaderPair>(
  options: InjectOptions,
  baggage: readonly BaggageEntry[],
  write: (format: HeaderFormat, lost: Lost) => readonly P[] | undefined,
): WrittenHeaders<P | TextPair> {
  const formats = formatsToWrite(options.write)
  const lost: Lost = { baggage: 0, tracestate: 0, deferred: 0, formats: 0 }
  let headers: readonly P[] = NO_HEADERS
  for (const format of formats) {
    const written = write(format, lost)
    // what the usual one format gives is not copied: a list that grows takes room for many
    if (written !== undefined) headers = headers.length === 0 ? written : [...headers, ...written]
  }
  if (headers.length === 0 || baggage.length === 0) return { headers, lost }

  const members = writableBaggage(baggage)
  const others = otherForms(formats, members)
  trimToBudget(sizeOf(headers), members, others)
  const list: TextPair[] = members.length === 0 ? [] : [['baggage', listOf(members)]]
  lost.baggage = baggage.length - members.length
  return { headers: [...headers, ...list, ...others], lost }
}

const listOf = (members: readonly BaggageMember[]) => members.map(({ text }) => text).join(',')

const NO_HEADERS: readonly never[] = []

/** The forms of baggage that are not encoded, with the entries of `baggage` that are safe there. */
function otherForms(formats: readonly HeaderFormat[], members: readonly BaggageMember[]): TextPair[] {
  if (!formats.some((format) => 'writeBaggage' in format)) return []
  const entries = members.map(({ entry }) => entry).filter(isRawSafe)
  return formats.flatMap((format) => format.writeBaggage?.(entries) ?? [])
}

/** What `baggage` carries too goes first, then members of `baggage`: from the end. Ids are far below the budget by themselves. */
function trimToBudget(ids: number, members: BaggageMember[], others: TextPair[]): void {
  const list = members.reduce((sum, { text }) => sum + text.length + 1, members.length === 0 ? 0 : 'baggage'.length - 1)
  let size = ids + list + sizeOf(others)
  while (size > WRITTEN.bytes && others.length > 0) size -= sizeOf(others.splice(-1))
  while (size > WRITTEN.bytes && members.length > 0) size -= (members.pop()?.text ?? '').length + 1
}

function sizeOf(pairs: readonly HeaderPair[]): number {
  return pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0)
}
