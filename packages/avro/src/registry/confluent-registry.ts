import { isNativeError } from 'node:util/types'
import { backOff } from 'exponential-backoff'
import type { AvroSchema } from '../schema/avro-schema'
import { failed, jsonOf, referringOf, registeredOf, excerpt, type Answer } from './confluent-answer'
import { checkRegistryOptions, registryAddress, type ConfluentRegistryOptions } from './registry-options'
import { withReferences } from './schema-references'
import { SchemaRegistryError, type RegistryQuestion } from '../errors/schema-registry-error'
import type { RegisteredSchema, SchemaRegistry } from './schema-registry'

const SCHEMA_JSON = 'application/vnd.schemaregistry.v1+json'
/** An answer is a schema: what is longer is none. */
const MOST_BYTES = 8 * 2 ** 20

interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** Throws SchemaRegistryError. */
type Read<T> = (answer: Answer, question: RegistryQuestion) => T

/**
 * A registry that speaks Confluent's API: Confluent's own, Apicurio (`/apis/ccompat/v7`), Karapace, Redpanda.
 *
 * @throws TypeError or RangeError for an address or an option that is none
 */
export function confluentRegistry(url: string, options: ConfluentRegistryOptions = {}): SchemaRegistry {
  checkRegistryOptions(options)
  const rest = new Rest(registryAddress(url), options)
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
    const referring = await this.#ask({ method: 'GET', path }, question, referringOf)
    return withReferences(referring, question, ({ subject, version }) => {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`
      return this.#ask({ method: 'GET', path }, { ...question, subject }, referringOf)
    })
  }

  async registered(path: string, subject: string, body: object): Promise<RegisteredSchema> {
    return this.#ask({ method: 'POST', path, body }, { registry: this.#url, subject }, registeredOf)
  }

  /** Again where the answer cannot be read, or there is none. */
  #ask<T>(request: Request, question: RegistryQuestion, read: Read<T>): Promise<T> {
    const { tries = 4, pauseMs = 200 } = this.#options
    return backOff(async () => read(await this.#once(request, question), question), {
      numOfAttempts: tries,
      startingDelay: pauseMs,
      jitter: 'full',
      // who is not let in is not let in at once by knocking
      retry: (error) => error instanceof SchemaRegistryError && error.isPassing && error.reason !== 'unauthorized',
    })
  }

  async #once({ method, path, body }: Request, question: RegistryQuestion): Promise<Answer> {
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
      throw new SchemaRegistryError('garbage', question, `its answer is no JSON object: ${excerpt(text)}`)
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

function reasonOf(error: unknown): string {
  if (!isError(error)) return String(error)
  const { cause } = error
  return isError(cause) && cause.message !== '' ? cause.message : error.message
}

/** Also of another realm: under jest, fetch's errors are no `Error` of the test's. */
function isError(error: unknown): error is Error {
  return error instanceof Error || isNativeError(error)
}
