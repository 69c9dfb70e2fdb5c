import fc from 'fast-check'
import type { AvroSchema } from '../schema/avro-schema'

const primitive = fc.constantFrom('null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string')
const logical = fc.constantFrom<AvroSchema>(
  { type: 'long', logicalType: 'timestamp-millis' },
  { type: 'long', logicalType: 'timestamp-micros' },
  { type: 'int', logicalType: 'date' },
  { type: 'string', logicalType: 'uuid' },
  { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 3 },
)
/** Any schema, whose named types have names of their own. */
export const anySchema = fc
  .letrec<{ any: AvroSchema; record: AvroSchema }>((tie) => ({
    record: fc.array(tie('any'), { maxLength: 4 }).map((types): AvroSchema => ({
      type: 'record',
      name: 'R',
      fields: types.map((type, index) => ({ name: `f${index}`, type })),
    })),
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      primitive,
      logical,
      fc.constant<AvroSchema>({ type: 'enum', name: 'E', symbols: ['A', 'B'] }),
      fc.constant<AvroSchema>({ type: 'fixed', name: 'F', size: 3 }),
      tie('any').map((items): AvroSchema => ({ type: 'array', items })),
      tie('any').map((values): AvroSchema => ({ type: 'map', values })),
      tie('record'),
      primitive.filter((type) => type !== 'null').map((type): AvroSchema => ['null', type]),
    ),
  }))
  .any.map((schema) => renamed(schema, { count: 0 }))

/** Names must not repeat within a schema. */
function renamed(schema: AvroSchema, names: { count: number }): AvroSchema {
  if (typeof schema === 'string') return schema
  if (Array.isArray(schema)) return schema.map((branch: AvroSchema) => renamed(branch, names))
  const given = schema as Exclude<AvroSchema, string | readonly AvroSchema[]>
  const name = 'name' in given ? { name: `${given.name}${names.count++}` } : {}
  if (given.type === 'array') return { ...given, items: renamed(given.items, names) }
  if (given.type === 'map') return { ...given, values: renamed(given.values, names) }
  if (given.type !== 'record' && given.type !== 'error') return { ...given, ...name }
  return { ...given, ...name, fields: given.fields.map((field) => ({ ...field, type: renamed(field.type, names) })) }
}
