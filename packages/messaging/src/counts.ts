import type { Lost } from '@filrouge/propagation'

/** What a tracing object has seen since it was made. A snapshot: plain data, safe to log. */
export interface Counts {
  /** faults of received headers, by `<header> <reason>`, such as `traceparent bad_shape` */
  readonly faults: Readonly<Record<string, number>>
  /** baggage entries and tracestate members that could not be written */
  readonly lostBaggage: number
  readonly lostTracestate: number
  /** deferred sampling decisions written as not sampled */
  readonly deferred: number
  /** messages sent without our headers, since they fit the client's limit only so */
  readonly overBudget: number
  /** errors thrown by the tracer, an observer or a hook, all caught */
  readonly caughtErrors: number
}

export class Counters {
  readonly #faults = new Map<string, number>()
  #lostBaggage = 0
  #lostTracestate = 0
  #deferred = 0
  overBudget = 0
  caughtErrors = 0

  fault(header: string, reason: string): void {
    const name = `${header} ${reason}`
    this.#faults.set(name, (this.#faults.get(name) ?? 0) + 1)
  }

  lost(lost: Lost): void {
    this.#lostBaggage += lost.baggage
    this.#lostTracestate += lost.tracestate
    this.#deferred += lost.deferred
  }

  snapshot(): Counts {
    return {
      faults: Object.fromEntries(this.#faults),
      lostBaggage: this.#lostBaggage,
      lostTracestate: this.#lostTracestate,
      deferred: this.#deferred,
      overBudget: this.overBudget,
      caughtErrors: this.caughtErrors,
    }
  }
}
