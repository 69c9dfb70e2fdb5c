import { namespaceOf, type AvroSchema, type Named } from './avro-schema'
import { foldSchema, type SchemaFold } from './fold-schema'

/**
 * A schema together with what it takes from others: each of their definitions stands where its name came first, as for a parser that
 * has read them. Each is taken once; names that nobody defines stay as they are.
 *
 * @throws TypeError for what is no schema
 */
export function wholeSchema(schema: AvroSchema, others: readonly AvroSchema[]): AvroSchema {
  const elsewhere = new Map<string, AvroSchema>()
  for (const other of others) {
    foldSchema(
      other,
      withFullNames((name, definition) => {
        const made = definition()
        elsewhere.set(name, made)
        return made
      }),
    )
  }
  const here = new Set<string>()
  const fold: SchemaFold<AvroSchema> = {
    ...withFullNames((name, definition) => {
      if (here.has(name)) return name
      here.add(name)
      return definition()
    }),
    reference: (name) => {
      const definition = here.has(name) ? undefined : elsewhere.get(name)
      return definition === undefined ? name : foldSchema(definition, fold)
    },
  }
  return foldSchema(schema, fold)
}

/**
 * The same schema, whose names mean the same in every namespace.
 *
 * @param define gets each definition before what is inside of it is made, and gives what stands in its place
 */
function withFullNames(define: (fullName: string, definition: () => AvroSchema) => AvroSchema): SchemaFold<AvroSchema> {
  const named = <D extends Named>(fullName: string, schema: D): D => {
    const namespace = namespaceOf(fullName)
    return { ...schema, name: namespace === '' ? fullName : fullName.slice(namespace.length + 1), namespace }
  }
  return {
    primitive: (name, annotated) => annotated ?? name,
    reference: (name) => name,
    union: (branches) => branches,
    array: (items, schema) => ({ ...schema, items }),
    map: (values, schema) => ({ ...schema, values }),
    enum: (name, schema) => define(name, () => named(name, schema)),
    fixed: (name, schema) => define(name, () => named(name, schema)),
    record: (name, schema, fieldTypes) =>
      define(name, () => {
        const types = fieldTypes()
        const fields = schema.fields.map((field, index) => ({ ...field, type: types[index] as AvroSchema }))
        return { ...named(name, schema), fields }
      }),
  }
}
