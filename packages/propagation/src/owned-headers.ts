import { UBERCTX_PREFIX } from './uberctx'

/** The keys that carry a context or baggage of ours: they are replaced, in any letter case, when a context is written. */
const OWNED = new Set(['traceparent', 'tracestate', 'uber-trace-id', 'baggage', 'jaeger-debug-id', 'jaeger-baggage'])
const OWNED_PREFIXES = [UBERCTX_PREFIX, 'ot-baggage-']
const SHORTEST = Math.min(...[...OWNED].map((key) => key.length))
const FIRST_LETTERS = new Set([...OWNED, ...OWNED_PREFIXES].map((key) => key.charCodeAt(0)))

export function isOwned(key: string): boolean {
  // Most keys of a record are not ours: their first letter tells, before a lower-case copy is made.
  if (key.length < SHORTEST || !FIRST_LETTERS.has(key.charCodeAt(0) | 0x20)) return false
  const name = key.toLowerCase()
  return OWNED.has(name) || OWNED_PREFIXES.some((prefix) => name.startsWith(prefix))
}
