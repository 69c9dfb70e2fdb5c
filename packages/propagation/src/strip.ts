import { isOwned } from './owned-headers'
import { isEntries, type HeaderEntries, type HeaderObject, type RecordHeaders } from './record-headers'

/**
 * Headers without those of a trace, in any letter case: contexts of every format, sampling and debug headers, baggage. Those of
 * others stay as they are, `ce_*` among them. The given headers where there are none; they are never written to.
 *
 * For topics whose readers are not to see trace ids or baggage.
 */
export function strip(headers: HeaderEntries): HeaderEntries
export function strip(headers: HeaderObject): HeaderObject
export function strip(headers: RecordHeaders): RecordHeaders
export function strip(headers: RecordHeaders): RecordHeaders {
  if (isEntries(headers)) {
    const kept = headers.filter(([key]) => !isOwned(key))
    return kept.length === headers.length ? headers : kept
  }
  const keys = Object.keys(headers)
  const kept = keys.filter((key) => !isOwned(key))
  if (kept.length === keys.length) return headers
  // fromEntries defines members: a header named __proto__ stays one
  return Object.fromEntries(kept.map((key) => [key, headers[key]]))
}
