/** Bounds on what one record may make a reader or writer do (spec, section 10). Sizes are bytes. */
export const limits = {
  /** a header with ids or a part of a context */
  field: 128,
  /** those that are lists, may grow with later versions, or are text of people */
  longField: 512,
  tracestate: 4096,
  /** the good values of one form of baggage together */
  baggage: 8192,
  baggageEntries: 64,
  tracestateMembers: 32,
  /** W3C Trace Context 3.3.1.5: at least 512 characters are to be propagated, and some readers stop there */
  tracestateWritten: 512,
  /** members longer than this go first (W3C Trace Context 3.3.1.5) */
  tracestateLongMember: 128,
  /** values of one repeated key that are looked at, the newest */
  repeats: 64,
  links: 8,
  /** keys inspected for other letter cases and for prefixes; exact keys are found whatever their place */
  keysScanned: 1000,
  /** keys and values that a writer adds to one record */
  written: 12_288,
} as const
