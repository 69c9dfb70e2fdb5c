import { fullNameOf, isPrimitive, isUnion, namespaceOf, nameOf, type AvroSchema } from './avro-schema'

/**
 * The Parsing Canonical Form (Avro 1.12, "Transforming into Parsing Canonical Form"): what of a schema says how its bytes are read,
 * in one form for all that say the same. avsc's `schema()` gives another one where a name with dots has a namespace beside it.
 */
export function canonicalForm(schema: AvroSchema): string {
  return JSON.stringify(canonical(schema, ''))
}

function canonical(schema: AvroSchema, namespace: string): unknown {
  if (typeof schema === 'string') return isPrimitive(schema) ? schema : fullNameOf(schema, namespace)
  if (isUnion(schema)) return schema.map((branch) => canonical(branch, namespace))
  switch (schema.type) {
    case 'array':
      return { type: 'array', items: canonical(schema.items, namespace) }
    case 'map':
      return { type: 'map', values: canonical(schema.values, namespace) }
    case 'enum':
      return { name: nameOf(schema, namespace), type: 'enum', symbols: schema.symbols }
    case 'fixed':
      return { name: nameOf(schema, namespace), type: 'fixed', size: schema.size }
    case 'record':
    case 'error': {
      const name = nameOf(schema, namespace)
      const inside = namespaceOf(name)
      const fields = schema.fields.map((field) => ({ name: field.name, type: canonical(field.type, inside) }))
      return { name, type: 'record', fields }
    }
    default:
      return schema.type
  }
}
