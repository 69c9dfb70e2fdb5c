import type { SpanParent } from './message-tracer'
import type { Messaging } from './messaging'

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
