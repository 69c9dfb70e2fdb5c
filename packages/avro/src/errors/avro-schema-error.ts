import type { AvroSchema } from '../schema/avro-schema'
import { shown } from './shown'

/** A schema that is none, or that cannot read what another one wrote. */
export class AvroSchemaError extends Error {
  override readonly name = 'AvroSchemaError'
  readonly schema: AvroSchema

  constructor(schema: AvroSchema, cause: unknown, writer?: AvroSchema) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const what =
      writer === undefined
        ? `schema ${shown(schema)} is wrong`
        : `schema ${shown(schema)} cannot read what ${shown(writer)} wrote`
    super(`${what}: ${why}`, { cause })
    this.schema = schema
  }
}
