import type { TextPair } from '../header-format'
import type { BaggageEntry } from '../trace-context'

/** Prefixes of headers that carry one baggage entry each: Jaeger's, and OpenTracing basictracer's. */
export const BAGGAGE_PREFIXES = ['uberctx-', 'ot-baggage-'] as const
export type BaggagePrefix = (typeof BAGGAGE_PREFIXES)[number]

/** Writes each entry as a header behind the prefix, its value raw. */
export function writePrefixed(prefix: BaggagePrefix): (entries: readonly BaggageEntry[]) => TextPair[] {
  return (entries) => entries.map(({ key, value }) => [prefix + key, value])
}
