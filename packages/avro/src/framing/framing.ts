import type { AvroType } from '../avro-type'
import type { PayloadHeaders, PayloadPlace } from '../payload-place'

/** What says whose bytes follow. */
export interface Frame {
  /** stands before the payload */
  readonly prefix: Buffer
  /** stands beside it; undefined for one that must not */
  readonly headers?: Readonly<Record<string, Buffer | undefined>>
}

/** A payload whose writer is known. */
export interface Framed {
  readonly writer: AvroType
  /** of the payload's first byte */
  readonly start: number
  /** as people know it: `id 7`, `fingerprint c3…` */
  readonly schemaId?: string
}

/**
 * One way to tell readers which schema wrote a payload. What is known is given at once; a promise is given where somebody has to be
 * asked first.
 */
export interface Framing {
  readonly name: string
  /** @throws SchemaRegistryError, also as a rejection */
  frame(type: AvroType, place: PayloadPlace): Frame | Promise<Frame>
  /** @throws PayloadFault for bytes that are not framed so, SchemaRegistryError; also as a rejection */
  open(payload: Buffer, headers: PayloadHeaders | undefined, place: PayloadPlace): Framed | Promise<Framed>
}
