import { inspect } from 'node:util'

const MOST_SHOWN = 120

/** A value on one line of a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = textOf(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

function textOf(value: unknown): string {
  try {
    return inspect(value, { depth: 2, breakLength: Infinity })
  } catch {
    // of a class that throws where it is to show itself
    return 'something that has no text'
  }
}
