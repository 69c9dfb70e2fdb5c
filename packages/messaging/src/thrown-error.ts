import { inspect } from 'node:util'

const MAX_TEXT = 4096

/** What tracers record of a thrown value. */
export interface ThrownError {
  /** the class of an error, else the type of the value */
  readonly name: string
  readonly message: string
  readonly stack?: string
}

/** A thrown value in texts of at most 4096 characters, since an error's text may print a whole message. Never throws. */
export function thrownError(thrown: unknown): ThrownError {
  try {
    if (!(thrown instanceof Error)) return { name: typeof thrown, message: bounded(textOf(thrown)) }
    const { name, message, stack } = thrown as { name: unknown; message: unknown; stack?: unknown }
    return {
      name: bounded(String(name)),
      message: bounded(String(message)),
      ...(typeof stack === 'string' && { stack: bounded(stack) }),
    }
  } catch {
    // a getter of the error, or its inspection, threw itself
    return { name: 'unreadable', message: 'an error that cannot be read' }
  }
}

function textOf(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : inspect(thrown, { depth: 2 })
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`
}
