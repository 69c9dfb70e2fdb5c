import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { describedError } from './described-error'
import type { Plain } from './plain'

/** Longer bytes and texts are told by their length and digest. */
const SHOWN = 96

/**
 * Types are kept (`undefined`, bytes, functions, classes), own enumerable members in their order. Getters are read, one that
 * throws is told. Objects inside themselves are `cycle`.
 */
export function described(value: unknown, within: readonly object[] = []): Plain {
  if (typeof value === 'string') return value.length <= SHOWN * 8 ? value : digest('text', Buffer.from(value))
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : `number ${String(value)}`
  if (typeof value === 'function') return `function of ${value.length} arguments`
  if (typeof value !== 'object') return `${typeof value} ${inspect(value)}`
  if (within.includes(value)) return 'cycle'
  const path = [...within, value]
  if (value instanceof Uint8Array) return describedBytes(value)
  if (value instanceof Error) return describedError(value, (part) => described(part, path))
  if (Array.isArray(value)) return Array.from(value, (item) => described(item, path))
  if (value instanceof Map || value instanceof Set) {
    return { class: classOf(value), entries: Array.from(value, (item) => described(item, path)) }
  }
  return describedMembers(value, path)
}

function describedMembers(value: object, path: readonly object[]): Plain {
  const name = classOf(value)
  const members: Record<string, Plain> = name === 'Object' ? {} : { class: name }
  for (const key of Object.keys(value)) {
    try {
      members[key] = described((value as Record<string, unknown>)[key], path)
    } catch (error) {
      members[key] = `throws ${String(error)}`
    }
  }
  return members
}

export function describedBytes(bytes: Uint8Array): Plain {
  const name = classOf(bytes)
  return bytes.length <= SHOWN ? `${name} ${Buffer.from(bytes).toString('hex')}` : digest(name, bytes)
}

/** The name of what made a value; `null` for an object without a prototype. */
export function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null
  return prototype === null ? 'null' : (prototype.constructor?.name ?? 'nameless')
}

function digest(kind: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return `${kind} of ${bytes.length} bytes, sha256 ${hash}`
}
