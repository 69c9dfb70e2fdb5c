const STEPS = 20

/** Thins progress out: of any number of pieces, the first, the last, and some twenty in between are worth a line. */
export class ProgressSteps {
  #last = -1

  /** Whether `done` of `total` is a step further than the last time. */
  reaches(done: number, total: number): boolean {
    const step = Math.floor((done * STEPS) / Math.max(total, 1))
    if (step <= this.#last) return false
    this.#last = step
    return true
  }
}
