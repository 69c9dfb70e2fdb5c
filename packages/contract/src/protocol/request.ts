import type { Baggage, Context, Decision, HexHeader, ReadOptions, Vector } from '../vectors/vector'

export interface ExtractRequest {
  readonly id: string
  readonly ask: 'extract'
  readonly options: ReadOptions
  readonly headers: readonly HexHeader[]
}
export interface InjectRequest {
  readonly id: string
  readonly ask: 'inject'
  readonly options: { readonly write?: readonly string[] }
  readonly headers: readonly HexHeader[]
  readonly context: Context | null
  readonly decision: Decision | null
  readonly baggage: readonly Baggage[]
}
export type Request = ExtractRequest | InjectRequest

/** What the subject is told of a vector: nothing of what is expected. */
export function requestOf(vector: Vector): Request {
  const { id } = vector
  if (vector.ask === 'extract') return { id, ask: 'extract', options: vector.options ?? {}, headers: vector.carrier }
  return {
    id,
    ask: 'inject',
    options: vector.options ?? {},
    headers: vector.headers,
    context: vector.context,
    decision: vector.decision ?? null,
    baggage: vector.baggage,
  }
}
