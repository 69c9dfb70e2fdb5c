import { INPUTS } from './operation'

/** A context as text, the same for every library. */
export interface Ids {
  readonly traceId: string
  readonly spanId: string
}

/** Ids that differ, without leading zeros, which jaeger-client leaves out and others write. */
export const IDS: readonly Ids[] = Array.from({ length: INPUTS }, (_, index) => {
  const low = ((index + 1) * 2_654_435_761).toString(16).padStart(16, 'c')
  return { traceId: `4bf92f3577b34da6${low}`, spanId: `a0f067aa${low.slice(-8)}` }
})

/** Headers as kafkajs delivers them: an object of Buffers, cut from one that was received. */
export function delivered(headersOf: (ids: Ids) => Readonly<Record<string, string>>): Record<string, Buffer>[] {
  return IDS.map((ids) => {
    const pairs = Object.entries(headersOf(ids)).map(([key, value]) => [
      key,
      Buffer.from(`..${value}..`).subarray(2, -2),
    ])
    return Object.fromEntries(pairs) as Record<string, Buffer>
  })
}

export const W3C_HEADERS = ({ traceId, spanId }: Ids) => ({ traceparent: `00-${traceId}-${spanId}-01` })
export const JAEGER_HEADERS = ({ traceId, spanId }: Ids) => ({ 'uber-trace-id': `${traceId}:${spanId}:0:1` })
export const B3_HEADERS = ({ traceId, spanId }: Ids) => ({ b3: `${traceId}-${spanId}-1` })
export const B3_MULTI_HEADERS = ({ traceId, spanId }: Ids) => {
  return { 'x-b3-traceid': traceId, 'x-b3-spanid': spanId, 'x-b3-sampled': '1' }
}
export const BAGGAGE_HEADERS = (ids: Ids) => ({ ...W3C_HEADERS(ids), baggage: 'tenant=acme,plan=gold%20plus' })

/** Contexts are the same if their ids are; whoever has none was not able to read. */
export function describeIds(given: Partial<Ids> | undefined): string {
  return given?.traceId === undefined ? 'nothing' : `${given.traceId}-${String(given.spanId)}`
}

/** Headers by name, each with its shape: `traceparent: #-#-#-#`, where ids are of the library's own making. */
export function describeShapes(headers: unknown): string {
  const pairs = Object.entries(headers as Record<string, unknown>)
  return pairs.map(([key, value]) => `${key}: ${String(value).replace(/[0-9a-f]+/g, '#')}`).join('; ')
}

/** Headers by name. Flags of Jaeger's format are `1` or `01`. */
export function describeHeaders(headers: unknown): string {
  const pairs = Object.entries(headers as Record<string, unknown>).map(([key, value]) => {
    return `${key.toLowerCase()}: ${String(value).replace(/:01$/, ':1')}`
  })
  return pairs.sort().join('; ')
}
