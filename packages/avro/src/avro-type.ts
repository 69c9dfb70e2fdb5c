import { Type } from 'avsc'
import { AvroEncodeError } from './errors/avro-encode-error'
import { AvroSchemaError } from './errors/avro-schema-error'
import { pathOfValue } from './errors/path-of-value'
import type { AvroSchema } from './schema/avro-schema'
import { PayloadFault } from './errors/payload-fault'
import { canonicalForm } from './schema/canonical-form'
import { isBoundedByBytes } from './check/bounded-by-bytes'
import { payloadCheck, type PayloadCheck } from './check/check-payload'
import { pathOfByte } from './check/path-of-byte'
import { fingerprint } from './schema/fingerprint'
import { LOGICAL_TYPES } from './logical/logical-types'
import { StrictLogicalType } from './logical/strict-logical-type'
import { makePlain } from './types/plain-records'
import { unresolved } from './types/unresolved'
import { typeHook } from './types/type-hook'
import { resolverOf } from './types/resolver-of'
import type { PayloadLimits } from './check/payload-limits'
import { readQuickly, UNREAD, type ReadsFromTap } from './check/read-quickly'

/** Reads a payload that starts somewhere in a buffer and fills the rest of it. Throws PayloadFault. */
export type Read<V> = (payload: Buffer, start: number, limits: PayloadLimits) => V

const AS_IT_IS = { resolver: undefined, isLoose: false }

/** A schema, compiled: what writes its values, and reads what it or another schema wrote. */
export class AvroType<V = unknown> {
  readonly schema: AvroSchema
  readonly canonicalForm: string
  /** CRC-64-AVRO, as it is written */
  readonly fingerprint: Buffer
  readonly #type: Type
  readonly #check: PayloadCheck

  /** @throws AvroSchemaError */
  constructor(schema: AvroSchema) {
    this.schema = schema
    try {
      this.#type = Type.forSchema(schema as never, {
        typeHook: typeHook(),
        logicalTypes: LOGICAL_TYPES as never,
        omitRecordMethods: true,
      })
      makePlain(this.#type)
      this.#check = payloadCheck(schema)
      this.canonicalForm = canonicalForm(schema)
      this.fingerprint = fingerprint(schema)
    } catch (error) {
      throw new AvroSchemaError(schema, error, { path: '', why: (error as Error).message })
    }
  }

  /** @throws AvroEncodeError naming the field */
  encode(value: V): Buffer {
    try {
      return this.#type.toBuffer(value)
    } catch (error) {
      throw this.#encodeError(value, error)
    }
  }

  /**
   * What reads the bytes of another schema as values of this one (Avro 1.12, "Schema Resolution").
   *
   * @throws AvroSchemaError where they do not go together
   */
  readerOf(writer: AvroType): Read<V> {
    const check = writer.#check
    const type = this.#type
    // a registry gives the schema that was registered, as another object
    const isSame = writer.schema === this.schema || JSON.stringify(writer.schema) === JSON.stringify(this.schema)
    const { resolver, isLoose } = isSame ? AS_IT_IS : this.#resolver(writer)
    const checked: Read<V> = (payload, start, limits) => {
      check(payload, start, limits)
      try {
        return type.decode(payload, start, resolver).value as V
      } catch (error) {
        // what is right for its writer, and no value for its reader
        throw error instanceof PayloadFault
          ? error.within(pathOfByte(check, payload, start, limits, error.offset))
          : error
      }
    }
    if (isLoose || !isBoundedByBytes(writer.schema)) return checked
    const reader = (resolver ?? type) as unknown as ReadsFromTap
    return (payload, start, limits) => {
      // each item takes a byte
      const isWithin = payload.length <= limits.bytes && payload.length <= limits.items
      const value = isWithin ? readQuickly(reader, payload, start) : UNREAD
      return value === UNREAD ? checked(payload, start, limits) : (value as V)
    }
  }

  #resolver(writer: AvroType) {
    try {
      return resolverOf(this.#type, writer.#type)
    } catch (error) {
      throw new AvroSchemaError(this.schema, error, unresolved(this.#type, writer.#type, error as Error), writer.schema)
    }
  }

  #encodeError(value: V, cause: unknown): AvroEncodeError {
    let place: { names: readonly string[]; type: Type; value: unknown } | undefined
    this.#type.isValid(value, {
      errorHook: (names, wrong: unknown, type) => (place ??= { names, type, value: wrong }),
    })
    return new AvroEncodeError(
      pathOfValue(this.#type, value, place?.names ?? []),
      place?.value,
      place === undefined ? '' : expectedOf(place.type),
      cause,
    )
  }
}

function expectedOf(type: Type): string {
  return type instanceof StrictLogicalType ? type.expected : type.toString()
}
