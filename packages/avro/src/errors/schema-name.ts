import type { AvroSchema } from '../schema/avro-schema'
import { shown } from './shown'

/** Schemas within schemas that are named; of a cycle, or of what is nested deep, no more is told. */
const MOST_LEVELS = 3
const MOST_SHOWN = 120

/** What people call a schema, right or wrong: `shop.Order`, `[null, array of string]`; what has no name as it is given. */
export function schemaName(schema: AvroSchema): string {
  const name = named(schema, MOST_LEVELS)
  return name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name
}

function named(schema: unknown, levels: number): string {
  if (levels === 0) return '…'
  if (typeof schema === 'string') return schema
  if (Array.isArray(schema)) return `[${schema.map((branch) => named(branch, levels - 1)).join(', ')}]`
  if (typeof schema !== 'object') return shown(schema)
  const { type, name, namespace, items, values, logicalType } = (schema ?? {}) as Readonly<Record<string, unknown>>
  if (typeof name === 'string')
    return typeof namespace === 'string' && !name.includes('.') ? `${namespace}.${name}` : name
  if (type === 'array') return `array of ${named(items, levels - 1)}`
  if (type === 'map') return `map of ${named(values, levels - 1)}`
  if (typeof type !== 'string') return shown(schema)
  return typeof logicalType === 'string' ? `${type} (${logicalType})` : type
}
