/** Bounds on what one payload may make a reader do. What is beyond them is a fault, and is not read. */
export interface PayloadLimits {
  /** bytes of the payload, its framing included */
  readonly bytes: number
  /** records within records, where a schema refers to itself */
  readonly depth: number
  /** items of arrays and entries of maps together: those that take no bytes cost memory all the same */
  readonly items: number
}

export const PAYLOAD_LIMITS: PayloadLimits = {
  bytes: 16 * 2 ** 20,
  depth: 64,
  items: 1_000_000,
}
