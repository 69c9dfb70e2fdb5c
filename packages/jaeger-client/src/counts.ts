/** `reported` is the sum of the others. Unsampled spans do not count. */
export interface ReporterCounts {
  readonly reported: number
  /** Waiting or being sent. */
  readonly pending: number
  /** Accepted by the receiver. */
  readonly exported: number
  /** The queue was full, or the reporter closed. */
  readonly dropped: number
  /** Sent without an acceptance in time. */
  readonly failed: number
  /** Not to be converted: no valid ids or times. */
  readonly refused: number
}

export class SpanCounts {
  /** Spans that no batch has taken yet. */
  queued = 0
  #sending = 0
  #exported = 0
  #dropped = 0
  #failed = 0
  #refused = 0
  #abandoned = false

  queue(): void {
    this.queued += 1
  }

  take(spans: number): void {
    this.queued -= spans
    this.#sending += spans
  }

  exported(spans: number): void {
    if (this.#abandoned) return
    this.#sending -= spans
    this.#exported += spans
  }

  /** Whether it was news. */
  fail(spans: number): boolean {
    if (this.#abandoned) return false
    this.#sending -= spans
    this.#failed += spans
    return true
  }

  drop(): void {
    this.#dropped += 1
  }

  refuse(): void {
    this.#refused += 1
  }

  /** Gives up all that is pending, as failed; what is still heard of it does not count. Returns how many they were. */
  abandon(): number {
    const lost = this.queued + this.#sending
    this.#abandoned = true
    this.#failed += lost
    this.queued = 0
    this.#sending = 0
    return lost
  }

  snapshot(): ReporterCounts {
    const [exported, dropped, failed, refused] = [this.#exported, this.#dropped, this.#failed, this.#refused]
    const pending = this.queued + this.#sending
    return { reported: pending + exported + dropped + failed + refused, pending, exported, dropped, failed, refused }
  }
}
