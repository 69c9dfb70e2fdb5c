import type { BaggagePrefix } from './baggage/prefixed-baggage'
import type { Limits } from './limits'
import {
  eachValueOf,
  isEntries,
  isHeaderValue,
  type HeaderEntries,
  type HeaderObject,
  type HeaderValue,
  type RecordHeaders,
} from './record-headers'
import { wantedName, wantedPrefix, type WantedKeys } from './wanted-keys'

/** The values that extraction looks at, taken out of a record's headers in one pass. */
export interface Carrier {
  /** values by wanted key, in order; a key that is not there has no entry */
  readonly values: ReadonlyMap<string, readonly HeaderValue[]>
  /** what follows a prefix, as it was sent, and the value */
  readonly prefixed: ReadonlyMap<BaggagePrefix, readonly (readonly [key: string, value: HeaderValue])[]>
  readonly hasBaggage: boolean
  /** more keys than are inspected for other letter cases and prefixes */
  readonly overLimit: boolean
}

/**
 * Kafka compares keys by bytes: the exact lower-case key is looked for first, and only without it one that differs in letter
 * case (spec, section 3). Exact keys are found whatever their place; only the scan for others is bounded.
 */
export function carrierOf(headers: RecordHeaders, wanted: WantedKeys, { keysScanned }: Limits): Carrier {
  const collector = new Collector(wanted, keysScanned)
  if (isEntries(headers)) collector.collectEntries(headers)
  else collector.collectObject(headers)
  return collector.carrier()
}

class Collector {
  readonly #wanted: WantedKeys
  readonly #keysScanned: number
  readonly #exact = new Map<string, HeaderValue[]>()
  readonly #otherCase = new Map<string, HeaderValue[]>()
  readonly #prefixed = new Map<BaggagePrefix, [string, HeaderValue][]>()
  #overLimit = false

  constructor(wanted: WantedKeys, keysScanned: number) {
    this.#wanted = wanted
    this.#keysScanned = keysScanned
  }

  collectEntries(headers: HeaderEntries): void {
    this.#overLimit = headers.length > this.#keysScanned
    headers.forEach(([key, value], index) => {
      if (!isHeaderValue(value)) return
      if (this.#wanted.keys.has(key)) push(this.#exact, key, value)
      else if (index < this.#keysScanned) this.#placeOf(key)?.(value)
    })
  }

  collectObject(headers: HeaderObject): void {
    const keys = Object.keys(headers)
    this.#overLimit = keys.length > this.#keysScanned
    for (const key of this.#overLimit ? keys.slice(0, this.#keysScanned) : keys) {
      if (this.#wanted.keys.has(key)) this.#collectExact(headers, key)
      else {
        const place = this.#placeOf(key)
        if (place !== undefined) eachValueOf(headers, key, place)
      }
    }
    if (!this.#overLimit) return
    for (const key of this.#wanted.keys) {
      if (!this.#exact.has(key) && Object.hasOwn(headers, key)) this.#collectExact(headers, key)
    }
  }

  #collectExact(headers: HeaderObject, key: string): void {
    eachValueOf(headers, key, (value) => push(this.#exact, key, value))
  }

  /** Where the values of a key go that is not an exact one; nowhere for most keys, which are headers of others. */
  #placeOf(key: string): ((value: HeaderValue) => void) | undefined {
    const prefix = wantedPrefix(key)
    if (prefix !== undefined) {
      const rest = key.slice(prefix.length)
      return (value) => push(this.#prefixed, prefix, [rest, value])
    }
    const name = wantedName(this.#wanted, key)
    return name === undefined ? undefined : (value) => push(this.#otherCase, name, value)
  }

  carrier(): Carrier {
    for (const [key, values] of this.#otherCase) if (!this.#exact.has(key)) this.#exact.set(key, values)
    return {
      values: this.#exact,
      prefixed: this.#prefixed,
      hasBaggage: this.#exact.has('baggage') || this.#exact.has('jaeger-baggage') || this.#prefixed.size > 0,
      overLimit: this.#overLimit,
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
