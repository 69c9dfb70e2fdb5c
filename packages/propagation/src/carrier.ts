import type { BaggagePrefix } from './baggage/prefixed-baggage'
import type { Limits } from './limits'
import {
  isEntries,
  isHeaderValue,
  type HeaderEntries,
  type HeaderObject,
  type HeaderValue,
  type RecordHeaders,
} from './record-headers'
import { wantedKeys, type FormatBits, type Place, type WantedKeys } from './wanted-keys'
import type { HeaderFormat } from './header-format'

/** The values of one key: one as it is, several in their order. */
export type Values = HeaderValue | HeaderValue[]
const NOTHING: Values[] = []
type Prefixed = [key: string, value: HeaderValue][]

/**
 * The values that a reader looks at, taken out of a record's headers in one pass.
 *
 * Kafka compares keys by bytes: the exact lower-case key is looked for first, and only without it one that differs in letter
 * case (spec, section 3). Exact keys are found whatever their place; only the scan for others is bounded.
 */
export class Carrier {
  /** those of the formats that may find something */
  formats: FormatBits = 0
  hasBaggage = false
  /** more keys than are inspected for other letter cases and prefixes */
  readonly overLimit: boolean
  readonly #wanted: WantedKeys
  /** the first key that was found, which is the only one of most records */
  #first: string | undefined
  #firstValues: Values = null
  /** Name, values, name, values of the others: there are few, so that a search is quicker than a map. */
  #found: (string | Values)[] = NOTHING
  #otherCase: [name: string, value: HeaderValue][] | undefined
  #prefixed: Map<BaggagePrefix, Prefixed> | undefined

  constructor(headers: RecordHeaders, formats: readonly HeaderFormat[], { keysScanned }: Limits) {
    this.#wanted = wantedKeys(formats)
    this.overLimit = isEntries(headers)
      ? this.#takeEntries(headers, keysScanned)
      : this.#takeObject(headers, keysScanned)
    if (this.#otherCase !== undefined) this.#adopt(this.#otherCase)
  }

  /** Undefined for a key that is not there. */
  valuesOf(name: string): Values | undefined {
    if (name === this.#first) return this.#firstValues
    const index = this.#indexOf(name)
    return index < 0 ? undefined : this.#found[index + 1]
  }

  /** What follows a prefix, as it was sent, and the value. */
  prefixed(prefix: BaggagePrefix): Prefixed | undefined {
    return this.#prefixed?.get(prefix)
  }

  #takeEntries(headers: HeaderEntries, keysScanned: number): boolean {
    headers.forEach(([key, value], index) => {
      const place = index < keysScanned ? this.#wanted.placeOf(key) : this.#wanted.exactPlaceOf(key)
      if (place !== undefined && isHeaderValue(value)) this.#put(place, key, value)
    })
    return headers.length > keysScanned
  }

  #takeObject(headers: HeaderObject, keysScanned: number): boolean {
    const keys = Object.keys(headers)
    const isOver = keys.length > keysScanned
    const scanned = isOver ? keysScanned : keys.length
    for (let i = 0; i < scanned; i++) this.#takeMember(headers, keys[i] as string)
    if (!isOver) return false
    for (const key of this.#wanted.keys) {
      if (this.valuesOf(key) === undefined && Object.hasOwn(headers, key)) this.#takeMember(headers, key)
    }
    return true
  }

  /** Only own properties count: kafkajs decodes a key named `constructor` to an array that holds the inherited function. */
  #takeMember(headers: HeaderObject, key: string): void {
    const place = this.#wanted.placeOf(key)
    if (place === undefined) return
    const value = headers[key]
    if (isHeaderValue(value)) this.#put(place, key, value)
    else if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isHeaderValue(item)) this.#put(place, key, item)
    }
  }

  #put(place: Place, key: string, value: HeaderValue): void {
    if ('prefix' in place) {
      this.hasBaggage = true
      this.#prefixed ??= new Map()
      const found = this.#prefixed.get(place.prefix)
      const entry: Prefixed[number] = [key.slice(place.prefix.length), value]
      if (found === undefined) this.#prefixed.set(place.prefix, [entry])
      else found.push(entry)
      return
    }
    this.formats |= place.formats
    if (place.isBaggage) this.hasBaggage = true
    if (place.isExact) this.#add(place.name, value)
    else (this.#otherCase ??= []).push([place.name, value])
  }

  #add(name: string, value: HeaderValue): void {
    if (this.#first === undefined) {
      this.#first = name
      this.#firstValues = value
    } else if (name === this.#first) this.#firstValues = withValue(this.#firstValues, value)
    else if (this.#found.length === 0) this.#found = [name, value]
    else this.#addOther(name, value)
  }

  #addOther(name: string, value: HeaderValue): void {
    const index = this.#indexOf(name)
    if (index < 0) this.#found.push(name, value)
    else this.#found[index + 1] = withValue(this.#found[index + 1] as Values, value)
  }

  #indexOf(name: string): number {
    const found = this.#found
    for (let i = 0; i < found.length; i += 2) if (found[i] === name) return i
    return -1
  }

  #adopt(others: readonly (readonly [name: string, value: HeaderValue])[]): void {
    const exact = new Set([this.#first, ...this.#found.filter((_found, index) => index % 2 === 0)])
    for (const [name, value] of others) if (!exact.has(name)) this.#add(name, value)
  }
}

function withValue(values: Values, value: HeaderValue): Values {
  if (!Array.isArray(values)) return [values, value]
  values.push(value)
  return values
}
