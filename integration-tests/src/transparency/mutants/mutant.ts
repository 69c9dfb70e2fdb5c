import type { Consumer, Kafka, Producer, Transaction } from 'kafkajs'
import { wrapped, type Wrap, type Wrapping } from '../wrapping'

/** A wrapper that is wrong in one way, as real ones were. The suite must tell it from the raw client. */
export interface Mutant {
  readonly name: string
  /** the fault of a peer that it stands for, with its issue where there is one */
  readonly stands: string
  /** scenarios that can notice, by name; one that does is enough */
  readonly noticed: readonly string[]
  readonly wrap: Wrap
}

/** What a mutant changes: the client that the wrappers call (`under`), or what they give to the caller (`over`). */
export interface Damage {
  underProducer?(raw: Producer): Producer
  overProducer?(wrapped: Producer, raw: Producer): Producer
  underConsumer?(raw: Consumer): Consumer
  overConsumer?(wrapped: Consumer, raw: Consumer): Consumer
}

/** The true wrappers with that damage. */
export function damaged(damage: Damage): Wrap {
  return (options): Wrapping => {
    const sound = wrapped(options)
    return {
      ...sound,
      producer: (raw) => {
        const given = sound.producer(damage.underProducer?.(raw) ?? raw)
        return damage.overProducer?.(given, raw) ?? given
      },
      consumer: (raw) => {
        const given = sound.consumer(damage.underConsumer?.(raw) ?? raw)
        return damage.overConsumer?.(given, raw) ?? given
      },
    }
  }
}

/** A client with some methods in place of its own. */
export function withMethods<C extends Producer | Consumer | Transaction | Kafka>(client: C, methods: Partial<C>): C {
  return new Proxy(client, {
    get: (target, key, receiver): unknown =>
      Object.hasOwn(methods, key) ? methods[key as keyof C] : Reflect.get(target, key, receiver),
  })
}
