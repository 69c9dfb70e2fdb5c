import { isUnion, nameOf, namespaceOf, type AvroRecord, type AvroSchema } from './avro-schema'
import { WrongField } from './wrong-field'

/**
 * Refuses what avsc takes and makes something else of.
 *
 * @param schema whose types there are
 * @throws WrongField
 */
export function requireHoldable(schema: AvroSchema): void {
  go(schema, '', '')
}

function go(schema: AvroSchema, namespace: string, path: string): void {
  if (typeof schema === 'string') return
  if (isUnion(schema)) {
    for (const branch of schema) go(branch, namespace, path)
    return
  }
  if (schema.type === 'array') go(schema.items, namespace, `${path}[]`)
  else if (schema.type === 'map') go(schema.values, namespace, `${path}[]`)
  else if ('name' in schema) {
    const fullName = nameOf(schema, namespace)
    requireMember(fullName.slice(fullName.lastIndexOf('.') + 1), path)
    if ('fields' in schema) fields(schema, namespaceOf(fullName), path)
  }
}

function fields(record: AvroRecord, namespace: string, path: string): void {
  for (const field of record.fields) {
    const { name, type } = field
    const place = path === '' ? name : `${path}.${name}`
    requireMember(name, place)
    go(type, namespace, place)
  }
}

function requireMember(name: string, path: string): void {
  if (name === '__proto__') throw new WrongField(path, 'no object holds a member __proto__: use another name')
}
