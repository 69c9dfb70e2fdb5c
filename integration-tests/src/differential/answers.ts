import type { Decision, Extraction, HeaderEntries, TraceContext } from '@filrouge/propagation'
import type { RawHeader } from './carriers'

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** As a client with string keys gives the headers: a key that is not UTF-8 is a header of others, which it cannot name. */
export function entriesOf(headers: readonly RawHeader[]): HeaderEntries {
  const entries: (readonly [string, Buffer | null])[] = []
  for (const [key, value] of headers) {
    try {
      entries.push([UTF8.decode(Buffer.from(key, 'latin1')), value === null ? null : Buffer.from(value, 'latin1')])
    } catch {
      continue
    }
  }
  return entries
}

/** An extraction as the subject protocol writes it (spec/subject-protocol.md, section 3), in a fixed order of its parts. */
export interface Answer {
  readonly context?: unknown
  readonly baggage?: readonly { key: string; value: string; properties?: string }[]
  readonly decision?: unknown
  readonly links?: readonly unknown[]
  readonly faults?: readonly { header: string; reason: string }[]
}

/** The answer as one text, the same for answers that mean the same: the order of faults means nothing. */
export function canonical({ context, baggage, decision, links, faults }: Answer): string {
  return JSON.stringify([
    contextParts(context),
    (baggage ?? []).map(({ key, value, properties }) => [key, value, properties ?? null]),
    decisionParts(decision),
    (links ?? []).map(contextParts),
    (faults ?? []).map(({ header, reason }) => `${header}: ${reason}`).sort(),
  ])
}

export function answerOf({ context, baggage, decision, links, faults }: Extraction): Answer {
  return { context: context ?? null, baggage, decision: decision ?? null, links, faults }
}

function contextParts(value: unknown): unknown {
  if (value === null || value === undefined) return null
  const { traceId, spanId, parentId, sampled, debug, format, tracestate } = value as TraceContext
  return [traceId, spanId, parentId ?? null, sampled ?? null, debug, format, tracestate]
}

function decisionParts(value: unknown): unknown {
  if (value === null || value === undefined) return null
  const { sampled, debug, debugId } = value as Decision
  return [sampled ?? null, debug, debugId ?? null]
}
