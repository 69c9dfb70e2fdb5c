import { StrictLogicalType } from './strict-logical-type'

/** Each from 0 to 2^32-1; none says how many of the next it is. */
export interface AvroDuration {
  readonly months: number
  readonly days: number
  readonly milliseconds: number
}

/** `duration`: 12 bytes, three unsigned numbers of 32 bits, the lowest byte first (Avro 1.12, "Duration"). */
export class DurationType extends StrictLogicalType {
  override readonly kind = 'object'
  override readonly expected = 'duration: months, days and milliseconds, each a whole number from 0 to 4294967295'

  protected override _fromValue(bytes: Buffer): AvroDuration {
    return { months: bytes.readUInt32LE(0), days: bytes.readUInt32LE(4), milliseconds: bytes.readUInt32LE(8) }
  }

  protected override _toValue(value: unknown): Buffer | undefined {
    const { months, days, milliseconds } = (value ?? {}) as Partial<AvroDuration>
    const parts = [months, days, milliseconds]
    if (!parts.every((part) => Number.isInteger(part) && (part as number) >= 0 && (part as number) < 2 ** 32))
      return undefined
    const bytes = Buffer.alloc(12)
    parts.forEach((part, index) => bytes.writeUInt32LE(part as number, 4 * index))
    return bytes
  }
}
