import type { Counters } from './observe/counts'
import { errorText } from './thrown-error'

/** Runs code that is not the user's message: a tracer, an observer, a hook. What it throws is counted, reported once a place, and goes no further. */
export class Guard {
  readonly #counters: Counters
  /** a user's function may be async */
  readonly #report: (error: Error) => unknown
  readonly #reported = new Set<string>()

  constructor(counters: Counters, report: ((error: Error) => void) | undefined) {
    this.#counters = counters
    this.#report = report ?? ((error: Error) => process.emitWarning(error))
  }

  run<T>(place: string, fn: () => T): T | undefined {
    try {
      const result = fn()
      // an async hook: nobody awaits it, and its rejection must not end the process
      if (result instanceof Promise) result.catch((error: unknown) => this.caught(place, error))
      return result
    } catch (error) {
      this.caught(place, error)
      return undefined
    }
  }

  caught(place: string, cause: unknown): void {
    this.#counters.caughtErrors++
    if (!this.#isFirst(place)) return
    this.tell(`${place} failed, which costs no message: ${errorText(cause).message} (reported once)`, cause)
  }

  /** @param about what is said once, where the message names one case of many */
  tellOnce(message: string, about = message): void {
    if (this.#isFirst(about)) this.tell(message)
  }

  #isFirst(place: string): boolean {
    if (this.#reported.has(place)) return false
    this.#reported.add(place)
    return true
  }

  /** Says something that a user should act on. */
  tell(message: string, cause?: unknown): void {
    try {
      const told = this.#report(new Error(message, cause === undefined ? undefined : { cause }))
      if (told instanceof Promise) told.catch(() => undefined)
    } catch {
      // a reporter that throws has nobody left to report to
    }
  }
}
