import { shown } from './errors/shown'

/**
 * A misspelt name would be an option that silently does not hold.
 *
 * @param taker who takes them, as people write it: `avro()`
 * @throws TypeError naming what is no option, and those that there are
 */
export function requireOptions(taker: string, given: unknown, known: readonly string[]): void {
  requireObject(taker, given, known)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new TypeError(`${unknown} is no option of ${taker}: use ${known.join(', ')}`)
}

/** @throws TypeError where something else stands for options */
export function requireObject(taker: string, given: unknown, known: readonly string[]): asserts given is object {
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new TypeError(`${taker} takes an object of ${known.join(', ')}, and got ${shown(given)}`)
}
