import type { ConsumerLike, ProducerLike } from './client-shapes'
import { typedConsumer, type TypedConsumer, type TypedConsumerOptions } from './typed-consumer'
import { typedProducer, type Codecs, type TypedProducer } from './typed-producer'

/** A producer that sends values, in the order of the calls, or a consumer whose handlers decode them. The client stays as it is. */
export function typed<V, P extends ProducerLike, K = Buffer | string>(
  producer: P,
  codecs: Codecs<K, V>,
): TypedProducer<K, V, Awaited<ReturnType<P['send']>>>
export function typed<V, C extends ConsumerLike, K = Buffer>(
  consumer: C,
  options: TypedConsumerOptions<K, V>,
): TypedConsumer<K, V, C>
export function typed(client: ProducerLike | ConsumerLike, options: TypedConsumerOptions<unknown, unknown>): unknown {
  if (!isClient(client)) throw new TypeError('typed() takes a producer or a consumer of the shape of kafkajs')
  return 'run' in client ? typedConsumer(client, options) : typedProducer(client, options)
}

function isClient(given: unknown): boolean {
  const { run, send } = (given ?? {}) as Partial<ConsumerLike & ProducerLike>
  return typeof run === 'function' || typeof send === 'function'
}
