import { requireObject } from '../require-options'

/** Bounds on what one payload may make a reader do. What is beyond them is a fault, and is not read. */
export interface PayloadLimits {
  /** bytes of the payload, its framing included */
  readonly bytes: number
  /** records within records, where a schema refers to itself */
  readonly depth: number
  /** items of arrays, entries of maps and records without bytes, together: what takes no bytes costs memory all the same */
  readonly items: number
}

export const PAYLOAD_LIMITS: PayloadLimits = {
  bytes: 16 * 2 ** 20,
  depth: 64,
  items: 1_000_000,
}

/**
 * Those that are given, and the others by default.
 *
 * @throws RangeError naming one that is no bound, TypeError for what are no limits
 */
export function payloadLimits(given: Partial<PayloadLimits> = {}): PayloadLimits {
  requireObject('limits', given, Object.keys(PAYLOAD_LIMITS))
  const limits: { -readonly [Name in keyof PayloadLimits]: number } = { ...PAYLOAD_LIMITS }
  for (const [name, limit] of Object.entries(given as Record<string, number | undefined>)) {
    if (limit === undefined) continue
    const isKnown = Object.hasOwn(PAYLOAD_LIMITS, name)
    if (!isKnown) throw new RangeError(`limits.${name} is none: use ${Object.keys(PAYLOAD_LIMITS).join(', ')}`)
    if (limit !== Infinity && !(Number.isInteger(limit) && limit >= 0))
      throw new RangeError(`limits.${name} is ${String(limit)}, expected a whole number from 0, or Infinity`)
    limits[name as keyof PayloadLimits] = limit
  }
  return limits
}
