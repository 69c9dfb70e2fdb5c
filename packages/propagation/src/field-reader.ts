import type { Carrier } from './carrier'
import { Refusal, type Fault, type FaultReason } from './fault'
import type { Field, HeaderFields } from './header-fields'
import { bytesOfValue, faultOfBytes, faultOfValue, sameBytesKey, textOfValue } from './header-value'
import type { Limits } from './limits'
import type { HeaderValue } from './record-headers'

const ABSENT: Field<never> = { present: false, older: [] }

/** Sections 4 and 7 of the specification, for all formats alike. */
export class FieldReader implements HeaderFields {
  readonly limits: Limits
  readonly #carrier: Carrier
  readonly #strict: boolean
  readonly #faults: Fault[]

  constructor(carrier: Carrier, limits: Limits, strict: boolean, faults: Fault[]) {
    this.limits = limits
    this.#carrier = carrier
    this.#strict = strict
    this.#faults = faults
  }

  text<T>(key: string, cap: number, parse: (text: string) => T | Refusal): Field<T> {
    const values = this.#carrier.values.get(key)
    if (values === undefined) return ABSENT
    return this.#read(key, values, (value) => faultOfValue(value, cap, false), textOfValue, parse)
  }

  bytes<T>(key: string, cap: number, parse: (bytes: Uint8Array) => T | Refusal): Field<T> {
    const values = this.#carrier.values.get(key)
    if (values === undefined) return ABSENT
    return this.#read(
      key,
      values,
      (value) => faultOfBytes(value, cap),
      (value) => sameBytesKey(value) ?? '',
      (_text, value) => parse(bytesOfValue(value)),
    )
  }

  list(key: string, cap: number, onlyLast: boolean): string[] {
    const texts: string[] = []
    const values = this.#carrier.values.get(key)
    if (values === undefined) return texts
    const newest = this.newest(key, values)
    for (const value of onlyLast ? newest.slice(-1) : newest) {
      const reason = faultOfValue(value, cap, true)
      if (reason === undefined) texts.push(textOfValue(value))
      else this.refuse(key, reason)
    }
    return texts
  }

  refuse(header: string, reason: FaultReason): void {
    this.#faults.push({ header, reason })
  }

  /** The last values, those of the same bytes once, at the place of the last of them. */
  newest(key: string, values: readonly HeaderValue[]): readonly HeaderValue[] {
    if (values.length === 1) return values
    if (values.length > this.limits.repeats) this.refuse(key, 'over_limit')
    const distinct = new Map<string | null, HeaderValue>()
    for (const value of values.slice(-this.limits.repeats)) {
      const bytes = sameBytesKey(value)
      distinct.delete(bytes)
      distinct.set(bytes, value)
    }
    return [...distinct.values()]
  }

  #read<T>(
    key: string,
    values: readonly HeaderValue[],
    faultOf: (value: HeaderValue) => FaultReason | undefined,
    textOf: (value: HeaderValue) => string,
    parse: (text: string, value: HeaderValue) => T | Refusal,
  ): Field<T> {
    let present = false
    const good: { readonly text: string; readonly parsed: T }[] = []
    for (const value of this.newest(key, values)) {
      const reason = faultOf(value)
      if (reason !== undefined) {
        this.refuse(key, reason)
        continue
      }
      present = true
      const text = textOf(value)
      const parsed = parse(text, value)
      if (parsed instanceof Refusal) {
        if (parsed.reason !== undefined) this.refuse(key, parsed.reason)
        continue
      }
      good.push({ text, parsed })
    }
    const winner = good.pop()
    if (winner === undefined) return present ? { present, older: [] } : ABSENT
    // Values that differ in outer white space alone are no conflict, and no links.
    const older = good.filter(({ text }) => text !== winner.text).map(({ parsed }) => parsed)
    if (older.length > 0) {
      this.refuse(key, 'duplicate_conflict')
      if (this.#strict) return { present, older: [] }
    }
    return { present, last: winner.parsed, older: older.reverse() }
  }
}
