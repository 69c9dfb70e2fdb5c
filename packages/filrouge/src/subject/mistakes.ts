import type { ExtractRequest, InjectRequest } from '@filrouge/contract'

type HexHeader = ExtractRequest['headers'][number]
export type VectorRequest = ExtractRequest | InjectRequest

/** Names as `catches` of vectors has them, behind `broken:`. */
export const mistakeNames = ['strict-16-hex', 'decimal-flags', 'joined-duplicates', 'dropped-baggage'] as const
export type MistakeName = (typeof mistakeNames)[number]

/** A change of what the good implementation reads or answers. */
interface Mistake {
  readonly reads: (request: VectorRequest) => VectorRequest
  readonly answers?: (answer: object) => object
}

/**
 * Mistakes that real implementations make: subjects that `verify` must refuse, in our tests and for whoever wants to see what a
 * refusal looks like.
 */
const MISTAKES: Readonly<Record<MistakeName, Mistake>> = {
  // readers of the time when every writer padded its ids
  'strict-16-hex': { reads: withValues(refuseShortIds) },
  // jaeger-client-go, OpenTelemetry Java and Rust
  'decimal-flags': { reads: withValues(readFlagsInBaseTen) },
  // OpenTelemetry's instrumentation of kafkajs
  'joined-duplicates': { reads: withHeaders(joinValuesOfOneKey) },
  // whoever knows ids only
  'dropped-baggage': {
    reads: (request) => (request.ask === 'inject' ? { ...withHeaders(dropBaggage)(request), baggage: [] } : request),
    answers: (answer) => ('baggage' in answer ? { ...answer, baggage: [] } : answer),
  },
}

/** Answers as `answerTo` does, but for the mistake. */
export function mistaken(answerTo: (request: VectorRequest) => object, name: MistakeName) {
  const { reads, answers = unchanged } = MISTAKES[name]
  return (request: VectorRequest): object => answers(answerTo(reads(request)))
}

/** Takes only ids of 16 or 32 digits for ids: `x` is none. */
function refuseShortIds(key: string, value: string): string {
  const isStrict = (id: string) => id.length % 16 === 0
  if (key === 'uber-trace-id') {
    const [, space = '', trace = '', span = '', rest] =
      /^(\s*)([0-9a-f]{1,32}):([0-9a-f]{1,16}):(.*)$/i.exec(value) ?? []
    if (rest === undefined) return value
    return `${space}${isStrict(trace) ? trace : 'x'}:${isStrict(span) ? span : 'x'}:${rest}`
  }
  const isId = key === 'ot-tracer-traceid' || key === 'ot-tracer-spanid'
  return isId && /^[0-9a-f]{1,32}$/i.test(value) && !isStrict(value) ? 'x' : value
}

function readFlagsInBaseTen(key: string, value: string): string {
  if (key !== 'uber-trace-id') return value
  return value.replace(/:([0-9a-f]{1,2})$/i, (_, flags: string) =>
    /^\d+$/.test(flags) ? `:${Number(flags).toString(16)}` : ':x',
  )
}

function joinValuesOfOneKey(headers: readonly HexHeader[]): readonly HexHeader[] {
  const joined = new Map<string, string | null>()
  for (const [key, value] of headers) {
    const before = joined.get(key)
    joined.set(key, before === undefined || before === null || value === null ? value : `${before}2c${value}`)
  }
  return [...joined]
}

function dropBaggage(headers: readonly HexHeader[]): readonly HexHeader[] {
  return headers.filter(([key]) => !/^(baggage|jaeger-baggage|uberctx-.*|ot-baggage-.*)$/i.test(text(key)))
}

function withHeaders(change: (headers: readonly HexHeader[]) => readonly HexHeader[]) {
  return <T extends VectorRequest>(request: T): T => ({ ...request, headers: change(request.headers) })
}

function withValues(change: (key: string, value: string) => string) {
  return withHeaders((headers) =>
    headers.map((header) => {
      const [key, value] = header
      return value === null
        ? header
        : [key, Buffer.from(change(text(key).toLowerCase(), text(value)), 'latin1').toString('hex')]
    }),
  )
}

const text = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')

const unchanged = (answer: object): object => answer
