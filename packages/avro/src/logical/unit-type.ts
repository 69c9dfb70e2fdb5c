import { StrictLogicalType } from './strict-logical-type'

/**
 * A number whose unit the name tells, and which stays one, since a Date would lose of it or be an instant that it is not: `time-millis`
 * (number), `time-micros`, `timestamp-micros`, `timestamp-nanos` and the `local-timestamp-` ones (bigint).
 */
export class UnitType extends StrictLogicalType {
  override get expected(): string {
    return `${this.described}: a ${this.#isLong ? 'bigint' : 'number'}`
  }

  protected override _fromValue(value: unknown): unknown {
    return value
  }

  protected override _toValue(value: unknown): unknown {
    return typeof value === (this.#isLong ? 'bigint' : 'number') ? value : undefined
  }

  get #isLong(): boolean {
    return this.underlyingType.typeName === 'abstract:long'
  }
}
