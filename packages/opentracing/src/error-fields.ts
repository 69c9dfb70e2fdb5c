import { inspect } from 'node:util'

const MAX_TEXT = 4096

/**
 * The fields of an error's log (semantic conventions, "Captured errors"), bounded: an error's text may print a whole message.
 * Never throws.
 */
export function errorFields(thrown: unknown): Record<'event' | 'error.kind' | 'message', string> & { stack?: string } {
  try {
    if (!(thrown instanceof Error)) {
      return { event: 'error', 'error.kind': typeof thrown, message: bounded(textOf(thrown)) }
    }
    const { name, message, stack } = thrown as { name: unknown; message: unknown; stack?: unknown }
    return {
      event: 'error',
      'error.kind': bounded(String(name)),
      message: bounded(String(message)),
      ...(typeof stack === 'string' && { stack: bounded(stack) }),
    }
  } catch {
    // a getter of the error, or its inspection, threw itself
    return { event: 'error', 'error.kind': 'unreadable', message: 'an error that cannot be read' }
  }
}

function textOf(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : inspect(thrown, { depth: 2 })
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`
}
