import type { AvroDefinition, AvroSchema } from '../schema/avro-schema'

/** Types that each logical type stands on. */
const UNDERLYING: Readonly<Record<string, readonly string[]>> = {
  date: ['int'],
  'time-millis': ['int'],
  'time-micros': ['long'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
  'timestamp-nanos': ['long'],
  'local-timestamp-millis': ['long'],
  'local-timestamp-micros': ['long'],
  'local-timestamp-nanos': ['long'],
  uuid: ['string', 'fixed'],
  decimal: ['bytes', 'fixed'],
  duration: ['fixed'],
}

/** A definition whose logical type holds. */
export type LogicalSchema = AvroDefinition & {
  readonly logicalType: string
  readonly size?: number
  readonly precision?: number
  readonly scale?: number
}

/** Whether a logical type is known and stands where it may; one that does not is passed over (Avro 1.12, "Logical Types"). */
export function isLogical(schema: AvroSchema): schema is LogicalSchema {
  const { type, logicalType, size, precision = 0, scale = 0 } = schema as Partial<LogicalSchema>
  if (logicalType === undefined || type === undefined || !Object.hasOwn(UNDERLYING, logicalType)) return false
  if (UNDERLYING[logicalType]?.includes(type) !== true) return false
  if (logicalType === 'decimal') return isDecimal(precision, scale, size)
  const expected = { uuid: 16, duration: 12 }[logicalType]
  return size === undefined || size === expected
}

/** Of a decimal. One of more is passed over: what it is compared with takes time by its digits. */
const MOST_DIGITS = 10_000

function isDecimal(precision: number, scale: number, size: number | undefined): boolean {
  const digits = size === undefined ? Infinity : Math.floor((8 * size - 1) * Math.log10(2))
  const areWhole = Number.isInteger(precision) && Number.isInteger(scale)
  const holds = precision > 0 && precision <= Math.min(digits, MOST_DIGITS) && scale >= 0 && scale <= precision
  return areWhole && holds
}
