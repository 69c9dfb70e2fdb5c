import type { PayloadPart, ReceivedPlace } from '../payload-place'
import { SchemaRegistryError, type SchemaRegistryReason } from './schema-registry-error'
import { AvroSchemaError } from './avro-schema-error'
import { PayloadFault, type PayloadFaultReason } from './payload-fault'

/** Why a payload gave no value. The same names in Rust. */
export type AvroDecodeReason = PayloadFaultReason | SchemaRegistryReason | 'bad_schema' | 'unreadable'

/** A payload that is no value of its schema, or whose schema is not to be had. */
export class AvroDecodeError extends Error {
  override readonly name = 'AvroDecodeError'
  readonly reason: AvroDecodeReason
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly part: PayloadPart
  /** as people know it: `id 7`, `fingerprint 8f5c…`, `GUID …` */
  readonly schemaId: string | undefined
  /** `customer.addresses[2].street`; empty for the payload as a whole */
  readonly path: string
  /** of the payload, where one is to blame; of the header, where that has the schema's id and is to blame */
  readonly byte: number | undefined

  constructor({ topic, partition, offset, part }: ReceivedPlace, cause: unknown, schemaId = schemaIdOf(cause)) {
    const reason = reasonOf(cause)
    const { path, byte } =
      cause instanceof PayloadFault ? { path: cause.path, byte: cause.offset } : { path: '', byte: undefined }
    const schema = schemaId === undefined ? '' : `, schema ${schemaId}`
    const where = path === '' ? '' : `, at ${path}`
    const what = byte === undefined ? reason : `${reason} at byte ${byte}`
    const why = cause instanceof PayloadFault ? cause.why : (cause as Error).message
    const told = why === undefined ? what : `${what}: ${why}`
    super(`${part} of ${topic}[${partition}]@${offset}${schema}${where}: ${told}`, { cause })
    this.reason = reason
    this.topic = topic
    this.partition = partition
    this.offset = offset
    this.part = part
    this.schemaId = schemaId
    this.path = path
    this.byte = byte
  }

  /** Whether another try may go better, since nobody could be asked. The record is good then, for all that is known. */
  get isPassing(): boolean {
    return this.cause instanceof SchemaRegistryError && this.cause.isPassing
  }
}

function schemaIdOf(cause: unknown): string | undefined {
  if (cause instanceof PayloadFault) return cause.schemaId
  if (!(cause instanceof SchemaRegistryError)) return undefined
  const { id, guid } = cause
  return id === undefined ? guid && `GUID ${guid}` : `id ${id}`
}

function reasonOf(cause: unknown): AvroDecodeReason {
  if (cause instanceof PayloadFault || cause instanceof SchemaRegistryError) return cause.reason
  return cause instanceof AvroSchemaError ? 'bad_schema' : 'unreadable'
}
