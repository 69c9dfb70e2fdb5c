/** Bounds on what one record may make a reader do (spec, section 10). Sizes are bytes. */
export interface Limits {
  /** a header with ids or a part of a context */
  readonly field: number
  /** those that are lists, may grow with later versions, or are text of people */
  readonly longField: number
  readonly tracestate: number
  readonly tracestateMembers: number
  /** the good values of one form of baggage together */
  readonly baggage: number
  readonly baggageEntries: number
  /** values of one repeated key that are looked at, the newest */
  readonly repeats: number
  readonly links: number
  /** keys inspected for other letter cases and for prefixes; exact keys are found whatever their place */
  readonly keysScanned: number
}

/** Those of the specification. */
export const LIMITS: Limits = {
  field: 128,
  longField: 512,
  tracestate: 4096,
  tracestateMembers: 32,
  baggage: 8192,
  baggageEntries: 64,
  repeats: 64,
  links: 8,
  keysScanned: 1000,
}

/** For tools that show people all there is: bounded by the size of the record alone. */
export const NO_LIMITS: Limits = {
  field: Infinity,
  longField: Infinity,
  tracestate: Infinity,
  tracestateMembers: Infinity,
  baggage: Infinity,
  baggageEntries: Infinity,
  repeats: Infinity,
  links: Infinity,
  keysScanned: Infinity,
}

/** What a writer adds at most. */
export const WRITTEN = {
  /** keys and values of one record */
  bytes: 12_288,
  /** W3C Trace Context 3.3.1.5: at least 512 characters are to be propagated, and some readers stop there */
  tracestate: 512,
  tracestateMembers: LIMITS.tracestateMembers,
  /** members longer than this go first (W3C Trace Context 3.3.1.5) */
  tracestateLongMember: 128,
  baggage: LIMITS.baggage,
  baggageEntries: LIMITS.baggageEntries,
} as const
