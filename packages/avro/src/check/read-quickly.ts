import { QuickTap } from './quick-tap'

/** Instead of a value: the payload is to be gone over, for it is wrong or rare. */
export const UNREAD = Symbol('unread')

/** A type or resolver of avsc: what its own `decode` calls, with a tap of its choice. */
export interface ReadsFromTap {
  _read(tap: QuickTap): unknown
}

/** The value from `start` to the end of a payload, of a schema that is bounded by bytes. Throws nothing. */
export function readQuickly(reader: ReadsFromTap, payload: Buffer, start: number): unknown {
  const tap = new QuickTap(payload, start)
  try {
    const value = reader._read(tap)
    return tap.isAtEnd ? value : UNREAD
  } catch {
    return UNREAD
  }
}
