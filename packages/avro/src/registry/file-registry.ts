import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { uuidText } from '../logical/uuid-text'
import type { AvroSchema } from '../schema/avro-schema'
import { SchemaRegistryError, type RegistryQuestion } from '../errors/schema-registry-error'
import type { RegisteredSchema, SchemaRegistry } from './schema-registry'

interface Entry extends Required<RegisteredSchema> {
  readonly subjects: readonly string[]
  readonly schema: AvroSchema
}

interface Contents {
  readonly schemas: readonly Entry[]
}

/** What is being registered, by file: two registries of one file write one after the other too. */
const writing = new Map<string, Promise<unknown>>()

/**
 * A registry in one JSON file, for tests, and for teams that review their schemas as they review code:
 * `{ "schemas": [{ "id": 1, "guid": "…", "subjects": ["orders-value"], "schema": { … } }] }`. It is read anew for each question, which
 * codecs ask once; registering writes it as a whole and is no work for two processes at a time.
 */
export function fileRegistry(path: string): SchemaRegistry {
  const file = resolve(path)
  const about = (rest: Omit<RegistryQuestion, 'registry'>): RegistryQuestion => ({ registry: path, ...rest })
  const found = async (
    rest: Omit<RegistryQuestion, 'registry'>,
    isMeant: (entry: Entry) => boolean,
  ): Promise<Entry> => {
    const entries = await read(path, about(rest))
    if (entries === undefined) throw new SchemaRegistryError('unreachable', about(rest), 'there is no such file')
    const entry = entries.find(isMeant)
    if (entry === undefined) throw new SchemaRegistryError('unknown_schema', about(rest), 'it is not in that file')
    return entry
  }
  return {
    schemaById: async (id) => (await found({ id }, (entry) => entry.id === id)).schema,
    schemaByGuid: async (guid) => (await found({ guid }, (entry) => entry.guid === guid)).schema,
    lookUp: async (subject, schema) => {
      const form = sortedText(schema)
      return identityOf(
        await found({ subject }, (entry) => entry.subjects.includes(subject) && sortedText(entry.schema) === form),
      )
    },
    register: (subject, schema) => {
      // one after the other, since each reads what the one before wrote
      const last = writing.get(file) ?? Promise.resolve()
      const registered = last.then(() => register(path, about({ subject }), subject, schema))
      writing.set(
        file,
        registered.catch(() => undefined),
      )
      return registered
    },
  }
}

async function register(
  path: string,
  question: RegistryQuestion,
  subject: string,
  schema: AvroSchema,
): Promise<RegisteredSchema> {
  const entries = (await read(path, question)) ?? []
  const form = sortedText(schema)
  const known = entries.find((entry) => sortedText(entry.schema) === form)
  if (known?.subjects.includes(subject) === true) return identityOf(known)
  const id = known?.id ?? 1 + Math.max(0, ...entries.map((entry) => entry.id))
  const entry: Entry = { id, guid: guidOf(schema), subjects: [...(known?.subjects ?? []), subject], schema }
  const schemas = [...entries.filter((each) => each !== known), entry].sort((a, b) => a.id - b.id)
  const temporary = `${path}.${process.pid}`
  try {
    await writeFile(temporary, `${JSON.stringify({ schemas } satisfies Contents, null, 2)}\n`)
    await rename(temporary, path)
  } catch (error) {
    throw new SchemaRegistryError('unreachable', question, (error as Error).message, error)
  }
  return identityOf(entry)
}

/** Nothing where there is no file. */
async function read(path: string, question: RegistryQuestion): Promise<readonly Entry[] | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SchemaRegistryError('unreachable', question, (error as Error).message, error)
  }
  let contents: Partial<Contents> | null
  try {
    contents = JSON.parse(text) as Partial<Contents> | null
  } catch (error) {
    throw new SchemaRegistryError('garbage', question, (error as Error).message, error)
  }
  const entries: unknown = contents?.schemas
  if (!Array.isArray(entries)) throw new SchemaRegistryError('garbage', question, 'it has no list `schemas`')
  if (entries.every(isEntry)) return entries
  const wrong = entries.findIndex((entry) => !isEntry(entry))
  const why = `\`schemas[${wrong}]\` has no id, guid, subjects and schema`
  throw new SchemaRegistryError('garbage', question, why)
}

function isEntry(entry: unknown): entry is Entry {
  const { id, guid, subjects, schema } = (entry ?? {}) as Partial<Record<keyof Entry, unknown>>
  const isNumbered = Number.isInteger(id) && typeof guid === 'string'
  return isNumbered && Array.isArray(subjects) && schema !== undefined && schema !== null
}

const identityOf = ({ id, guid }: Entry): RegisteredSchema => ({ id, guid })

/** The same for a schema whose members people have put in another order. */
function sortedText(schema: AvroSchema): string {
  return JSON.stringify(schema, (_, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** The same for the same schema, everywhere. */
function guidOf(schema: AvroSchema): string {
  return uuidText(createHash('sha256').update(sortedText(schema)).digest('hex'))
}
