import type { Carrier, Values } from '../carrier'
import type { FaultReason } from '../fault'
import type { FieldReader } from '../field-reader'
import { faultOfValue, textIn, textOfValue, utf8Length } from '../header-value'
import type { HeaderValue } from '../record-headers'
import type { BaggageEntry } from '../trace-context'
import { parseJaegerBaggage } from './jaeger-baggage-header'
import { BAGGAGE_PREFIXES, type BaggagePrefix } from './prefixed-baggage'
import { parseBaggage } from './w3c-baggage'

const NONE: readonly BaggageEntry[] = []
type ParseList = typeof parseBaggage
type Entries = Map<string, BaggageEntry>

/**
 * The baggage of a record: `baggage` first, since it is lossless, then what only the other forms have (spec, section 6). Limits
 * hold over the record as a whole (CVE-2026-29181).
 */
export function readBaggage(carrier: Carrier, headers: FieldReader): readonly BaggageEntry[] {
  if (!carrier.hasBaggage) return NONE
  const entries: Entries = new Map()
  const list = (key: string, parse: ParseList) => {
    const values = carrier.valuesOf(key)
    if (values !== undefined) merge(entries, readList(headers, key, values, parse), key, headers)
  }
  const prefixed = (prefix: BaggagePrefix) => {
    const found = carrier.prefixed(prefix)
    if (found !== undefined) merge(entries, readPrefixed(headers, prefix, found), `${prefix}*`, headers)
  }
  list('baggage', parseBaggage)
  prefixed(BAGGAGE_PREFIXES[0])
  list('jaeger-baggage', parseJaegerBaggage)
  prefixed(BAGGAGE_PREFIXES[1])
  return [...entries.values()]
}

/** The last value of a key wins and keeps the first one's place, as a map does. */
function readList(headers: FieldReader, header: string, values: Values, parse: ParseList): Entries {
  const refuse = (reason: FaultReason) => {
    headers.refuse(header, reason)
  }
  const own: Entries = new Map()
  let left = headers.limits.baggage
  for (const value of headers.newest(header, values)) {
    const text = textIn(value, left, true)
    if (typeof text !== 'string') {
      refuse(text.reason as FaultReason)
      continue
    }
    left -= value?.length ?? 0
    parse(text, (entry) => own.set(entry.key, entry), refuse)
  }
  return own
}

function readPrefixed(
  headers: FieldReader,
  prefix: BaggagePrefix,
  found: readonly (readonly [key: string, value: HeaderValue])[],
): Entries {
  const own: Entries = new Map()
  let left = headers.limits.baggage
  for (const [key, value] of found) {
    const bytes = utf8Length(key)
    const reason = key === '' ? 'bad_member' : faultOfValue(value, Math.max(left - bytes, 0), false)
    if (reason !== undefined) {
      headers.refuse(`${prefix}*`, reason)
      continue
    }
    left -= bytes + (value?.length ?? 0)
    own.set(key, { key, value: textOfValue(value) })
  }
  return own
}

/** Entries of an earlier form win; what is over the limit is told once for each header. */
function merge(entries: Entries, own: Entries, header: string, headers: FieldReader): void {
  let over = false
  for (const [key, entry] of own) {
    if (entries.has(key)) continue
    if (entries.size === headers.limits.baggageEntries) over = true
    else entries.set(key, entry)
  }
  if (over) headers.refuse(header, 'over_limit')
}
