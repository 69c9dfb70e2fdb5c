import type { FaultReason } from '../fault'
import { trim } from '../header-value'
import { WRITTEN } from '../limits'

/** W3C Trace Context level 2, section 3.3.1.3: what is read. A value may begin with a space and not end with one. */
const MEMBER = /^([a-z0-9][a-z0-9_*/@-]{0,255})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/

/** The keys that both levels of the specification allow: readers of level 1 drop the whole state over one other key. */
const WRITTEN_KEY = /^(?:[a-z][a-z0-9_*/-]{0,255}|[a-z][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})$/

/** Reads at most `most` members in order; a bad one costs itself only. `refuse` is told once per member that is dropped. */
export function parseTracestate(text: string, most: number, refuse: (reason: FaultReason) => void): string[] {
  const members: string[] = []
  const keys = new Set<string>()
  for (const part of text.split(',')) {
    const member = trim(part)
    if (member === '') continue
    if (members.length === most) {
      refuse('over_limit')
      break
    }
    const key = MEMBER.exec(member)?.[1]
    if (key === undefined || keys.has(key)) {
      refuse('bad_member')
      continue
    }
    keys.add(key)
    members.push(member)
  }
  return members
}

/** The members that are written: no key that others choke on, at most 32 members and 512 characters. */
export function writableTracestate(members: readonly string[]): string[] {
  const kept = members.filter((member) => MEMBER.test(member) && WRITTEN_KEY.test(member.slice(0, member.indexOf('='))))
  while (kept.length > 0 && (kept.length > WRITTEN.tracestateMembers || lengthOf(kept) > WRITTEN.tracestate)) {
    const long = kept.findLastIndex((member) => member.length > WRITTEN.tracestateLongMember)
    kept.splice(long >= 0 ? long : kept.length - 1, 1)
  }
  return kept
}

function lengthOf(members: readonly string[]): number {
  return members.reduce((sum, member) => sum + member.length, members.length - 1)
}
