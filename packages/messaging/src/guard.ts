import type { Counters } from './observe/counts'
import { isThenable } from './settlement'
import { errorText } from './thrown-error'

/** Places may be named after topics, which users of the service may name: beyond this nothing new is told. */
const REMEMBERED_PLACES = 1_000

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
      this.given(place, result)
      return result
    } catch (error) {
      this.caught(place, error)
      return undefined
    }
  }

  /** What code that is not the user's message gave: of an async one nobody awaits it, and its rejection must not end the process. */
  given(place: string, result: unknown): void {
    if (isThenable(result)) onRejected(result, (error) => this.caught(place, error))
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
    if (this.#reported.has(place) || this.#reported.size >= REMEMBERED_PLACES) return false
    this.#reported.add(place)
    return true
  }

  /** Says something that a user should act on. */
  tell(message: string, cause?: unknown): void {
    try {
      const told = this.#report(new Error(message, cause === undefined ? undefined : { cause }))
      if (isThenable(told)) onRejected(told, () => undefined)
    } catch {
      // a reporter that throws has nobody left to report to
    }
  }
}

/** Also of what is no Promise of this realm. Asked once, since a lazy thenable would run again. */
function onRejected(result: PromiseLike<unknown>, caught: (error: unknown) => void): void {
  Promise.resolve(result).catch(caught)
}
