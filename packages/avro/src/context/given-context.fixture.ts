import type { TraceContext } from '@filrouge/propagation'

/** A context as the vectors have it, where null is a deferred decision. */
export type GivenContext = Pick<TraceContext, 'traceId' | 'spanId' | 'debug' | 'tracestate'> & {
  readonly sampled: boolean | null
}

export function contextOf({ sampled, ...ids }: GivenContext): TraceContext {
  return { ...ids, format: 'avro', ...(sampled !== null && { sampled }) }
}
