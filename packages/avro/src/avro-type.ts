import { Type } from 'avsc'
import { AvroSchemaError, type SchemaFault } from './errors/avro-schema-error'
import { encodeErrorOf } from './encode/encode-error-of'
import type { AvroSchema } from './schema/avro-schema'
import { canonicalForm } from './schema/canonical-form'
import { isBoundedByBytes } from './check/bounded-by-bytes'
import { payloadCheck, type PayloadCheck } from './check/check-payload'
import { readChecked } from './check/read-checked'
import { requireHoldable } from './schema/require-holdable'
import { schemaText } from './schema/schema-text'
import { fingerprint } from './schema/fingerprint'
import { WrongField } from './schema/wrong-field'
import { LOGICAL_TYPES } from './logical/logical-types'
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
  readonly #isBounded: boolean
  readonly #text: string

  /** @throws AvroSchemaError */
  constructor(schema: AvroSchema) {
    this.schema = schema
    try {
      this.#text = schemaText(schema)
      requireHoldable(schema)
      this.#type = Type.forSchema(schema as never, {
        typeHook: typeHook(),
        // a type may be called `constructor`
        registry: Object.create(null) as Record<string, Type>,
        logicalTypes: LOGICAL_TYPES as never,
        omitRecordMethods: true,
      })
      makePlain(this.#type)
      this.#check = payloadCheck(schema)
      this.#isBounded = isBoundedByBytes(schema)
      this.canonicalForm = canonicalForm(schema)
      this.fingerprint = fingerprint(schema)
    } catch (error) {
      throw new AvroSchemaError(schema, error, faultOf(error as Error))
    }
  }

  /** @throws AvroEncodeError naming the field */
  encode(value: V): Buffer {
    try {
      return this.#type.toBuffer(value)
    } catch (error) {
      throw encodeErrorOf(this.#type, value, error)
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
    const isSame = writer.#text === this.#text
    const { resolver, isLoose } = isSame ? AS_IT_IS : this.#resolver(writer)
    const checked: Read<V> = (payload, start, limits) => readChecked(type, resolver, check, payload, start, limits) as V
    if (isLoose || !writer.#isBounded) return checked
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
}

function faultOf(error: Error): SchemaFault {
  const path = error instanceof WrongField ? error.path : ''
  return { path, why: error instanceof RangeError ? 'it is nested too deep' : error.message }
}
