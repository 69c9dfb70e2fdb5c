import { derived } from '@filrouge/messaging'
import type { ReceivedPlace } from '../payload-place'
import { requireOptions } from '../require-options'
import type { BatchPayloadLike, ConsumerLike, MessageLike, MessagePayloadLike } from './client-shapes'
import { requirePlace, sentToDeadLetters, type DeadLetters } from './dead-letters'
import { requireCodecs } from './require-codec'
import type { Codecs } from './typed-producer'

export interface TypedConsumerOptions<K, V> extends Codecs<K, V> {
  /** where records go whose payload is no value, if their handler lets that pass; without it the handler's rejection is the client's to see */
  readonly deadLetters?: DeadLetters
}

export interface Decoding<K, V> {
  /** The value; null for a tombstone. Rejects with AvroDecodeError. */
  readonly decode: () => Promise<V | null>
  /** The key; null where the record has none. */
  readonly decodeKey: () => Promise<K | null>
}

export interface BatchDecoding<K, V> {
  readonly decode: (message: MessageLike) => Promise<V | null>
  readonly decodeKey: (message: MessageLike) => Promise<K | null>
  /** Sends a record on for which `decode` or `decodeKey` rejected. Rejects with any other error, and with all without `deadLetters`. */
  readonly toDeadLetters: (message: MessageLike, error: unknown) => Promise<void>
}

/** What a client's `run` takes. */
type RunConfig<C extends ConsumerLike> = C extends { run(config?: infer R): unknown } ? NonNullable<R> : never

type PayloadOf<C extends ConsumerLike, H extends 'eachMessage' | 'eachBatch'> =
  RunConfig<C> extends { [K in H]?: (payload: infer P) => unknown } ? P : never

type ConfigOf<C extends ConsumerLike> = RunConfig<C> extends infer R ? Omit<R, 'eachMessage' | 'eachBatch'> : never

/** Hands handlers the payload of the client, and what decodes it. Deliberately no Consumer. */
export interface TypedConsumer<K, V, C extends ConsumerLike> {
  run(
    config: ConfigOf<C> & {
      readonly eachMessage?: (payload: PayloadOf<C, 'eachMessage'> & Decoding<K, V>) => Promise<void>
      readonly eachBatch?: (payload: PayloadOf<C, 'eachBatch'> & BatchDecoding<K, V>) => Promise<void>
    },
  ): Promise<void>
}

type EachMessage<K, V> = (payload: MessagePayloadLike & Decoding<K, V>) => Promise<void>
type EachBatch<K, V> = (payload: BatchPayloadLike & BatchDecoding<K, V>) => Promise<void>

export function typedConsumer<K, V, C extends ConsumerLike>(
  consumer: C,
  options: TypedConsumerOptions<K, V>,
): TypedConsumer<K, V, C> {
  requireOptions('typed(consumer)', options, ['key', 'value', 'deadLetters'])
  const { deadLetters, ...codecs } = options
  requireCodecs(codecs)
  requirePlace(deadLetters)
  const decoding = new PayloadDecoding<K, V>(codecs)
  return {
    run: (config) => {
      const { eachMessage, eachBatch, ...rest } = config as unknown as {
        eachMessage?: EachMessage<K, V>
        eachBatch?: EachBatch<K, V>
      }
      return consumer.run({
        ...rest,
        ...(eachMessage !== undefined && { eachMessage: messageHandler(decoding, eachMessage, deadLetters) }),
        ...(eachBatch !== undefined && { eachBatch: batchHandler(decoding, eachBatch, deadLetters) }),
      } as never)
    },
  }
}

function messageHandler<K, V>(decoding: PayloadDecoding<K, V>, handle: EachMessage<K, V>, deadLetters?: DeadLetters) {
  return async (payload: MessagePayloadLike): Promise<void> => {
    const { topic, partition, message } = payload
    try {
      const added: Decoding<K, V> = {
        decode: () => decoding.value(topic, partition, message),
        decodeKey: () => decoding.key(topic, partition, message),
      }
      await handle(derived(payload, { ...added }) as MessagePayloadLike & Decoding<K, V>)
    } catch (error) {
      await sentToDeadLetters(deadLetters, payload, error)
    }
  }
}

function batchHandler<K, V>(decoding: PayloadDecoding<K, V>, handle: EachBatch<K, V>, deadLetters?: DeadLetters) {
  return (payload: BatchPayloadLike): Promise<void> => {
    const { topic, partition } = payload.batch
    const added: BatchDecoding<K, V> = {
      decode: (message) => decoding.value(topic, partition, message),
      decodeKey: (message) => decoding.key(topic, partition, message),
      toDeadLetters: (message, error) => sentToDeadLetters(deadLetters, { topic, partition, message }, error),
    }
    return handle(derived(payload, { ...added }) as BatchPayloadLike & BatchDecoding<K, V>)
  }
}

class PayloadDecoding<K, V> {
  readonly #codecs: Codecs<K, V>

  constructor(codecs: Codecs<K, V>) {
    this.#codecs = codecs
  }

  async value(topic: string, partition: number, { value, headers, offset }: MessageLike): Promise<V | null> {
    const place: ReceivedPlace = { topic, partition, offset, part: 'value' }
    return value === null ? null : await this.#codecs.value.decode(value, headers, place)
  }

  async key(topic: string, partition: number, { key, headers, offset }: MessageLike): Promise<K | null> {
    const { key: codec } = this.#codecs
    if (key === null || codec === undefined) return key as K | null
    return await codec.decode(key, headers, { topic, partition, offset, part: 'key' })
  }
}
