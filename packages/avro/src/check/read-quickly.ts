import type { Type } from 'avsc'
import { QuickTap } from './quick-tap'

/** Instead of a value: the payload is to be gone over, for it is wrong or rare. */
export const UNREAD = Symbol('unread')

/** What avsc's own `decode` calls, with a tap of its choice. */
interface ReadsFromTap {
  _read(tap: QuickTap): unknown
}

/** The value from `start` to the end of a payload, of a schema that is bounded by bytes. Throws nothing. */
export function readQuickly(type: Type, payload: Buffer, start: number): unknown {
  const tap = new QuickTap(payload, start)
  try {
    const value = (type as unknown as ReadsFromTap)._read(tap)
    return tap.isAtEnd ? value : UNREAD
  } catch {
    return UNREAD
  }
}
