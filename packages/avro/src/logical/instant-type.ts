import { PayloadFault } from '../errors/payload-fault'
import { StrictLogicalType } from './strict-logical-type'

/** What a Date holds on either side of 1970 (ECMAScript, "Time Values and Time Range"). */
export const MOST_MS = 8.64e15
export const DAY_MS = 86_400_000

/** `timestamp-millis`, a long of milliseconds since 1970 in UTC, as a Date. */
export class TimestampMillisType extends StrictLogicalType {
  override readonly kind = 'date'
  override readonly expected = 'timestamp-millis: a valid Date'

  protected override _fromValue(milliseconds: bigint): Date {
    return dateOf(Number(milliseconds))
  }

  protected override _toValue(value: unknown): bigint | undefined {
    return isValid(value) ? BigInt(value.getTime()) : undefined
  }
}

/** `date`, an int of days since 1970, as the Date of its midnight in UTC. */
export class DateType extends StrictLogicalType {
  override readonly kind = 'date'
  override readonly expected = 'date: a Date of midnight in UTC'

  protected override _fromValue(days: number): Date {
    return dateOf(days * DAY_MS)
  }

  protected override _toValue(value: unknown): number | undefined {
    return isValid(value) && value.getTime() % DAY_MS === 0 ? value.getTime() / DAY_MS : undefined
  }
}

function dateOf(milliseconds: number): Date {
  if (Math.abs(milliseconds) > MOST_MS) throw new PayloadFault('bad_value', 0)
  return new Date(milliseconds)
}

function isValid(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}
