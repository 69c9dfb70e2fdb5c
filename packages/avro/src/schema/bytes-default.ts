import { atIndex, atKey } from './field-path'
import { fullNameOf, isUnion, nameOf, namespaceOf, type AvroSchema } from './avro-schema'
import { WrongField } from './wrong-field'

/** Named types, and the namespaces around them. */
export type Definitions = Map<string, readonly [definition: AvroSchema, namespace: string]>

interface Place {
  readonly namespace: string
  readonly path: string
  readonly known: Definitions
}

/**
 * Bytes in a default are characters from U+0000 to U+00FF (Avro 1.12, "Complex Types: Records"); avsc takes the lower half of others.
 * What is no default otherwise is left to avsc.
 *
 * @throws WrongField
 */
export function requireBytes(schema: AvroSchema, value: unknown, { namespace, path, known }: Place): void {
  const go = (inner: AvroSchema, part: unknown, at: string, inside = namespace) => {
    requireBytes(inner, part, { namespace: inside, path: path + at, known })
  }
  if (typeof schema === 'string') {
    const definition = known.get(fullNameOf(schema, namespace))
    if (definition !== undefined) go(definition[0], value, '', definition[1])
    else if (schema === 'bytes') requireLatin(value, path)
  } else if (isUnion(schema)) {
    // what is a text may be meant for another branch
    const [first, ...others] = schema
    if (first !== undefined && others.length === 0) go(first, value, '')
    else if (typeof value !== 'string' || !schema.some((branch) => takesAnyText(branch)))
      for (const branch of schema) go(branch, value, '')
  } else if (schema.type === 'bytes' || schema.type === 'fixed') requireLatin(value, path)
  else if (schema.type === 'array' && Array.isArray(value))
    value.forEach((item, index) => {
      go(schema.items, item, atIndex(index))
    })
  else if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
    if (schema.type === 'map') for (const [key, member] of members) go(schema.values, member, atKey(key))
    else if ('fields' in schema)
      for (const { name, type } of schema.fields)
        if (Object.hasOwn(value, name))
          go(type, (value as Record<string, unknown>)[name], `.${name}`, namespaceOf(nameOf(schema, namespace)))
  }
}

function takesAnyText(schema: AvroSchema): boolean {
  return schema === 'string' || (typeof schema === 'object' && 'type' in schema && schema.type === 'string')
}

function requireLatin(value: unknown, path: string): void {
  const wrong = typeof value === 'string' ? /[^\0-\xff]/u.exec(value)?.[0] : undefined
  if (wrong === undefined) return
  const point = (wrong.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  throw new WrongField(
    path,
    `a default of bytes has characters from U+0000 to U+00FF, each of which is a byte, and not U+${point}`,
  )
}
