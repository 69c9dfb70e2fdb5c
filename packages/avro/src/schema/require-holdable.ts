import { requireBytes, type Definitions } from './bytes-default'
import { isUnion, nameOf, namespaceOf, type AvroField, type AvroSchema, type Named } from './avro-schema'
import { WrongField } from './wrong-field'

const NAMED: readonly unknown[] = ['record', 'error', 'enum', 'fixed']

/**
 * Refuses what avsc takes and makes something else of, or has no words for; the rest of what is wrong is left to it.
 *
 * @param schema right or wrong
 * @throws WrongField
 */
export function requireHoldable(schema: AvroSchema): void {
  go(schema, '', '', new Map())
}

function go(schema: AvroSchema, namespace: string, path: string, known: Definitions): void {
  if ((schema as unknown) === null || typeof schema !== 'object') return
  if (isUnion(schema)) {
    for (const branch of schema) go(branch, namespace, path, known)
    return
  }
  if (schema.type === 'array') go(schema.items, namespace, `${path}[]`, known)
  else if (schema.type === 'map') go(schema.values, namespace, `${path}[]`, known)
  else if (NAMED.includes(schema.type)) definition(schema as AvroSchema & Named, namespace, path, known)
}

function definition(schema: AvroSchema & Named, namespace: string, path: string, known: Definitions): void {
  requireNames(schema, path)
  const fullName = nameOf(schema, namespace)
  requireMember(fullName.slice(fullName.lastIndexOf('.') + 1), path)
  known.set(fullName, [schema, namespace])
  const inside = namespaceOf(fullName)
  const { fields } = schema as { readonly fields?: unknown }
  if (!Array.isArray(fields)) return
  for (const [index, field] of (fields as readonly AvroField[]).entries()) {
    const segment = typeof field.name === 'string' ? field.name : `fields[${index}]`
    const place = path === '' ? segment : `${path}.${segment}`
    requireNames(field, place)
    requireMember(field.name, place)
    go(field.type, inside, place, known)
    if (field.default !== undefined) requireBytes(field.type, field.default, { namespace: inside, path: place, known })
  }
}

function requireNames({ name, aliases = [] }: Partial<Named>, path: string): void {
  if (typeof name !== 'string') throw new WrongField(path, 'it has no name')
  const areNames = Array.isArray(aliases) && aliases.every((alias) => typeof alias === 'string')
  if (!areNames) throw new WrongField(path, 'its aliases are no list of names')
}

function requireMember(name: string, path: string): void {
  if (name === '__proto__') throw new WrongField(path, 'no object holds a member __proto__: use another name')
}
