import { isNativeError } from 'node:util/types'

/** What went wrong and what to do about it. `message` is one line: the fault, then the remedy; several remedies get a line each. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'

  constructor(fault: string, remedy: string | readonly string[], options?: ErrorOptions) {
    const rest =
      typeof remedy === 'string' ? ` ${oneLine(remedy)}` : remedy.map((each) => `\n  ${oneLine(each)}`).join('')
    super(`${oneLine(fault)}:${rest}`, options)
  }
}

/** The one-line text of anything that was thrown. */
export function faultText(error: unknown): string {
  return oneLine(isNativeError(error) ? error.message : String(error))
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' | ')
}
