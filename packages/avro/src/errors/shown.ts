import { inspect } from 'node:util'

const MOST_SHOWN = 120

/** A value on one line of a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = inspect(value, { depth: 2, breakLength: Infinity })
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}
