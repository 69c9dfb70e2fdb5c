import type { CaseVariant } from '../cases/case'
import type { ParityReport, RunReport, WorkloadName } from '../workers/protocol'
import type { Sent } from './sent-reader'

/** The work was not done as it is claimed. */
export class ParityError extends Error {
  override readonly name = 'ParityError'

  constructor(variant: string, expected: string, seen: string) {
    super(`parity of ${variant}: expected ${expected}, seen ${seen}`)
  }
}

/** Values as the formats write them, and where the id of the span stands. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/,
  'uber-trace-id': /^[0-9a-f]{1,32}:[0-9a-f]{1,16}:[0-9a-f]{1,16}:[01]$/,
}

/** As many messages on the broker's side as were sent. */
export function checkCount(name: string, { messages }: RunReport, sent: number): void {
  if (sent !== messages) throw new ParityError(name, `${messages} messages on the broker`, String(sent))
}

/** Headers on the broker's side: names, shapes, and one context a span. */
export function checkSent(name: string, variant: CaseVariant, ownHeaders: number, sent: Sent): void {
  for (const header of variant.headers) {
    const values = sent.map((headers) => String(headers?.[header]))
    const wrong = values.find((value) => SHAPES[header]?.test(value) === false)
    if (wrong !== undefined) throw new ParityError(name, `${header} like ${String(SHAPES[header])}`, wrong)
    const contexts = distinctContexts(variant, sent.length)
    const distinct = new Set(values).size
    if (contexts !== undefined && distinct !== contexts)
      throw new ParityError(name, `${contexts} different values of ${header} in one call`, String(distinct))
  }
  const names = new Set(sent.flatMap((headers) => Object.keys(headers ?? {})))
  const expected = variant.headers.length + ownHeaders
  if (names.size !== expected)
    throw new ParityError(name, `${expected} headers (${variant.headers.join(', ')})`, [...names].join(', '))
}

/** Unsampled spans have contexts too: only a floor's are constant. */
function distinctContexts({ program, spans }: CaseVariant, messages: number): number | undefined {
  if (program === 'floor' || spans === 'call') return 1
  return messages
}

/** Spans that have ended, as many as there were messages or calls. */
export function checkSpans(name: string, { spans }: CaseVariant, report: RunReport): void {
  const expected = {
    none: 0,
    message: report.messages,
    call: report.calls,
    'call and message': report.calls + report.messages,
    'message twice': 2 * report.messages,
  }[spans]
  if (report.spans !== expected) throw new ParityError(name, `${expected} spans`, String(report.spans))
}

/** In every handler that has a span of its own, the trace of the message is active. */
export function checkActive(name: string, { spans }: CaseVariant, workload: WorkloadName, seen: ParityReport): void {
  if (spans === 'none' || workload === 'producer' || workload === 'eachBatch') return
  if (seen.active !== seen.handled || seen.handled === 0)
    throw new ParityError(name, `its message's trace active in ${seen.handled} handlers`, String(seen.active))
}
