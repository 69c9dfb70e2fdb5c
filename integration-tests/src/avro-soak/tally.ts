/** What the payloads so far came to, as both languages tell it. */
export interface TallyLine {
  /** the number of the next payload */
  readonly to: number
  readonly values: number
  readonly faults: Readonly<Record<string, number>>
  /** the most bytes that one payload took, and its number */
  readonly mostBytes: readonly [number, number]
  readonly slowestUs: readonly [number, number]
}

export class Tally {
  #values = 0
  readonly #faults: Record<string, number> = {}
  #mostBytes: readonly [number, number] = [0, 0]
  #slowestUs: readonly [number, number] = [0, 0]

  /** @param fault its reason; undefined for a value */
  add(index: number, fault: string | undefined, bytes: number, micros: number): void {
    if (fault === undefined) this.#values++
    else this.#faults[fault] = (this.#faults[fault] ?? 0) + 1
    if (bytes > this.#mostBytes[0]) this.#mostBytes = [bytes, index]
    if (micros > this.#slowestUs[0]) this.#slowestUs = [Math.round(micros), index]
  }

  line(to: number): TallyLine {
    return {
      to,
      values: this.#values,
      faults: this.#faults,
      mostBytes: this.#mostBytes,
      slowestUs: this.#slowestUs,
    }
  }
}
