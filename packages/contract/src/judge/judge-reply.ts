import type { ContextByIds, Reply } from '../protocol/answer'
import type { Extraction, Injection, Vector } from '../vectors/vector'
import type { Difference } from './difference'
import { headerDifferences } from './header-difference'
import { jsonDifferences } from './json-difference'

/** What is wrong with a reply to a vector. No differences and no reason: it is as expected. */
export interface Judgement {
  readonly reason?: string
  readonly differences: readonly Difference[]
}

/** Everything but a skip, which is no judgement. */
export type JudgedReply = Exclude<Reply, { kind: 'skip' }>

export function judgeReply(vector: Vector, reply: JudgedReply): Judgement {
  if (reply.kind === 'error') return { reason: `the subject answered with an error: ${reply.error}`, differences: [] }
  if (reply.kind === 'malformed') return { reason: reply.fault, differences: [] }
  const differences = differencesOf(vector, reply)
  return differences.length === 0 ? { differences } : { reason: 'the answer differs', differences }
}

function differencesOf(vector: Vector, reply: Exclude<JudgedReply, { kind: 'error' | 'malformed' }>): Difference[] {
  if (vector.ask === 'inject' && reply.kind === 'injection') return injection(vector.expected, reply.injection)
  if (vector.ask === 'extract' && reply.kind === 'ids') {
    return byIds(vector.expected.context, reply.extraction.context)
  }
  if (vector.ask === 'extract' && reply.kind === 'extraction') return extraction(vector.expected, reply.extraction)
  throw new TypeError(`an answer to ${vector.ask} cannot be ${reply.kind}`)
}

/** Only the fields that are specified, and faults as a set: their order means nothing (headers.md, section 9). */
function extraction(expected: Extraction, actual: Extraction): Difference[] {
  return jsonDifferences('', judged(expected), judged(actual))
}

function judged({ context, baggage, decision, links, faults }: Extraction): object {
  const sorted = faults.map(({ header, reason }) => `${header}: ${reason}`).sort()
  return {
    context: context && contextPart(context),
    baggage: baggage.map(({ key, value, properties }) => ({ key, value, properties })),
    decision: decision && { sampled: decision.sampled, debug: decision.debug, debugId: decision.debugId },
    links: links.map(contextPart),
    faults: sorted,
  }
}

function contextPart(context: NonNullable<Extraction['context']>): object {
  const { traceId, spanId, parentId, sampled, debug, format, tracestate } = context
  return { traceId, spanId, parentId, sampled, debug, format, tracestate }
}

/** Ids as numbers: libraries differ in leading zeros and letter case, and mean the same span. */
function byIds(expected: ContextByIds | null, actual: ContextByIds | null): Difference[] {
  return jsonDifferences('', { context: expected && asNumbers(expected) }, { context: actual && asNumbers(actual) })
}

function asNumbers({ traceId, spanId, sampled }: ContextByIds): object {
  const padded = (id: string, digits: number) => id.toLowerCase().padStart(digits, '0')
  return { traceId: padded(traceId, 32), spanId: padded(spanId, 16), sampled }
}

/** A count that is left out is 0. */
function injection(expected: Injection, actual: Injection): Difference[] {
  const counts = Object.keys({ ...expected.lost, ...actual.lost })
  const all = (lost: Injection['lost']) => Object.fromEntries(counts.map((name) => [name, lost[name] ?? 0]))
  return [
    ...headerDifferences(expected.headers, actual.headers),
    ...jsonDifferences('lost', all(expected.lost), all(actual.lost)),
  ]
}
