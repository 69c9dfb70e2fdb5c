export { openTelemetry, type OpenTelemetryOptions, type TracerProviderLike } from './open-telemetry'
export type { ConventionsVersion } from './conventions'
export { decisionOf } from './decision'
export { decisionSampler, type SamplerLike } from './decision-sampler'
