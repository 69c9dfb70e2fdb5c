import { parseBaggage } from './baggage'
import type { Carrier } from './carrier'
import type { Fault, FaultReason } from './fault'
import { faultOfValue, textOfValue } from './header-value'
import { limits } from './limits'
import type { HeaderValue } from './record-headers'
import type { BaggageEntry } from './trace-context'

const NONE: readonly BaggageEntry[] = []

/**
 * The baggage of a record: `baggage` first, since it is lossless, then what only `uberctx-*` has (spec, section 3.4). The last
 * value of a key wins and keeps the first one's place. Limits hold over the record as a whole (CVE-2026-29181).
 */
export function readBaggage(carrier: Carrier, faults: Fault[]): readonly BaggageEntry[] {
  const values = carrier.values.get('baggage')
  if (values === undefined && carrier.uberctx.length === 0) return NONE
  const entries = new Map<string, BaggageEntry>()
  const full = { over: false }
  if (values !== undefined) readW3c(values, entries, full, faults)
  readUberctx(carrier, entries, full, faults)
  if (full.over) faults.push({ header: values === undefined ? 'uberctx-*' : 'baggage', reason: 'over_limit' })
  return [...entries.values()]
}

function readW3c(
  values: readonly HeaderValue[],
  entries: Map<string, BaggageEntry>,
  full: { over: boolean },
  faults: Fault[],
): void {
  const refuse = (reason: FaultReason) => void faults.push({ header: 'baggage', reason })
  if (values.length > limits.repeats) refuse('over_limit')
  let left: number = limits.baggage
  for (const value of values.slice(-limits.repeats)) {
    const reason = faultOfValue(value, left, true)
    if (reason !== undefined) {
      refuse(reason)
      continue
    }
    left -= (value as Uint8Array | string).length
    parseBaggage(textOfValue(value), (entry) => add(entries, entry, full), refuse)
  }
}

function readUberctx(
  carrier: Carrier,
  entries: Map<string, BaggageEntry>,
  full: { over: boolean },
  faults: Fault[],
): void {
  const refuse = (reason: FaultReason) => void faults.push({ header: 'uberctx-*', reason })
  const own = new Map<string, BaggageEntry>()
  let left: number = limits.baggage
  for (const [key, value] of carrier.uberctx) {
    const reason = key === '' ? 'bad_member' : faultOfValue(value, Math.max(left - key.length, 0), false)
    if (reason !== undefined) {
      refuse(reason)
      continue
    }
    left -= key.length + (value as Uint8Array | string).length
    own.set(key, { key, value: textOfValue(value) })
  }
  for (const entry of own.values()) if (!entries.has(entry.key)) add(entries, entry, full)
}

function add(entries: Map<string, BaggageEntry>, entry: BaggageEntry, full: { over: boolean }): void {
  if (entries.size === limits.baggageEntries && !entries.has(entry.key)) full.over = true
  else entries.set(entry.key, entry)
}
