import type { SpanParent } from './message-tracer'
import type { Messaging } from './messaging'
import { observed, type Settled } from './settlement'

/**
 * The handler runs once and its outcome counts, whatever the tracer does around it: throws before or after, calls it twice, not at
 * all or later, gives back something else.
 */
export function runUnder<T>(messaging: Messaging, parent: SpanParent | undefined, handler: () => T): T {
  const running = new Running(handler)
  try {
    messaging.tracer.withActive(parent, running.once)
  } catch (error) {
    if (!running.hasThrown(error)) messaging.guard.caught('activating a span', error)
  }
  return running.outcome()
}

/** The same, and tells how the handler ended: `observeSettlement` of it, without a function for each message. */
export function runObserved<T>(
  messaging: Messaging,
  parent: SpanParent | undefined,
  settled: Settled<unknown>,
  handler: () => T,
): T {
  let result: T
  try {
    result = runUnder(messaging, parent, handler)
  } catch (error) {
    settled.failed(error)
    throw error
  }
  return observed<T>(result, settled)
}

class Running<T> {
  readonly #handler: () => T
  #state: 'waits' | 'gave' | 'threw' = 'waits'
  #value: T | undefined
  #error: unknown

  constructor(handler: () => T) {
    this.#handler = handler
  }

  // What comes after the first call is not the handler's to answer, so that its error is not thrown there once more.
  readonly once = (): T | undefined => (this.#state === 'waits' ? this.outcome() : this.#value)

  outcome(): T {
    if (this.#state === 'waits') this.#run()
    if (this.#state === 'threw') throw this.#error
    return this.#value as T
  }

  hasThrown(error: unknown): boolean {
    return this.#state === 'threw' && this.#error === error
  }

  #run(): void {
    try {
      this.#value = this.#handler()
      this.#state = 'gave'
    } catch (error) {
      this.#error = error
      this.#state = 'threw'
    }
  }
}
