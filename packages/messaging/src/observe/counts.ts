import type { Lost } from '@filrouge/propagation'

/** What a tracing object has seen since it was made. A snapshot: plain data, safe to log. */
export interface Counts {
  /** messages handed to the client by traced calls, and those of them whose call failed */
  readonly sent: number
  readonly sendsFailed: number
  /** messages whose handler ended, and those of them whose handler failed */
  readonly processed: number
  readonly processingFailed: number
  readonly republished: number
  /** faults of received headers, by `<header> <reason>`, such as `traceparent bad_shape`; a no-op tracer has none read */
  readonly faults: Readonly<Record<string, number>>
  /** contexts of received records that lost against the one in use */
  readonly conflicts: number
  /** baggage entries and tracestate members that could not be written, or that a policy kept back */
  readonly lostBaggage: number
  readonly lostTracestate: number
  /** deferred sampling decisions written as not sampled */
  readonly deferred: number
  /** messages sent without our headers, since `maxMessageBytes` left no room for them */
  readonly overBudget: number
  /** messages sent without our headers, since the broker or the topic takes none */
  readonly headersRefused: number
  /** messages of batches that were not read for links, because of the budget */
  readonly linksDropped: number
  /** events that an observer was too slow for */
  readonly eventsDropped: number
  /** errors thrown by the tracer, an observer or a hook, all caught */
  readonly caughtErrors: number
}

export class Counters {
  readonly #faults = new Map<string, number>()
  #lostTracestate = 0
  #deferred = 0
  sent = 0
  sendsFailed = 0
  processed = 0
  processingFailed = 0
  republished = 0
  conflicts = 0
  lostBaggage = 0
  overBudget = 0
  headersRefused = 0
  linksDropped = 0
  eventsDropped = 0
  caughtErrors = 0
  /** counts a message by how its handler ends */
  readonly handling = {
    resolved: (): void => {
      this.processed++
    },
    failed: (): void => {
      this.processed++
      this.processingFailed++
    },
  }

  fault(header: string, reason: string): void {
    const name = `${header} ${reason}`
    this.#faults.set(name, (this.#faults.get(name) ?? 0) + 1)
  }

  lost(lost: Lost): void {
    this.lostBaggage += lost.baggage
    this.#lostTracestate += lost.tracestate
    this.#deferred += lost.deferred
  }

  snapshot(): Counts {
    return {
      sent: this.sent,
      sendsFailed: this.sendsFailed,
      processed: this.processed,
      processingFailed: this.processingFailed,
      republished: this.republished,
      faults: Object.fromEntries(this.#faults),
      conflicts: this.conflicts,
      lostBaggage: this.lostBaggage,
      lostTracestate: this.#lostTracestate,
      deferred: this.#deferred,
      overBudget: this.overBudget,
      headersRefused: this.headersRefused,
      linksDropped: this.linksDropped,
      eventsDropped: this.eventsDropped,
      caughtErrors: this.caughtErrors,
    }
  }
}
