import type { AvroSchema } from '../schema/avro-schema'
import type { ReferringSchema, SchemaReference } from './schema-references'
import { SchemaRegistryError, type RegistryQuestion } from '../errors/schema-registry-error'
import type { RegisteredSchema } from './schema-registry'

/** Errors of a registry that say "there is no such thing" (Confluent's API: subject, version, schema). */
const NOT_FOUND = [40401, 40402, 40403]

/** Ids stand in four bytes before a payload. */
const MOST_ID = 2 ** 31 - 1

/** What a registry says, as far as it is an object. */
export interface Answer {
  readonly id?: unknown
  readonly guid?: unknown
  readonly schema?: unknown
  readonly schemaType?: unknown
  readonly references?: unknown
}

export function referringOf(
  { schema, schemaType = 'AVRO', references }: Answer,
  question: RegistryQuestion,
): ReferringSchema {
  if (schemaType !== 'AVRO') throw new SchemaRegistryError('refused', question, `it is ${String(schemaType)}, not AVRO`)
  return { schema: parsed(schema, question), references: referencesOf(references ?? [], question) }
}

function referencesOf(references: unknown, question: RegistryQuestion): readonly SchemaReference[] {
  const isGood = Array.isArray(references) && references.every(isReference)
  if (isGood) return references
  const why = `its references are none: ${excerpt(JSON.stringify(references))}`
  throw new SchemaRegistryError('garbage', question, why)
}

function isReference(reference: unknown): reference is SchemaReference {
  const { subject, version } = (reference ?? {}) as Partial<SchemaReference>
  return typeof subject === 'string' && Number.isInteger(version)
}

export function registeredOf({ id, guid }: Answer, question: RegistryQuestion): RegisteredSchema {
  if (!isId(id)) throw new SchemaRegistryError('garbage', question, `its answer has no id: ${excerpt(String(id))}`)
  return { id, ...(typeof guid === 'string' && { guid }) }
}

function isId(id: unknown): id is number {
  return Number.isInteger(id) && (id as number) >= 0 && (id as number) <= MOST_ID
}

export function failed(status: number, answer: Answer | undefined, question: RegistryQuestion): SchemaRegistryError {
  const { error_code: code, message } = (answer ?? {}) as { error_code?: unknown; message?: unknown }
  const why = `${status}${typeof message === 'string' ? `: ${message}` : ''}`
  if (status === 404 && isNo(code, question))
    return new SchemaRegistryError('unknown_schema', question, `it does not know it (${why})`)
  if (status === 404 && code === undefined)
    return new SchemaRegistryError('garbage', question, `its answer is none of a registry's (${why})`)
  if (status === 401 || status === 403) return new SchemaRegistryError('unauthorized', question, why)
  const isPassing = status >= 500 || status === 408 || status === 429
  return new SchemaRegistryError(isPassing ? 'unreachable' : 'refused', question, why)
}

/**
 * A registry says "no" in its own words. A 404 without them is of a proxy or a wrong address: the schema may well be known. Only GUIDs
 * are asked for where registries that have none answer nothing.
 */
function isNo(code: unknown, { guid }: RegistryQuestion): boolean {
  return code === undefined ? guid !== undefined : NOT_FOUND.includes(code as number)
}

function parsed(schema: unknown, question: RegistryQuestion): AvroSchema {
  if (typeof schema !== 'string') throw new SchemaRegistryError('garbage', question, 'its answer has no schema')
  try {
    return JSON.parse(schema) as AvroSchema
  } catch (error) {
    // the name of a primitive type may stand there bare
    if (/^[a-z]+$/.test(schema)) return schema
    throw new SchemaRegistryError('garbage', question, `its schema is no JSON: ${excerpt(schema)}`, error)
  }
}

export function jsonOf(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as unknown
    return answer !== null && typeof answer === 'object' ? answer : undefined
  } catch {
    return undefined
  }
}

export function excerpt(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
