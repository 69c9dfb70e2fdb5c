import { asBuffer } from '../as-buffer'
import { AvroType } from '../avro-type'
import { PayloadFault } from '../errors/payload-fault'
import { shown } from '../errors/shown'
import { requireOptions } from '../require-options'
import { UUID, uuidBytes, uuidText } from '../logical/uuid-text'
import { AskedOnce } from '../registry/asked-once'
import type { AvroSchema } from '../schema/avro-schema'
import type { RegisteredSchema, SchemaRegistry } from '../registry/schema-registry'
import { SchemaRegistryError } from '../errors/schema-registry-error'
import type { PayloadHeaders, PayloadPart, PayloadPlace } from '../payload-place'
import type { Frame, Framed, Framing } from './framing'

export interface ConfluentOptions {
  /**
   * Where the id stands: `payload`, as `00` and the number before the payload; or `header`, as `01` and the GUID in `__value_schema_id`
   * or `__key_schema_id`. Both are read whatever is written. `payload` by default.
   */
  readonly id?: 'payload' | 'header'
  /** whether a schema that the registry does not know is registered; not by default where `NODE_ENV` is `production` */
  readonly register?: boolean
  /** the subject of a schema; `<topic>-key` and `<topic>-value` by default */
  readonly subject?: (place: PayloadPlace) => string
}

const NUMBER = 0x00
const GUID = 0x01
const NUMBER_BYTES = 5
const GUID_BYTES = 17
const HEADERS: Readonly<Record<PayloadPart, string>> = { key: '__key_schema_id', value: '__value_schema_id' }
const EMPTY = Buffer.alloc(0)

/**
 * The framing of Confluent's serializers: the id that a registry knows the writer's schema by. Numbers have their highest byte first.
 *
 * @throws TypeError for options that are none
 */
export function confluent(registry: SchemaRegistry, options: ConfluentOptions = {}): Framing {
  if (typeof (registry as Partial<SchemaRegistry> | undefined)?.schemaById !== 'function')
    throw new TypeError(`confluent() takes a registry, such as confluentRegistry(url), and got ${typeof registry}`)
  requireOptions('confluent()', options, ['id', 'register', 'subject'])
  const {
    id = 'payload',
    register = process.env['NODE_ENV'] !== 'production',
    subject = ({ topic, part }) => `${topic}-${part}`,
  } = options
  if (!['payload', 'header'].includes(id)) throw new TypeError(`id is ${shown(id)}, expected 'payload' or 'header'`)
  if (typeof register !== 'boolean') throw new TypeError(`register is ${shown(register)}, expected a boolean`)
  if (typeof subject !== 'function')
    throw new TypeError(`subject is ${shown(subject)}, expected a function of { topic, part }`)
  const writers = new Writers(registry)
  const frames = new WeakMap<AvroType, Record<PayloadPart, AskedOnce<string, Frame>>>()

  const framesOf = (type: AvroType) => {
    let asked = frames.get(type)
    if (asked === undefined) frames.set(type, (asked = { key: framesIn('key', type), value: framesIn('value', type) }))
    return asked
  }
  /** By subject. */
  const framesIn = (part: PayloadPart, { schema }: AvroType) =>
    new AskedOnce(async (name: string): Promise<Frame> => {
      const registered = await (register ? registry.register(name, schema) : lookedUp(registry, name, schema))
      return id === 'payload' ? payloadFrame(registered, part) : headerOf(registered, part, name)
    })

  return {
    name: 'confluent',
    frame: (type, place) => framesOf(type)[place.part].of(subject(place)),
    open: (payload, headers, { part }) => {
      const beside = lastBytes(headers, HEADERS[part])
      // without a header, or with a null, the id stands before the payload
      return beside === undefined ? writers.before(payload) : writers.beside(beside)
    },
  }
}

/** Says of a schema that is not there why nobody has put it there. */
async function lookedUp(registry: SchemaRegistry, subject: string, schema: AvroSchema): Promise<RegisteredSchema> {
  try {
    return await registry.lookUp(subject, schema)
  } catch (error) {
    if (!(error instanceof SchemaRegistryError) || error.reason !== 'unknown_schema') throw error
    const why = `${error.why}, and \`register\` is off, as it is by default in production: register it beforehand`
    throw new SchemaRegistryError(error.reason, { registry: error.registry, subject }, why, error)
  }
}

/** Who wrote a payload, by the id that stands before or beside it. */
class Writers {
  readonly #byNumber: AskedOnce<number, AvroType>
  readonly #byGuid: AskedOnce<string, AvroType>

  constructor(registry: SchemaRegistry) {
    this.#byNumber = new AskedOnce(async (id) => typeOf(await registry.schemaById(id), { id }))
    this.#byGuid = new AskedOnce(async (guid) => typeOf(await registry.schemaByGuid(guid), { guid }))
  }

  /** A number before the payload. */
  before(payload: Buffer): Framed | Promise<Framed> {
    requireMarked(payload, NUMBER, NUMBER_BYTES)
    return this.#numbered(payload, NUMBER_BYTES)
  }

  /** A number or a GUID in a header, and nothing else. */
  beside(header: Buffer): Framed | Promise<Framed> {
    const isNumber = header[0] === NUMBER
    const length = isNumber ? NUMBER_BYTES : GUID_BYTES
    requireMarked(header, isNumber ? NUMBER : GUID, length)
    if (header.length > length) throw new PayloadFault('trailing_bytes', length)
    if (isNumber) return this.#numbered(header, 0)
    const guid = uuidText(header.toString('hex', 1))
    return framed(this.#byGuid.of(guid), 0, `GUID ${guid}`)
  }

  #numbered(bytes: Buffer, start: number): Framed | Promise<Framed> {
    const id = bytes.readInt32BE(1)
    return framed(this.#byNumber.of(id), start, `id ${id}`)
  }
}

function requireMarked(bytes: Buffer, marker: number, length: number): void {
  if (bytes.length === 0) throw new PayloadFault('truncated', 0)
  if (bytes[0] !== marker) throw new PayloadFault('bad_marker', 0)
  if (bytes.length < length) throw new PayloadFault('truncated', bytes.length)
}

/** What a registry gives instead of a schema, it may give for a while; a schema that nobody here can read stays one. */
function typeOf(schema: AvroSchema, asked: { readonly id: number } | { readonly guid: string }): AvroType {
  try {
    return new AvroType(schema)
  } catch (error) {
    const isSchema =
      typeof schema === 'string' || Array.isArray(schema) || Object.hasOwn(Object(schema) as object, 'type')
    const reason = isSchema ? 'refused' : 'garbage'
    throw new SchemaRegistryError(reason, { registry: '', ...asked }, (error as Error).message, error)
  }
}

function framed(writer: AvroType | Promise<AvroType>, start: number, schemaId: string): Framed | Promise<Framed> {
  if (writer instanceof AvroType) return { writer, start, schemaId }
  return writer.then((type) => ({ writer: type, start, schemaId }))
}

/** A header of a record that is sent on would win over it. */
function payloadFrame({ id }: RegisteredSchema, part: PayloadPart): Frame {
  const prefix = Buffer.alloc(NUMBER_BYTES, NUMBER)
  prefix.writeInt32BE(id, 1)
  return { prefix, headers: { [HEADERS[part]]: undefined } }
}

function headerOf({ id, guid }: RegisteredSchema, part: PayloadPart, subject: string): Frame {
  if (guid === undefined || !UUID.test(guid))
    throw new SchemaRegistryError(
      'refused',
      { registry: '', subject, id },
      "it gives no GUID, which `id: 'header'` needs",
    )
  const value = Buffer.concat([Buffer.from([GUID]), uuidBytes(guid)])
  return { prefix: EMPTY, headers: { [HEADERS[part]]: value } }
}

/** Of a header that stands several times the last counts, as Confluent's deserializer reads it. */
function lastBytes(headers: PayloadHeaders | undefined, name: string): Buffer | undefined {
  if (headers === undefined || !Object.hasOwn(headers, name)) return undefined
  const given = headers[name]
  const last: unknown = Array.isArray(given) ? given.at(-1) : given
  if (typeof last === 'string') return Buffer.from(last, 'latin1')
  return last instanceof Uint8Array ? asBuffer(last) : undefined
}
