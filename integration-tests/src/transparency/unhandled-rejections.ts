import { faultText } from '@filrouge/harness'

/** Errors that a scenario leaves to the process, and who waits for them. */
const left = new WeakMap<object, () => void>()

/** Resolves when the process is told that nobody handled this error. */
export function leftToProcess(error: object): Promise<void> {
  return new Promise((resolve) => void left.set(error, resolve))
}

/** Rejections of promises that nobody waits for: a wrapper that drops one leaves it to the process, which by default ends. */
export class UnhandledRejections {
  #seen: string[] = []
  readonly #listener = (reason: unknown): void => {
    const told = typeof reason === 'object' && reason !== null ? left.get(reason) : undefined
    if (told === undefined) this.#seen.push(faultText(reason))
    else told()
  }

  constructor() {
    process.on('unhandledRejection', this.#listener)
  }

  /** Those that came since the last call. */
  take(): readonly string[] {
    const seen = this.#seen
    this.#seen = []
    return seen
  }

  close(): void {
    process.off('unhandledRejection', this.#listener)
  }
}
