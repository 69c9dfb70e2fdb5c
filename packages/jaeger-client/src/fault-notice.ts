/** `export`: a batch was lost; `queue`: the queue is full; `span`: a span could not be converted. */
export type FaultKind = 'export' | 'queue' | 'span'

/** Reports each kind of fault once, until it is over: a receiver that is down must not fill a service's log. */
export class FaultNotice {
  readonly #noticed = new Set<FaultKind>()
  readonly #onError: (error: Error) => void

  constructor(onError: ((error: Error) => void) | undefined) {
    this.#onError = onError ?? ((error) => process.emitWarning(error))
  }

  /** Never throws, whatever the callback does. */
  give(kind: FaultKind, message: string, cause?: unknown): void {
    if (this.#noticed.has(kind)) return
    this.#noticed.add(kind)
    try {
      this.#onError(new Error(message, cause === undefined ? undefined : { cause }))
    } catch {
      // The callback's own fault, and `span.finish()` is no place to tell it.
    }
  }

  over(kind: FaultKind): void {
    this.#noticed.delete(kind)
  }
}
