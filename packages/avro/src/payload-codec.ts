import type { PayloadHeaders, PayloadPlace, ReceivedPlace } from './payload-place'

/** A payload to send, and the headers that it needs, or undefined for those that must not be there. */
export interface EncodedPayload {
  readonly bytes: Buffer
  readonly headers?: Readonly<Record<string, Buffer | undefined>>
}

/** What `typed` sends and receives values with. A tombstone is no payload: null is never encoded nor decoded. */
export interface PayloadCodec<V> {
  /** At once, unless somebody has to be asked first. */
  encode(value: V, place: PayloadPlace): EncodedPayload | Promise<EncodedPayload>
  /** Rejects, or throws, with AvroDecodeError. */
  decode(payload: Buffer, headers: PayloadHeaders | undefined, place: ReceivedPlace): V | Promise<V>
}
