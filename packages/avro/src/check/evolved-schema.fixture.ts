import type { AvroSchema } from '../schema/avro-schema'

/** What a type may be read as. */
const PROMOTIONS: Readonly<Record<string, readonly AvroSchema[]>> = {
  int: ['long', 'float', 'double', { type: 'long', logicalType: 'timestamp-millis' }],
  long: ['float', 'double', { type: 'long', logicalType: 'timestamp-millis' }],
  float: ['double'],
  string: ['bytes', { type: 'string', logicalType: 'uuid' }],
  bytes: ['string', { type: 'bytes', logicalType: 'decimal', precision: 5, scale: 1 }],
}

/**
 * A schema that reads most values of another: promoted, without a logical type, with fields left out, added and read twice.
 *
 * @param draw gives numbers from 0 to 19, which say what becomes of each type and field
 */
export function evolved(schema: AvroSchema, draw: () => number): AvroSchema {
  if (typeof schema === 'string') {
    const promoted = PROMOTIONS[schema]?.[draw()]
    return promoted ?? (draw() === 0 && schema !== 'null' ? ['null', schema] : schema)
  }
  // one that has no branch for what may come
  if (Array.isArray(schema) && draw() < 4) return evolved(schema[1] as AvroSchema, draw)
  if (Array.isArray(schema)) return schema.map((branch: AvroSchema) => unlessUnion(evolved(branch, draw), branch))
  const given = schema as Exclude<AvroSchema, string | readonly AvroSchema[]>
  if (given.type === 'array') return { ...given, items: evolved(given.items, draw) }
  if (given.type === 'map') return { ...given, values: evolved(given.values, draw) }
  if (given.type === 'enum')
    return { ...given, symbols: given.symbols.slice(draw() % 2), ...(draw() < 10 && { default: 'B' }) }
  if (given.type !== 'record' && given.type !== 'error')
    return draw() < 5 && given.type !== 'fixed' ? given.type : given
  const fields = given.fields.flatMap((field) => {
    const kind = draw()
    const kept = { ...field, type: evolved(field.type, draw) }
    if (kind < 4) return []
    if (kind < 8) return [{ ...kept, name: `new_${field.name}`, aliases: [field.name] }]
    if (kind > 17 && typeof field.type === 'string')
      return [kept, { ...kept, name: `twice_${field.name}`, aliases: [field.name] }]
    return [kept]
  })
  const added = { name: 'added', type: 'string', default: 'x' } as const
  return { ...given, fields: draw() < 10 ? fields.toReversed() : [added, ...fields] }
}

function unlessUnion(changed: AvroSchema, branch: AvroSchema): AvroSchema {
  return Array.isArray(changed) ? branch : changed
}
