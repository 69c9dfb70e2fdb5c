import { inspect } from 'node:util'

const MAX_TEXT = 4096
const MAX_NAME = 128
const MAX_MESSAGE = 512

/** What tracers record of a thrown value. */
export interface ThrownError {
  /** the class of an error, else the type of the value */
  readonly name: string
  readonly message: string
  readonly stack?: string
}

/** A thrown value in texts of at most 4096 characters, since an error's text may print a whole message. Never throws. */
export function thrownError(thrown: unknown): ThrownError {
  return read(() => {
    const { stack } = (thrown instanceof Error ? thrown : {}) as { readonly stack?: unknown }
    return { ...textsOf(thrown, MAX_TEXT), ...(typeof stack === 'string' && { stack: bounded(stack, MAX_TEXT) }) }
  })
}

/** Name and message for reports, events and headers: at most 128 and 512 characters. Never throws. */
export function errorText(thrown: unknown): Pick<ThrownError, 'name' | 'message'> {
  return read(() => {
    const { name, message } = textsOf(thrown, MAX_MESSAGE)
    return { name: bounded(name, MAX_NAME), message }
  })
}

/** A getter of what was thrown, or its inspection, may throw itself. */
function read<T extends Pick<ThrownError, 'name' | 'message'>>(texts: () => T): T | ThrownError {
  try {
    return texts()
  } catch {
    return { name: 'unreadable', message: 'an error that cannot be read' }
  }
}

function textsOf(thrown: unknown, limit: number): Pick<ThrownError, 'name' | 'message'> {
  if (!(thrown instanceof Error)) {
    const text = typeof thrown === 'string' ? thrown : inspect(thrown, { depth: 2 })
    return { name: typeof thrown, message: bounded(text, limit) }
  }
  // anything may be assigned to them
  const { name, message } = thrown as { readonly name: unknown; readonly message: unknown }
  return { name: bounded(String(name), limit), message: bounded(String(message), limit) }
}

/** Cut at a whole character. */
function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1
  return `${text.slice(0, end)}…`
}
