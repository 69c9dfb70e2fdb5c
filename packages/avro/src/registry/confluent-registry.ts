import { backOff } from 'exponential-backoff'
import type { AvroSchema } from '../schema/avro-schema'
import { SchemaRegistryError, type RegistryQuestion } from './schema-registry-error'
import type { RegisteredSchema, SchemaRegistry } from './schema-registry'

export interface ConfluentRegistryOptions {
  /** sent with every request, such as `authorization` */
  readonly headers?: Readonly<Record<string, string>>
  /** milliseconds for one try; 5,000 by default */
  readonly timeoutMs?: number
  /** tries of one question, with pauses between them from `pauseMs` on, doubled each time; 4 by default */
  readonly tries?: number
  /** milliseconds; 200 by default */
  readonly pauseMs?: number
}

/** Errors of a registry that say "there is no such thing" (Confluent's API: subject, version, schema). */
const NOT_FOUND = [40401, 40402, 40403]
const SCHEMA_JSON = 'application/vnd.schemaregistry.v1+json'
/** An answer is a schema: what is longer is none. */
const MOST_BYTES = 8 * 2 ** 20

interface Answer {
  readonly id?: unknown
  readonly guid?: unknown
  readonly schema?: unknown
  readonly schemaType?: unknown
  readonly references?: unknown
}

/** A registry that speaks Confluent's API: Confluent's own, Apicurio (`/apis/ccompat/v7`), Karapace, Redpanda. */
export function confluentRegistry(url: string, options: ConfluentRegistryOptions = {}): SchemaRegistry {
  const rest = new Rest(url.replace(/\/+$/, ''), options)
  const body = (schema: AvroSchema) => ({ schema: JSON.stringify(schema) })
  return {
    schemaById: async (id) => rest.schema(`/schemas/ids/${id}`, { id }),
    schemaByGuid: async (guid) => rest.schema(`/schemas/guids/${encodeURIComponent(guid)}`, { guid }),
    lookUp: (subject, schema) => rest.registered(`/subjects/${encodeURIComponent(subject)}`, subject, body(schema)),
    register: (subject, schema) =>
      rest.registered(`/subjects/${encodeURIComponent(subject)}/versions`, subject, body(schema)),
  }
}

class Rest {
  readonly #url: string
  readonly #options: ConfluentRegistryOptions

  constructor(url: string, options: ConfluentRegistryOptions) {
    this.#url = url
    this.#options = options
  }

  async schema(path: string, about: Omit<RegistryQuestion, 'registry'>): Promise<AvroSchema> {
    const question = { registry: this.#url, ...about }
    const { schema, schemaType = 'AVRO', references } = await this.#ask('GET', path, question)
    if (schemaType !== 'AVRO')
      throw new SchemaRegistryError('refused', question, `it is ${String(schemaType)}, not AVRO`)
    if (Array.isArray(references) && references.length > 0)
      throw new SchemaRegistryError('refused', question, 'it refers to other schemas; register it whole')
    return parsed(schema, question)
  }

  async registered(path: string, subject: string, body: object): Promise<RegisteredSchema> {
    const question = { registry: this.#url, subject }
    const { id, guid } = await this.#ask('POST', path, question, body)
    if (!Number.isInteger(id)) throw new SchemaRegistryError('garbage', question, 'its answer has no id')
    return { id: id as number, ...(typeof guid === 'string' && { guid }) }
  }

  #ask(method: string, path: string, question: RegistryQuestion, body?: object): Promise<Answer> {
    const { tries = 4, pauseMs = 200 } = this.#options
    return backOff(() => this.#once(method, path, question, body), {
      numOfAttempts: tries,
      startingDelay: pauseMs,
      jitter: 'full',
      retry: (error) => error instanceof SchemaRegistryError && error.isPassing,
    })
  }

  async #once(method: string, path: string, question: RegistryQuestion, body?: object): Promise<Answer> {
    const { headers = {}, timeoutMs = 5000 } = this.#options
    let response: Response
    let text: string
    try {
      response = await fetch(this.#url + path, {
        method,
        headers: { accept: `${SCHEMA_JSON}, application/json`, 'content-type': SCHEMA_JSON, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      text = await boundedText(response)
    } catch (error) {
      throw new SchemaRegistryError('unreachable', question, reasonOf(error), error)
    }
    const answer = jsonOf(text)
    if (!response.ok) throw failed(response.status, answer, question)
    if (answer === undefined)
      throw new SchemaRegistryError('garbage', question, `its answer is no JSON object: ${shown(text)}`)
    return answer
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > MOST_BYTES) throw new RangeError(`an answer of more than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function failed(status: number, answer: Answer | undefined, question: RegistryQuestion): SchemaRegistryError {
  const { error_code: code, message } = (answer ?? {}) as { error_code?: unknown; message?: unknown }
  const why = `${status}${typeof message === 'string' ? `: ${message}` : ''}`
  if (status === 404 && (answer === undefined || code === undefined || NOT_FOUND.includes(code as number)))
    return new SchemaRegistryError('unknown_schema', question, `it does not know it (${why})`)
  const isPassing = status >= 500 || status === 408 || status === 429
  return new SchemaRegistryError(isPassing ? 'unreachable' : 'refused', question, why)
}

function parsed(schema: unknown, question: RegistryQuestion): AvroSchema {
  if (typeof schema !== 'string') throw new SchemaRegistryError('garbage', question, 'its answer has no schema')
  try {
    return JSON.parse(schema) as AvroSchema
  } catch (error) {
    // the name of a primitive type may stand there bare
    if (/^[a-z]+$/.test(schema)) return schema
    throw new SchemaRegistryError('garbage', question, `its schema is no JSON: ${shown(schema)}`, error)
  }
}

function jsonOf(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as unknown
    return answer !== null && typeof answer === 'object' ? answer : undefined
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
