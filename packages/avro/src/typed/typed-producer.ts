import type { EncodedPayload, PayloadCodec } from '../payload-codec'
import type { PayloadPart } from '../payload-place'
import { requireOptions } from '../require-options'
import type { ProducerLike } from './client-shapes'
import { requireCodecs } from './require-codec'
import { Turns } from './turns'

/** Values of null are tombstones, and sent as they are. */
export interface TypedMessage<K, V> {
  readonly key?: K | null
  readonly value: V | null
  readonly partition?: number
  readonly headers?: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>>
  readonly timestamp?: string
}

export interface TypedRecord<K, V> {
  readonly topic: string
  readonly messages: readonly TypedMessage<K, V>[]
  readonly acks?: number
  readonly timeout?: number
  readonly compression?: number
}

export interface TypedBatch<K, V> extends Omit<TypedRecord<K, V>, 'topic' | 'messages'> {
  readonly topicMessages: readonly Pick<TypedRecord<K, V>, 'topic' | 'messages'>[]
}

/** Sends values, in the order of the calls. Deliberately no Producer: what takes bytes cannot be given values by mistake. */
export interface TypedProducer<K, V, Result> {
  /** Rejects with AvroEncodeError or SchemaRegistryError, and has sent nothing then. */
  send(record: TypedRecord<K, V>): Promise<Result>
  sendBatch(batch: TypedBatch<K, V>): Promise<Result>
}

export interface Codecs<K, V> {
  /** without one keys are sent and received as they are */
  readonly key?: PayloadCodec<K>
  readonly value: PayloadCodec<V>
}

type Messages = Pick<TypedRecord<unknown, unknown>, 'topic' | 'messages'>
type Sendable = { topic: string; messages: object[] }

export function typedProducer<K, V, P extends ProducerLike>(
  producer: P,
  codecs: Codecs<K, V>,
): TypedProducer<K, V, Awaited<ReturnType<P['send']>>> {
  type Result = Awaited<ReturnType<P['send']>>
  requireOptions('typed(producer)', codecs, ['key', 'value'])
  requireCodecs(codecs)
  const turns = new Turns()
  const encoding = new Encoding(codecs)
  return {
    send: ({ topic, messages, ...rest }) =>
      turns.take(
        () => encoding.of({ topic, messages }),
        (encoded) => producer.send({ ...rest, ...encoded } as never) as Promise<Result>,
      ),
    sendBatch: ({ topicMessages, ...rest }) =>
      turns.take(
        () => allOf(topicMessages.map((each) => encoding.of(each))),
        (encoded) => producer.sendBatch({ ...rest, topicMessages: encoded } as never) as Promise<Result>,
      ),
  }
}

class Encoding {
  readonly #codecs: Codecs<unknown, unknown>

  constructor(codecs: Codecs<unknown, unknown>) {
    this.#codecs = codecs
  }

  of({ topic, messages }: Messages): Sendable | Promise<Sendable> {
    const all = allOf(messages.map((message) => this.#message(topic, message)))
    return all instanceof Promise ? all.then((each) => ({ topic, messages: each })) : { topic, messages: all }
  }

  #message(topic: string, message: TypedMessage<unknown, unknown>): object | Promise<object> {
    const parts = allOf([this.#part(topic, 'key', message.key), this.#part(topic, 'value', message.value)])
    const sendable = ([key, value]: readonly (EncodedPayload | undefined)[]) => {
      const headers = headersWith(message.headers, key?.headers, value?.headers)
      return {
        ...message,
        ...(key !== undefined && { key: key.bytes }),
        ...(value !== undefined && { value: value.bytes }),
        ...(headers !== undefined && { headers }),
      }
    }
    return parts instanceof Promise ? parts.then(sendable) : sendable(parts)
  }

  /** Nothing for what is sent as it is: tombstones, keys without a codec. */
  #part(topic: string, part: PayloadPart, given: unknown): EncodedPayload | undefined | Promise<EncodedPayload> {
    const codec = this.#codecs[part]
    return codec === undefined || given === null || given === undefined
      ? undefined
      : codec.encode(given, { topic, part })
  }
}

type Headers = Readonly<Record<string, unknown>> | undefined

/** The message's own, with those of its payloads; without those that must not be there. */
function headersWith(own: Headers, ...added: readonly Headers[]): Headers {
  let headers = own
  for (const [name, value] of added.flatMap((each) => Object.entries(each ?? {}))) {
    if (value !== undefined) headers = { ...headers, [name]: value }
    else if (headers !== undefined && Object.hasOwn(headers, name)) {
      headers = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
    }
  }
  return headers
}

/** At once where nothing is a promise. */
function allOf<T>(parts: readonly (T | Promise<T>)[]): T[] | Promise<T[]> {
  return parts.some((part) => part instanceof Promise) ? Promise.all(parts) : (parts as T[])
}
