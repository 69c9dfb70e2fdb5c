import type { PayloadHeaders, PayloadPlace } from './framing/framing'

/** A payload to send, and the headers that it needs, or undefined for those that must not be there. */
export interface EncodedPayload {
  readonly bytes: Buffer
  readonly headers?: Readonly<Record<string, Buffer | undefined>>
}

/** Where a payload was received; `offset` as kafkajs has it. */
export interface ReceivedPlace extends PayloadPlace {
  readonly partition: number
  readonly offset: string
}

/** What `typed` sends and receives values with. A tombstone is no payload: null is never encoded nor decoded. */
export interface PayloadCodec<V> {
  /** At once, unless somebody has to be asked first. */
  encode(value: V, place: PayloadPlace): EncodedPayload | Promise<EncodedPayload>
  /** Rejects, or throws, with AvroDecodeError. */
  decode(payload: Buffer, headers: PayloadHeaders | undefined, place: ReceivedPlace): V | Promise<V>
}
