import type { BaggagePrefix } from './baggage/prefixed-baggage'
import { limits } from './limits'
import { eachValueOf, isEntries, isHeaderValue, type HeaderValue, type RecordHeaders } from './record-headers'
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
export function carrierOf(headers: RecordHeaders, wanted: WantedKeys): Carrier {
  const collector = new Collector(wanted)
  if (isEntries(headers)) {
    for (const [key, value] of headers) {
      if (isHeaderValue(value)) collector.placeOf(key)?.(value)
      else collector.scanned++
    }
  } else {
    for (const key in headers) {
      if (!Object.hasOwn(headers, key)) continue
      const place = collector.placeOf(key)
      if (place !== undefined) eachValueOf(headers, key, place)
    }
  }
  return collector.carrier()
}

class Collector {
  readonly #wanted: WantedKeys
  readonly #exact = new Map<string, HeaderValue[]>()
  #otherCase: Map<string, HeaderValue[]> | undefined
  readonly #prefixed = new Map<BaggagePrefix, [string, HeaderValue][]>()
  scanned = 0

  constructor(wanted: WantedKeys) {
    this.#wanted = wanted
  }

  /** Where the values of a key go; nowhere for most keys, which are headers of others. */
  placeOf(key: string): ((value: HeaderValue) => void) | undefined {
    const inspected = ++this.scanned <= limits.keysScanned
    if (this.#wanted.keys.has(key)) return (value) => push(this.#exact, key, value)
    if (!inspected) return undefined
    const prefix = wantedPrefix(key)
    if (prefix !== undefined) {
      const rest = key.slice(prefix.length)
      return (value) => push(this.#prefixed, prefix, [rest, value])
    }
    const name = wantedName(this.#wanted, key)
    return name === undefined
      ? undefined
      : (value) => push((this.#otherCase ??= new Map<string, HeaderValue[]>()), name, value)
  }

  carrier(): Carrier {
    for (const [key, values] of this.#otherCase ?? []) if (!this.#exact.has(key)) this.#exact.set(key, values)
    return {
      values: this.#exact,
      prefixed: this.#prefixed,
      hasBaggage: this.#exact.has('baggage') || this.#exact.has('jaeger-baggage') || this.#prefixed.size > 0,
      overLimit: this.scanned > limits.keysScanned,
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
