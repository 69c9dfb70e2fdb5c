import { inspect, types } from 'node:util'
import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { JaegerTag } from './jaeger-client-types'

const INT64_LIMIT = 2 ** 63

/** Tags of jaeger-client as attributes; of a key that was set twice the last value counts, as OTLP wants keys unique. */
export function attributesOf(tags: readonly JaegerTag[]): Attributes {
  const entries: [string, AttributeValue][] = []
  for (const { key, value } of tags) {
    const attribute = attributeValue(value)
    if (attribute !== undefined) entries.push([key.toWellFormed(), attribute])
  }
  return Object.fromEntries(entries)
}

/**
 * A tag's value in one of OTLP's types: string, bool, int, double, bytes, or an array of one of the first four. Other
 * objects become JSON, as in jaeger-client's own reporters; an error its name and message; `undefined` nothing.
 */
export function attributeValue(value: unknown): AttributeValue | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined
    case 'boolean':
      return value
    case 'string':
      // A receiver that refuses a lone surrogate refuses the whole batch with it.
      return value.toWellFormed()
    case 'number':
      return numberValue(value)
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
    default:
      return objectValue(value)
  }
}

// OTLP's JSON has no NaN and no infinity, and the encoder writes each whole number as an int64: `1e300` there makes a
// receiver refuse the batch.
function numberValue(value: number): AttributeValue {
  return Number.isFinite(value) && (!Number.isInteger(value) || Math.abs(value) < INT64_LIMIT) ? value : String(value)
}

function objectValue(value: unknown): AttributeValue {
  // The API's type knows no bytes; OTLP's JSON writes a Uint8Array as `bytesValue`.
  if (value instanceof Uint8Array) return value as unknown as AttributeValue
  if (types.isNativeError(value)) return String(value).toWellFormed()
  return isPlainArray(value) ? value : jsonText(value).toWellFormed()
}

function isPlainArray(value: unknown): value is string[] | number[] | boolean[] {
  if (!Array.isArray(value) || value.length === 0) return false
  const type = typeof value[0]
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return false
  return value.every((item: unknown) => typeof item === type && attributeValue(item) === item)
}

/** For functions, symbols and `toJSON` that give nothing, their text. */
function jsonText(value: unknown): string {
  try {
    const json: unknown = JSON.stringify(value)
    return typeof json === 'string' ? json : inspect(value)
  } catch {
    return inspect(value, { depth: 2 })
  }
}
