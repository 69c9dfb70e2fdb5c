import { BAGGAGE_PREFIXES, type BaggagePrefix } from './baggage/prefixed-baggage'
import type { HeaderFormat } from './header-format'
import { KeyShapes } from './key-shapes'

/** What a reader does with the values of a key. */
export type Place =
  /** the key itself, or one that differs from it in ASCII letter case alone */
  | { readonly name: string; readonly isExact: boolean; readonly isBaggage: boolean; readonly formats: FormatBits }
  | { readonly prefix: BaggagePrefix }

/** One bit a format, by its place among those that are read, modulo 31: a bit that is not set is a format that has no header. */
export type FormatBits = number

const BAGGAGE_KEYS = ['baggage', 'jaeger-baggage']
/** Keys come from the wire: what is remembered of them is bounded, in number and in length. */
const REMEMBERED_KEYS = 1_000
const REMEMBERED_LENGTH = 128

const wantedBy = new WeakMap<readonly HeaderFormat[], WantedKeys>()
/** the list that was asked for last, which most services ask for alone */
let last: WantedKeys | undefined

/** The keys of these formats and of baggage, which is read whatever formats are. */
export function wantedKeys(formats: readonly HeaderFormat[]): WantedKeys {
  if (last?.formats === formats) return last
  let wanted = wantedBy.get(formats)
  if (wanted === undefined) wantedBy.set(formats, (wanted = new WantedKeys(formats)))
  return (last = wanted)
}

export function bitOf(index: number): FormatBits {
  return 1 << (index % 31)
}

/** The keys that a reader looks for. A service sees the same keys with each record: they are looked at once. */
export class WantedKeys {
  readonly formats: readonly HeaderFormat[]
  readonly #formats = new Map<string, FormatBits>()
  readonly #exact = new KeyShapes()
  readonly #any = new KeyShapes()
  readonly #known = new Map<string, Place | undefined>()

  constructor(formats: readonly HeaderFormat[]) {
    this.formats = formats
    for (const key of BAGGAGE_KEYS) this.#formats.set(key, 0)
    formats.forEach((format, index) => {
      for (const key of format.keys) this.#formats.set(key, (this.#formats.get(key) ?? 0) | bitOf(index))
    })
    for (const key of this.#formats.keys()) {
      this.#exact.add(key)
      this.#any.add(key)
    }
    for (const prefix of BAGGAGE_PREFIXES) this.#any.addPrefix(prefix)
  }

  get keys(): Iterable<string> {
    return this.#formats.keys()
  }

  /** Undefined for most keys, which are headers of others. */
  placeOf(key: string): Place | undefined {
    if (!this.#any.has(key)) return undefined
    const known = this.#known.get(key)
    if (known !== undefined || this.#known.has(key)) return known
    const place = this.#worked(key)
    if (key.length <= REMEMBERED_LENGTH) {
      if (this.#known.size === REMEMBERED_KEYS) this.#known.clear()
      this.#known.set(key, place)
    }
    return place
  }

  /** The same for a key that is only looked for as it is written. */
  exactPlaceOf(key: string): Place | undefined {
    return this.#exact.has(key) && this.#formats.has(key) ? this.placeOf(key) : undefined
  }

  #worked(key: string): Place | undefined {
    if (this.#formats.has(key)) return this.#placeIn(key, true)
    const prefix = prefixOf(key)
    if (prefix !== undefined) return { prefix }
    const name = key.toLowerCase()
    return this.#formats.has(name) && isAscii(key) ? this.#placeIn(name, false) : undefined
  }

  #placeIn(name: string, isExact: boolean): Place {
    return { name, isExact, isBaggage: BAGGAGE_KEYS.includes(name), formats: this.#formats.get(name) ?? 0 }
  }
}

function prefixOf(key: string): BaggagePrefix | undefined {
  const first = key.charCodeAt(0) | 0x20
  for (const prefix of BAGGAGE_PREFIXES) {
    if (first !== prefix.charCodeAt(0)) continue
    const start = key.slice(0, prefix.length)
    if (start.toLowerCase() === prefix && isAscii(start)) return prefix
  }
  return undefined
}

/** `toLowerCase` takes the Kelvin sign for a k. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
