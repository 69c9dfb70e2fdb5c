import type { Fault } from './fault'
import type { BaggageEntry, TraceContext } from './trace-context'

/** What a sampling header without ids asks for, such as `b3: 0` or `jaeger-debug-id`. */
export interface Decision {
  readonly sampled?: boolean
  /** keep the trace whatever samplers say; only together with `sampled` */
  readonly debug: boolean
  /** a tag for the root span, by which people find the trace */
  readonly debugId?: string
}

/**
 * What a record's headers say about the trace it belongs to. No context and no fault: nobody traced it. A fault beside a
 * context: one header was broken and another one served.
 */
export interface Extraction {
  readonly context?: TraceContext
  /** stands beside the context because it travels without one too */
  readonly baggage: readonly BaggageEntry[]
  /** only without a context */
  readonly decision?: Decision
  /** contexts that lost a conflict, at most 8 */
  readonly links: readonly TraceContext[]
  readonly faults: readonly Fault[]
}
