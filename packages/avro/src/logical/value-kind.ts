import { isDate } from 'node:util/types'

/** What JavaScript tells values apart by. */
export type ValueKind = 'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'buffer' | 'date' | 'array' | 'object'

/** Nothing for what is a value of no type. */
export function valueKind(value: unknown): ValueKind | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return typeof value as ValueKind
    case 'object':
      return value === null ? 'null' : objectKind(value)
    default:
      return undefined
  }
}

function objectKind(value: object): ValueKind {
  if (Array.isArray(value)) return 'array'
  if (Buffer.isBuffer(value)) return 'buffer'
  return isDate(value) ? 'date' : 'object'
}
