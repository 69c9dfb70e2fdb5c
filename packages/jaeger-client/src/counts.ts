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
  #pending = 0
  #exported = 0
  #dropped = 0
  #failed = 0
  #refused = 0
  #abandoned = false

  accept(): void {
    this.#pending += 1
  }

  drop(): void {
    this.#dropped += 1
  }

  refuse(): void {
    this.#refused += 1
  }

  settle(exported: number, failed: number): void {
    if (this.#abandoned) return
    this.#pending -= exported + failed
    this.#exported += exported
    this.#failed += failed
  }

  /** Gives up all that is pending, as failed; what is still heard of it does not count. Returns how many they were. */
  abandon(): number {
    const lost = this.#pending
    this.#failed += lost
    this.#pending = 0
    this.#abandoned = true
    return lost
  }

  snapshot(): ReporterCounts {
    const [pending, exported, dropped, failed] = [this.#pending, this.#exported, this.#dropped, this.#failed]
    const refused = this.#refused
    return { reported: pending + exported + dropped + failed + refused, pending, exported, dropped, failed, refused }
  }
}
