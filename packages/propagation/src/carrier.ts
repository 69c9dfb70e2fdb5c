import { limits } from './limits'
import { eachValueOf, isEntries, isHeaderValue, type HeaderValue, type RecordHeaders } from './record-headers'
import { UBERCTX_PREFIX } from './uberctx'

const UPPER_U = 0x55
const LOWER_U = 0x75

/** The values that extraction looks at, taken out of a record's headers in one pass. */
export interface Carrier {
  /** values by wanted key, in order; a key that is not there has no entry */
  readonly values: ReadonlyMap<string, readonly HeaderValue[]>
  /** what follows the prefix `uberctx-`, as it was sent, and the value */
  readonly uberctx: readonly (readonly [suffix: string, value: HeaderValue])[]
  /** more keys than are inspected for other letter cases and prefixes */
  readonly overLimit: boolean
}

/**
 * Kafka compares keys by bytes: the exact lower-case key is looked for first, and only without it one that differs in letter
 * case (spec, section 2).
 */
export function carrierOf(headers: RecordHeaders, wanted: readonly string[]): Carrier {
  const exact = new Map<string, HeaderValue[]>()
  const otherCase = new Map<string, HeaderValue[]>()
  const uberctx: [string, HeaderValue][] = []
  let scanned = 0

  /** Where the values of a key go that is not an exact one; most keys are headers of others. */
  const collectorOf = (key: string): ((value: HeaderValue) => void) | undefined => {
    if (isUberctx(key)) {
      const suffix = key.slice(UBERCTX_PREFIX.length)
      return (value) => void uberctx.push([suffix, value])
    }
    const name = wantedInOtherCase(key, wanted)
    return name === undefined ? undefined : (value) => push(otherCase, name, value)
  }

  if (isEntries(headers)) {
    for (const [key, value] of headers) {
      if (!isHeaderValue(value)) continue
      if (wanted.includes(key)) push(exact, key, value)
      if (++scanned <= limits.keysScanned) collectorOf(key)?.(value)
    }
  } else {
    for (const key of wanted) {
      if (Object.hasOwn(headers, key)) eachValueOf(headers, key, (value) => push(exact, key, value))
    }
    for (const key in headers) {
      if (!Object.hasOwn(headers, key)) continue
      if (++scanned > limits.keysScanned) break
      const collect = collectorOf(key)
      if (collect !== undefined) eachValueOf(headers, key, collect)
    }
  }

  for (const [key, values] of otherCase) if (!exact.has(key)) exact.set(key, values)
  return { values: exact, uberctx, overLimit: scanned > limits.keysScanned }
}

function isUberctx(key: string): boolean {
  const first = key.charCodeAt(0)
  if (first !== LOWER_U && first !== UPPER_U) return false
  return key.length >= UBERCTX_PREFIX.length && key.slice(0, UBERCTX_PREFIX.length).toLowerCase() === UBERCTX_PREFIX
}

function wantedInOtherCase(key: string, wanted: readonly string[]): string | undefined {
  for (const name of wanted) {
    if (name.length === key.length && name !== key && name === key.toLowerCase()) return name
  }
  return undefined
}

function push(map: Map<string, HeaderValue[]>, key: string, value: HeaderValue): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
