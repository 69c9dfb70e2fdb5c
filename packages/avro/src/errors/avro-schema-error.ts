import type { AvroSchema } from '../schema/avro-schema'
import { schemaName } from './schema-name'

/** What is wrong with schemas, and where. */
export interface SchemaFault {
  /** of the field, as the reader names it: `customer.addresses[].street`; empty for the schema as a whole */
  readonly path: string
  readonly why: string
}

/** A schema that is none, or that cannot read what another one wrote. */
export class AvroSchemaError extends Error {
  override readonly name = 'AvroSchemaError'
  readonly schema: AvroSchema
  /** whose bytes were to be read; undefined where the schema itself is wrong */
  readonly writer: AvroSchema | undefined
  /** of the field to blame, as far as it is known: `customer.addresses[].street` */
  readonly path: string

  constructor(schema: AvroSchema, cause: unknown, { path, why }: SchemaFault, writer?: AvroSchema) {
    const name = schemaName(schema)
    const what =
      writer === undefined ? `schema ${name} is wrong` : `schema ${name} cannot read what ${schemaName(writer)} wrote`
    super(`${what}${path === '' ? '' : `, at ${path}`}: ${why}`, { cause })
    this.schema = schema
    this.writer = writer
    this.path = path
  }
}
