import {
  fullNameOf,
  isPrimitive,
  isUnion,
  nameOf,
  namespaceOf,
  type AvroAnnotated,
  type AvroArray,
  type AvroEnum,
  type AvroFixed,
  type AvroMap,
  type AvroRecord,
  type AvroSchema,
  type PrimitiveName,
} from './avro-schema'

/** What is made of each kind of type. Named types come with their full names, what they hold as it was made. */
export interface SchemaFold<R> {
  /** @param annotated what is said of it beside its name, if anything is */
  primitive(name: PrimitiveName, annotated: AvroAnnotated | undefined): R
  /** a type that is defined elsewhere */
  reference(fullName: string): R
  union(branches: readonly R[]): R
  array(items: R, schema: AvroArray): R
  map(values: R, schema: AvroMap): R
  enum(fullName: string, schema: AvroEnum): R
  fixed(fullName: string, schema: AvroFixed): R
  /** @param fieldTypes makes the fields' types, in order, when it is called: they may refer to the record itself */
  record(fullName: string, schema: AvroRecord, fieldTypes: () => R[]): R
}

/** Goes through a schema as a parser does: names are those of the namespace around them (Avro 1.12, "Names"). */
export function foldSchema<R>(schema: AvroSchema, fold: SchemaFold<R>, namespace = ''): R {
  const of = (inner: AvroSchema) => foldSchema(inner, fold, namespace)
  if (typeof schema === 'string') return named(schema, undefined)
  if (isUnion(schema)) return fold.union(schema.map(of))
  switch (schema.type) {
    case 'array':
      return fold.array(of(schema.items), schema)
    case 'map':
      return fold.map(of(schema.values), schema)
    case 'enum':
      return fold.enum(nameOf(schema, namespace), schema)
    case 'fixed':
      return fold.fixed(nameOf(schema, namespace), schema)
    case 'record':
    case 'error': {
      const fullName = nameOf(schema, namespace)
      const inside = namespaceOf(fullName)
      return fold.record(fullName, schema, () => schema.fields.map(({ type }) => foldSchema(type, fold, inside)))
    }
    default:
      return named(schema.type, schema)
  }

  function named(name: string, annotated: AvroAnnotated | undefined): R {
    return isPrimitive(name) ? fold.primitive(name, annotated) : fold.reference(fullNameOf(name, namespace))
  }
}
