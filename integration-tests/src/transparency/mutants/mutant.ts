import type { Consumer, Producer, Transaction } from 'kafkajs'
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
  readonly underProducer?: (raw: Producer) => Producer
  readonly overProducer?: (wrapped: Producer) => Producer
  readonly underConsumer?: (raw: Consumer) => Consumer
  readonly overConsumer?: (wrapped: Consumer) => Consumer
}

/** The true wrappers with that damage. */
export function damaged(damage: Damage): Wrap {
  const same = <T>(client: T) => client
  const { underProducer = same, overProducer = same, underConsumer = same, overConsumer = same } = damage
  return (options): Wrapping => {
    const sound = wrapped(options)
    return {
      ...sound,
      producer: (raw) => overProducer(sound.producer(underProducer(raw))),
      consumer: (raw) => overConsumer(sound.consumer(underConsumer(raw))),
    }
  }
}

/** A client with some methods in place of its own. */
export function withMethods<C extends Producer | Consumer | Transaction>(client: C, methods: Partial<C>): C {
  return new Proxy(client, {
    get: (target, key, receiver): unknown =>
      Object.hasOwn(methods, key) ? methods[key as keyof C] : Reflect.get(target, key, receiver),
  })
}
