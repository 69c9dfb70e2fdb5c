import type { TracingSettings, WorkerSettings, WorkloadName } from '../workers/protocol'

/** How many spans a variant ends in a run. */
export type SpansPer = 'none' | 'message' | 'message twice' | 'call' | 'call and message'

/** One way to trace, within a case. */
export interface CaseVariant {
  /** the file in `variants/` */
  readonly program: string
  readonly tracing?: TracingSettings
  readonly spans: SpansPer
  /** names of the headers that it writes, or reads where the case consumes */
  readonly headers: readonly string[]
  /** CPU microseconds by which each message is made dearer on purpose */
  readonly burnUs?: number
  /** where it is not that of the case */
  readonly workload?: WorkloadName
}

/** Variants that do the same work, and are compared with each other. */
export interface Case {
  readonly name: string
  readonly what: string
  readonly workload: WorkloadName
  /** in the order in which they run; mirrored in the second half of a round */
  readonly variants: Readonly<Record<string, CaseVariant>>
  readonly settings: Pick<WorkerSettings, 'batch' | 'valueBytes' | 'ownHeaders'>
  /** whether its topics are filled before, with as many messages as one run has */
  readonly isPrefilled?: boolean
  /** messages in one run, and before the first one is measured */
  readonly messages: number
  readonly warmUp: number
}
