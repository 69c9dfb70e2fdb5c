/** What went wrong and what to do about it. `message` is one line: the fault, then the remedy. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'
  readonly remedy: string

  constructor(fault: string, remedy: string, options?: ErrorOptions) {
    super(`${fault}: ${remedy}`.replace(/\s*[\r\n]+\s*/g, ' | '), options)
    this.remedy = remedy
  }
}

/** The one-line text of anything that was thrown. */
export function faultText(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*[\r\n]+\s*/g, ' | ')
}
