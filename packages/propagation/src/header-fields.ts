import type { FaultReason, Refusal } from './fault'
import type { Limits } from './limits'

/** What the values of one key give. */
export interface Field<T> {
  /** whether a value is left after the checks that hold for every header (spec, section 4) */
  readonly present: boolean
  /** the last good value: records are appended to, so it is the newest hop's (KIP-82, `lastHeader`) */
  readonly last?: T
  /** other good values, newest first */
  readonly older: readonly T[]
}

/** A record's headers as a format reads them: what holds for every header (spec, sections 4 and 7) is done. */
export interface HeaderFields {
  /** the caps for `text`, `bytes` and `list` */
  readonly limits: Limits
  /**
   * `parse` gets printable ASCII that is trimmed, not empty and within `cap` bytes. `canonical` may spare it the bytes of a value in
   * the form that writers use; it must give what `parse` would, or undefined.
   */
  text<T>(
    key: string,
    cap: number,
    parse: (text: string) => T | Refusal,
    canonical?: (bytes: Uint8Array) => T | undefined,
  ): Field<T>
  /** `parse` gets 1 to `cap` bytes of any kind. */
  bytes<T>(key: string, cap: number, parse: (bytes: Uint8Array) => T | Refusal): Field<T>
  /** The texts of a header that is a list: all good values, or only the last value, in their order. HTAB is white space in it. */
  list(key: string, cap: number, onlyLast: boolean): readonly string[]
  /** Notes a fault of a header. */
  refuse(header: string, reason: FaultReason): void
}
