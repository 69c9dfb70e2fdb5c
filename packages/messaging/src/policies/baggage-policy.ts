import type { BaggageEntry } from '@filrouge/propagation'
import { globs } from './glob'

/** The keys that pass: all, none, names with `*` and `?` as wildcards, or a test. */
export type BaggagePolicy = 'all' | 'none' | readonly string[] | ((key: string) => boolean)

/** undefined: every key passes, and nothing need be looked at */
export type AllowedKeys = ((key: string) => boolean) | undefined

export function allowedKeys(policy: BaggagePolicy | undefined): AllowedKeys {
  if (policy === undefined || policy === 'all') return undefined
  if (policy === 'none') return () => false
  return typeof policy === 'function' ? policy : globs(policy)
}

export function allowedBaggage(baggage: readonly BaggageEntry[], allowed: AllowedKeys): readonly BaggageEntry[] {
  return allowed === undefined || baggage.length === 0 ? baggage : baggage.filter(({ key }) => allowed(key))
}
