import type { Guard } from '../guard'
import type { HopEvent } from './hop-event'
import type { Observer } from './observer'

/** The events that wait for one observer: bounded, delivered one after the other, never on the way of a message. */
export class EventQueue {
  readonly #observer: Observer
  readonly #isTold: boolean
  readonly #limit: number
  readonly #guard: Guard
  readonly #dropped: () => void
  #events: HopEvent[] = []
  #draining: Promise<void> | undefined

  constructor(observer: Observer, limit: number, guard: Guard, dropped: () => void) {
    this.#observer = observer
    this.#isTold = observer.onHop !== undefined
    this.#limit = limit
    this.#guard = guard
    this.#dropped = dropped
  }

  push(event: HopEvent): void {
    if (!this.#isTold) return
    if (this.#events.length >= this.#limit) {
      this.#events.shift()
      this.#dropped()
    }
    this.#events.push(event)
    this.#draining ??= this.#drain()
  }

  /** Resolves when the queue is empty and the observer has flushed what it holds itself. */
  async flush(): Promise<void> {
    while (this.#draining !== undefined) await this.#draining
    await this.#observer.flush?.()
  }

  async #drain(): Promise<void> {
    await new Promise(setImmediate)
    for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
      try {
        // awaited only where there is something to await: a tick an event adds up
        const pending = this.#observer.onHop?.(event)
        if (pending !== undefined) await pending
      } catch (error) {
        this.#guard.caught('an observer', error)
      }
    }
    this.#draining = undefined
  }
}
