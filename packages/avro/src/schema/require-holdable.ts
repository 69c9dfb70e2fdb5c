import { requireBytes, type Definitions } from './bytes-default'
import { isUnion, nameOf, namespaceOf, type AvroRecord, type AvroSchema } from './avro-schema'
import { WrongField } from './wrong-field'

/**
 * Refuses what avsc takes and makes something else of.
 *
 * @param schema whose types there are
 * @throws WrongField
 */
export function requireHoldable(schema: AvroSchema): void {
  go(schema, '', '', new Map())
}

function go(schema: AvroSchema, namespace: string, path: string, known: Definitions): void {
  if (typeof schema === 'string') return
  if (isUnion(schema)) {
    for (const branch of schema) go(branch, namespace, path, known)
    return
  }
  if (schema.type === 'array') go(schema.items, namespace, `${path}[]`, known)
  else if (schema.type === 'map') go(schema.values, namespace, `${path}[]`, known)
  else if ('name' in schema) {
    const fullName = nameOf(schema, namespace)
    requireMember(fullName.slice(fullName.lastIndexOf('.') + 1), path)
    known.set(fullName, [schema, namespace])
    if ('fields' in schema) fields(schema, namespaceOf(fullName), path, known)
  }
}

function fields(record: AvroRecord, namespace: string, path: string, known: Definitions): void {
  for (const field of record.fields) {
    const { name, type } = field
    const place = path === '' ? name : `${path}.${name}`
    requireMember(name, place)
    go(type, namespace, place, known)
    if (field.default !== undefined) requireBytes(type, field.default, { namespace, path: place, known })
  }
}

function requireMember(name: string, path: string): void {
  if (name === '__proto__') throw new WrongField(path, 'no object holds a member __proto__: use another name')
}
