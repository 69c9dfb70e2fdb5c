import type { FaultReason } from '../fault'
import { trim } from '../header-value'
import { WRITTEN } from '../limits'
import type { BaggageEntry } from '../trace-context'

/** RFC 7230 token. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** A global of every runtime (WHATWG Encoding); declared here since this package lets in no runtime's types. */
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string }
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads the members of one `baggage` value (W3C Baggage, section 3.3); a bad one costs itself only. */
export function parseBaggage(text: string, add: (entry: BaggageEntry) => void, refuse: (reason: FaultReason) => void) {
  for (const part of text.split(',')) {
    const member = trim(part)
    if (member === '') continue
    const semicolon = member.indexOf(';')
    const pair = semicolon < 0 ? member : member.slice(0, semicolon)
    const equals = pair.indexOf('=')
    const key = trim(pair.slice(0, Math.max(equals, 0)))
    if (!TOKEN.test(key)) {
      refuse('bad_member')
      continue
    }
    const value = percentDecoded(trim(pair.slice(equals + 1)))
    const properties = semicolon < 0 ? '' : trim(member.slice(semicolon + 1))
    add(properties === '' ? { key, value } : { key, value, properties })
  }
}

/**
 * The member as it is written, or undefined where readers would choke on it: a key that is no token, an empty value (OpenTelemetry
 * JS drops it, dd-trace the whole header). Properties are not written: OpenTelemetry Python glues them onto the value.
 */
function baggageMember(entry: BaggageEntry): string | undefined {
  if (entry.value === '' || !TOKEN.test(entry.key)) return undefined
  return `${entry.key}=${percentEncoded(entry.value)}`
}

export interface BaggageMember {
  readonly entry: BaggageEntry
  /** as it is written */
  readonly text: string
}

/** The members that fit: at most 64, and 8192 bytes in all. One that does not fit is left out, later ones may fit. */
export function writableBaggage(entries: readonly BaggageEntry[]): BaggageMember[] {
  const members: BaggageMember[] = []
  let bytes = 0
  for (const entry of entries) {
    const text = baggageMember(entry)
    if (text === undefined || members.length === WRITTEN.baggageEntries) continue
    const added = text.length + (members.length === 0 ? 0 : 1)
    if (bytes + added > WRITTEN.baggage) continue
    bytes += added
    members.push({ entry, text })
  }
  return members
}

/** All but unreserved characters (RFC 3986) are encoded; a lone surrogate becomes U+FFFD, which `encodeURIComponent` would throw on. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `decodeURIComponent` throws on a `%` without two hex digits and on bytes that are not UTF-8; both are kept alive here. */
function percentDecoded(value: string): string {
  if (!value.includes('%')) return value
  const bytes: number[] = []
  for (let i = 0; i < value.length; i++) {
    const digits = value.slice(i + 1, i + 3)
    if (value[i] === '%' && /^[0-9A-Fa-f]{2}$/.test(digits)) {
      bytes.push(parseInt(digits, 16))
      i += 2
    } else bytes.push(value.charCodeAt(i))
  }
  return UTF8.decode(Uint8Array.from(bytes))
}
