import { faultText } from '@filrouge/harness'

/** Rejections of promises that nobody waits for: a wrapper that drops one leaves it to the process, which by default ends. */
export class UnhandledRejections {
  #seen: string[] = []
  readonly #listener = (reason: unknown): void => void this.#seen.push(faultText(reason))

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
