import { trace, type Context } from '@opentelemetry/api'
import { decisionOf } from './decision'

/** The part of a sampler that this package calls; samplers of the SDK fit. */
export interface SamplerLike {
  shouldSample(context: Context, ...rest: never[]): { readonly decision: number }
  toString(): string
}

// `SamplingDecision` of the SDK
const NOT_RECORD = 0
const RECORD_AND_SAMPLED = 2

/**
 * Does for new traces what the headers of a record asked for without ids: `b3: 0` and the like are not sampled, `jaeger-debug-id`
 * is. OpenTelemetry lets samplers alone decide, so that one of them must know. All else is up to the given sampler.
 */
export function decisionSampler<S extends SamplerLike>(sampler: S): S {
  const shouldSample = (context: Context, ...rest: never[]) => {
    const sampled = trace.getSpanContext(context) === undefined ? decisionOf(context)?.sampled : undefined
    if (sampled === undefined) return sampler.shouldSample(context, ...rest)
    return { decision: sampled ? RECORD_AND_SAMPLED : NOT_RECORD }
  }
  const wrapped: SamplerLike = { shouldSample, toString: () => `DecisionSampler{${sampler.toString()}}` }
  return wrapped as S
}
