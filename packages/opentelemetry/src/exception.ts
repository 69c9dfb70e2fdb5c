import type { Exception } from '@opentelemetry/api'
import { inspect } from 'node:util'

const MAX_TEXT = 4096

/** A thrown value as an exception event has it, bounded: an error's text may print a whole message. Never throws. */
export function exceptionOf(thrown: unknown): { name: string; message: string } & Exception {
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
