import type { AvroSchema } from '../schema/avro-schema'

/** How a registry knows a schema. */
export interface RegisteredSchema {
  readonly id: number
  /** of registries that give one */
  readonly guid?: string
}

/**
 * Where schemas are kept, by number and by subject. All methods reject with SchemaRegistryError; what was found does not change, and
 * is asked for once.
 */
export interface SchemaRegistry {
  schemaById(id: number): Promise<AvroSchema>
  schemaByGuid(guid: string): Promise<AvroSchema>
  /** Of a schema that is registered under that subject. */
  lookUp(subject: string, schema: AvroSchema): Promise<RegisteredSchema>
  /** Registers it, and gives what it has if it is. */
  register(subject: string, schema: AvroSchema): Promise<RegisteredSchema>
}
