import type { AvroSchema } from './avro-schema'
import { foldSchema } from './fold-schema'

/**
 * The Parsing Canonical Form (Avro 1.12, "Transforming into Parsing Canonical Form"): what of a schema says how its bytes are read,
 * in one form for all that say the same. avsc's `schema()` gives another one where a name with dots has a namespace beside it.
 */
export function canonicalForm(schema: AvroSchema): string {
  const form = foldSchema<unknown>(schema, {
    primitive: (name) => name,
    reference: (name) => name,
    union: (branches) => branches,
    array: (items) => ({ type: 'array', items }),
    map: (values) => ({ type: 'map', values }),
    enum: (name, { symbols }) => ({ name, type: 'enum', symbols }),
    fixed: (name, { size }) => ({ name, type: 'fixed', size }),
    record: (name, { fields }, fieldTypes) => {
      const types = fieldTypes()
      return { name, type: 'record', fields: fields.map((field, index) => ({ name: field.name, type: types[index] })) }
    },
  })
  return JSON.stringify(form)
}
