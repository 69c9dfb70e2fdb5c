import type { types } from 'avsc'
import { DecimalType } from './decimal-type'
import { DurationType } from './duration-type'
import { DateType, TimestampMillisType } from './instant-type'
import { UnitType } from './unit-type'
import { UuidType } from './uuid-type'

/** What avsc asks for a logical type, by its name. */
export const LOGICAL_TYPES = {
  // a schema may say `constructor` too
  __proto__: null,
  date: DateType,
  'timestamp-millis': TimestampMillisType,
  'time-millis': UnitType,
  'time-micros': UnitType,
  'timestamp-micros': UnitType,
  'timestamp-nanos': UnitType,
  'local-timestamp-millis': UnitType,
  'local-timestamp-micros': UnitType,
  'local-timestamp-nanos': UnitType,
  uuid: UuidType,
  decimal: DecimalType,
  duration: DurationType,
} as unknown as Readonly<Record<string, new (schema: never, options?: unknown) => types.LogicalType>>
