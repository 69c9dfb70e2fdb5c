import type { BaggageEntry } from './trace-context'

/** Jaeger's baggage: one header an entry, the key behind the prefix. */
export const UBERCTX_PREFIX = 'uberctx-'

const WRITTEN_KEY = /^[a-z][a-z0-9-]{0,62}$/
/** Printable ASCII without `%` and `+` (raw and URL-encoded cannot be told apart), `,` and `=` (OpenTelemetry Rust drops the trace). */
const WRITTEN_VALUE = /^[\x20-\x24\x26-\x2a\x2d-\x3c\x3e-\x7e]+$/

/** The entries that every reader of `uberctx-*` takes alike; `baggage` carries the others. */
export function uberctxEntries(entries: readonly BaggageEntry[]): (readonly [key: string, value: string])[] {
  return entries
    .filter((entry) => WRITTEN_KEY.test(entry.key) && WRITTEN_VALUE.test(entry.value))
    .map((entry) => [UBERCTX_PREFIX + entry.key, entry.value] as const)
}
