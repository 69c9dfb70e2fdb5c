import type { FaultReason } from '../fault'
import type { TextPair } from '../header-format'
import { trim } from '../header-value'
import type { BaggageEntry } from '../trace-context'

/** Reads `key=value, key=value`, which is raw: jaeger-client decodes it over HTTP only. */
export function parseJaegerBaggage(
  text: string,
  add: (entry: BaggageEntry) => void,
  refuse: (reason: FaultReason) => void,
): void {
  for (const part of text.split(',')) {
    const member = trim(part)
    if (member === '') continue
    const equals = member.indexOf('=')
    const key = trim(member.slice(0, Math.max(equals, 0)))
    if (key === '') refuse('bad_member')
    else add({ key, value: trim(member.slice(equals + 1)) })
  }
}

export function writeJaegerBaggage(entries: readonly BaggageEntry[]): TextPair[] {
  if (entries.length === 0) return []
  return [['jaeger-baggage', entries.map(({ key, value }) => `${key}=${value}`).join(',')]]
}
