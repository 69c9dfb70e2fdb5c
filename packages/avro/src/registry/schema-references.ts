import type { AvroSchema } from '../schema/avro-schema'
import { wholeSchema } from '../schema/whole-schema'
import { SchemaRegistryError, type RegistryQuestion } from '../errors/schema-registry-error'

/** Where a registry keeps a schema that another takes definitions from; it never changes. */
export interface SchemaReference {
  readonly subject: string
  readonly version: number
}

/** A schema as a registry gives it: what it refers to is to be asked for. */
export interface ReferringSchema {
  readonly schema: AvroSchema
  readonly references: readonly SchemaReference[]
}

/** Of one schema, those of its references included: a registry that never ends is none. */
const MOST_REFERENCES = 200

/**
 * A schema whole, as codecs take it.
 *
 * @throws SchemaRegistryError for references that cannot be had, or are none
 */
export async function withReferences(
  { schema, references }: ReferringSchema,
  question: RegistryQuestion,
  ask: (reference: SchemaReference) => Promise<ReferringSchema>,
): Promise<AvroSchema> {
  if (references.length === 0) return schema
  const asked = new Set<string>()
  const others: AvroSchema[] = []
  for (let next = references; next.length > 0;) {
    const unasked = next.filter(({ subject, version }) => {
      const { size } = asked
      return asked.add(`${version} ${subject}`).size > size
    })
    if (asked.size > MOST_REFERENCES)
      throw new SchemaRegistryError('garbage', question, `it has more than ${MOST_REFERENCES} references`)
    const answers = await Promise.all(unasked.map(ask))
    others.push(...answers.map((answer) => answer.schema))
    next = answers.flatMap((answer) => answer.references)
  }
  try {
    return wholeSchema(schema, others)
  } catch (error) {
    throw new SchemaRegistryError('garbage', question, `its references give no schema: ${String(error)}`, error)
  }
}
