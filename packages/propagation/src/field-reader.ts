import type { Carrier, Values } from './carrier'
import { Refusal, refused, type Fault, type FaultReason } from './fault'
import type { Field, HeaderFields } from './header-fields'
import { areSameBytes, bytesOfValue, faultOfBytes, sameBytesKey, textIn } from './header-value'
import type { Limits } from './limits'
import type { HeaderValue } from './record-headers'

const NONE: readonly never[] = []
const ABSENT: Field<never> = { present: false, older: NONE }
const REFUSED: Field<never> = { present: true, older: NONE }

/** Sections 4 and 7 of the specification, for all formats alike. */
export class FieldReader implements HeaderFields {
  readonly limits: Limits
  readonly #carrier: Carrier
  readonly #strict: boolean
  /** made of the first one: most records have none */
  #faults: Fault[] | undefined

  constructor(carrier: Carrier, limits: Limits, strict: boolean) {
    this.limits = limits
    this.#carrier = carrier
    this.#strict = strict
  }

  /** What was wrong, in the order in which it was found. */
  get faults(): readonly Fault[] {
    return this.#faults ?? NONE
  }

  text<T>(
    key: string,
    cap: number,
    parse: (text: string) => T | Refusal,
    canonical?: (bytes: Uint8Array) => T | undefined,
  ): Field<T> {
    const values = this.#carrier.valuesOf(key)
    if (values === undefined) return ABSENT
    if (canonical !== undefined && values instanceof Uint8Array && values.length <= cap) {
      const last = canonical(values)
      if (last !== undefined) return { present: true, last, older: NONE }
    }
    return this.#readText(key, values, cap, parse)
  }

  bytes<T>(key: string, cap: number, parse: (bytes: Uint8Array) => T | Refusal): Field<T> {
    const values = this.#carrier.valuesOf(key)
    if (values === undefined) return ABSENT
    const textOf = (value: HeaderValue) => {
      const reason = faultOfBytes(value, cap)
      return reason === undefined ? (sameBytesKey(value) ?? '') : refused(reason)
    }
    return this.#read(key, values, textOf, (_text, value) => parse(bytesOfValue(value)))
  }

  list(key: string, cap: number, onlyLast: boolean): readonly string[] {
    const values = this.#carrier.valuesOf(key)
    if (values === undefined) return NONE
    const texts: string[] = []
    const newest = this.newest(key, values)
    for (const value of onlyLast ? newest.slice(-1) : newest) {
      const text = textIn(value, cap, true)
      if (typeof text === 'string') texts.push(text)
      else this.#note(key, text)
    }
    return texts
  }

  refuse(header: string, reason: FaultReason): void {
    ;(this.#faults ??= []).push({ header, reason })
  }

  /** The last values, those of the same bytes once, at the place of the last of them. */
  newest(key: string, values: Values): readonly HeaderValue[] {
    if (!Array.isArray(values)) return [values]
    if (values.length === 1) return values
    if (values.length > this.limits.repeats) this.refuse(key, 'over_limit')
    const distinct = new Map<string | null, HeaderValue>()
    let last: HeaderValue | undefined
    for (const value of values.slice(-this.limits.repeats)) {
      if (areSameBytes(value, last)) continue
      last = value
      const bytes = sameBytesKey(value)
      distinct.delete(bytes)
      distinct.set(bytes, value)
    }
    return [...distinct.values()]
  }

  /** Apart from `text`, which else would make room for this function with every header. */
  #readText<T>(key: string, values: Values, cap: number, parse: (text: string) => T | Refusal): Field<T> {
    return this.#read(key, values, (value) => textIn(value, cap, false), parse)
  }

  #read<T>(
    key: string,
    values: Values,
    textOf: (value: HeaderValue) => string | Refusal,
    parse: (text: string, value: HeaderValue) => T | Refusal,
  ): Field<T> {
    if (Array.isArray(values)) return this.#readSeveral(key, values, textOf, parse)
    const text = textOf(values)
    const parsed = text instanceof Refusal ? text : parse(text, values)
    if (parsed instanceof Refusal) {
      this.#note(key, parsed)
      return text instanceof Refusal ? ABSENT : REFUSED
    }
    return { present: true, last: parsed, older: NONE }
  }

  #readSeveral<T>(
    key: string,
    values: HeaderValue[],
    textOf: (value: HeaderValue) => string | Refusal,
    parse: (text: string, value: HeaderValue) => T | Refusal,
  ): Field<T> {
    let present = false
    const good: { readonly text: string; readonly parsed: T }[] = []
    for (const value of this.newest(key, values)) {
      const text = textOf(value)
      const parsed = text instanceof Refusal ? text : parse(text, value)
      if (!(text instanceof Refusal)) present = true
      if (parsed instanceof Refusal) this.#note(key, parsed)
      else good.push({ text: text as string, parsed })
    }
    const winner = good.pop()
    if (winner === undefined) return present ? REFUSED : ABSENT
    // Values that differ in outer white space alone are no conflict, and no links.
    const older = good.filter(({ text }) => text !== winner.text).map(({ parsed }) => parsed)
    if (older.length > 0) {
      this.refuse(key, 'duplicate_conflict')
      if (this.#strict) return REFUSED
    }
    return { present, last: winner.parsed, older: older.reverse() }
  }

  #note(key: string, { reason }: Refusal): void {
    if (reason !== undefined) this.refuse(key, reason)
  }
}
