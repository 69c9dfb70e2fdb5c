import type { BaggageEntry } from '../trace-context'

const KEY = /^[a-z][a-z0-9-]{0,62}$/
/**
 * Printable ASCII without `%` and `+` (raw and URL-encoded cannot be told apart), `,` and `=` (OpenTelemetry Rust drops the
 * trace over them), and without a space at either end, which readers trim.
 */
const VALUE = /^(?! )[\x20-\x24\x26-\x2a\x2d-\x3c\x3e-\x7e]+(?<! )$/

/** Whether every reader of a form of baggage that is not encoded takes the entry alike (spec, section 6.2). */
export function isRawSafe({ key, value }: BaggageEntry): boolean {
  return KEY.test(key) && VALUE.test(value)
}
