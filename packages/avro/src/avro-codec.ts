import { AvroDecodeError } from './errors/avro-decode-error'
import type { AvroSchema } from './schema/avro-schema'
import { AvroType, type Read } from './avro-type'
import type { AvroValue } from './schema/avro-value'
import type { Frame, Framed, Framing } from './framing/framing'
import { requireFraming } from './framing/require-framing'
import { singleObject } from './framing/single-object'
import type { EncodedPayload, PayloadCodec } from './payload-codec'
import type { PayloadHeaders, PayloadPlace, ReceivedPlace } from './payload-place'
import { requireOptions } from './require-options'
import { payloadLimits, type PayloadLimits } from './check/payload-limits'

export interface AvroOptions {
  /** how readers are told whose bytes they get; Avro's single-object encoding by default, of this schema alone */
  readonly framing?: Framing
  /** for what stays out of them 16 MiB, 64 records within records, a million items */
  readonly limits?: Partial<PayloadLimits>
}

/**
 * Values of a schema as payloads. What others wrote with another schema is read as values of this one, as Avro resolves them.
 *
 * @throws AvroSchemaError, TypeError for options that are none, and RangeError for limits that are none
 */
export function avro<const S extends AvroSchema>(schema: S, options: AvroOptions = {}): PayloadCodec<AvroValue<S>> {
  requireOptions('avro()', options, ['framing', 'limits'])
  return new AvroCodec<AvroValue<S>>(new AvroType<AvroValue<S>>(schema), options)
}

class AvroCodec<V> implements PayloadCodec<V> {
  readonly #type: AvroType<V>
  readonly #framing: Framing
  readonly #limits: PayloadLimits
  readonly #readers = new WeakMap<AvroType, Read<V>>()
  /** of most payloads */
  #last: { readonly writer: AvroType; readonly read: Read<V> } | undefined

  constructor(type: AvroType<V>, { framing = singleObject([type]), limits }: AvroOptions) {
    requireFraming(framing)
    this.#type = type
    this.#framing = framing
    this.#limits = payloadLimits(limits)
  }

  encode(value: V, place: PayloadPlace): EncodedPayload | Promise<EncodedPayload> {
    // before anybody is asked: what cannot be sent is told at once
    const payload = this.#type.encode(value)
    const frame = this.#framing.frame(this.#type, place)
    return frame instanceof Promise ? frame.then((each) => encoded(each, payload)) : encoded(frame, payload)
  }

  decode(payload: Buffer, headers: PayloadHeaders | undefined, place: ReceivedPlace): V | Promise<V> {
    try {
      const framed = this.#framing.open(payload, headers, place)
      if (!(framed instanceof Promise)) return this.#read(framed, payload, place)
      return framed.then(
        (each) => this.#read(each, payload, place),
        (error: unknown) => {
          throw new AvroDecodeError(place, error)
        },
      )
    } catch (error) {
      throw error instanceof AvroDecodeError ? error : new AvroDecodeError(place, error)
    }
  }

  #read({ writer, start, schemaId }: Framed, payload: Buffer, place: ReceivedPlace): V {
    try {
      return this.#readerOf(writer)(payload, start, this.#limits)
    } catch (error) {
      throw new AvroDecodeError(place, error, schemaId)
    }
  }

  #readerOf(writer: AvroType): Read<V> {
    if (this.#last?.writer === writer) return this.#last.read
    let read = this.#readers.get(writer)
    if (read === undefined) this.#readers.set(writer, (read = this.#madeFor(writer)))
    this.#last = { writer, read }
    return read
  }

  /** Schemas that do not go together are gone into once, and not for each payload. */
  #madeFor(writer: AvroType): Read<V> {
    try {
      return this.#type.readerOf(writer)
    } catch (error) {
      return () => {
        throw error
      }
    }
  }
}

function encoded({ prefix, headers }: Frame, payload: Buffer): EncodedPayload {
  const bytes = prefix.length === 0 ? payload : Buffer.concat([prefix, payload])
  return headers === undefined ? { bytes } : { bytes, headers }
}
