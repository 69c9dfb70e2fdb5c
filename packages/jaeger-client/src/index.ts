export { otlpReporter, type OtlpReporter } from './otlp-reporter'
export type { OtlpReporterOptions } from './options'
export type { ReporterCounts } from './counts'
