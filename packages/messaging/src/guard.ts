import type { Counters } from './counts'

/** Runs code that is not the user's message: a tracer, an observer. What it throws is counted, reported once a place, and goes no further. */
export class Guard {
  readonly #counters: Counters
  readonly #report: (error: Error) => void
  readonly #reported = new Set<string>()

  constructor(counters: Counters, report: ((error: Error) => void) | undefined) {
    this.#counters = counters
    this.#report = report ?? ((error) => process.emitWarning(error))
  }

  run<T>(place: string, fn: () => T): T | undefined {
    try {
      return fn()
    } catch (error) {
      this.caught(place, error)
      return undefined
    }
  }

  caught(place: string, cause: unknown): void {
    this.#counters.caughtErrors++
    if (this.#reported.has(place)) return
    this.#reported.add(place)
    const reason = cause instanceof Error ? cause.message : String(cause)
    try {
      this.#report(new Error(`${place} failed, which costs no message: ${reason} (reported once)`, { cause }))
    } catch {
      // a reporter that throws has nobody left to report to
    }
  }
}
