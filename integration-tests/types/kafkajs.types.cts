// What the type checker says of wrapped kafkajs clients. Compiled by npm run test:packages, never run.
import { kafkaTracing, type KafkaTracing, type MessagingOptions } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { Tracer } from 'opentracing'
import {
  Kafka,
  type Consumer,
  type ConsumerConfig,
  type EachBatchPayload,
  type EachMessagePayload,
  type KafkaMessage,
  type Producer,
  type ProducerConfig,
  type RecordMetadata,
  type Transaction,
} from 'kafkajs'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function holds<T extends true>(): T

declare const producer: Producer
declare const consumer: Consumer
declare const kafka: Kafka
const tracing: KafkaTracing = kafkaTracing({ tracer: openTracing(new Tracer()) })

// A wrapped client has the type of the client, both ways.
const tracedProducer = tracing.producer(producer)
const tracedConsumer = tracing.consumer(consumer, { groupId: 'billing' })
const tracedKafka = tracing.kafka(kafka)
holds<Same<typeof tracedProducer, Producer>>()
holds<Same<typeof tracedConsumer, Consumer>>()
holds<Same<typeof tracedKafka, Kafka>>()
holds<Same<ReturnType<typeof tracedKafka.producer>, Producer>>()
holds<Same<ReturnType<typeof tracedKafka.consumer>, Consumer>>()
export const assignable: [Producer, Consumer, Kafka] = [tracedProducer, tracedConsumer, tracedKafka]
export const backwards: [typeof tracedProducer, typeof tracedConsumer] = [producer, consumer]

// A user's own classes and wider clients keep their members.
class OwnKafka extends Kafka {
  readonly #region = 'eu'
  readonly label = 'own'
  region(): string {
    return this.#region
  }
}
const own: OwnKafka = tracing.kafka(new OwnKafka({ brokers: [] }))
export const text: string = own.region() + own.label
export const made: Producer = own.producer({ idempotent: true } satisfies ProducerConfig)
export const joined: Consumer = own.consumer({ groupId: 'billing' } satisfies ConsumerConfig)

// Plain handlers compile as they are, and results have their types.
const onMessage = async ({ topic, message, heartbeat, pause }: EachMessagePayload): Promise<void> => {
  if (message.headers?.['a'] === undefined) pause()
  await heartbeat()
  await tracedProducer.send({ topic, messages: [{ value: message.value }] })
}
const onBatch = async (payload: EachBatchPayload): Promise<void> => {
  for (const message of payload.batch.messages) {
    const length = await tracing.withMessage(payload.batch, message, () => Promise.resolve(message.value?.length ?? 0))
    holds<Same<typeof length, number>>()
  }
  await tracing.forEachMessage(payload, { concurrency: 4, orderBy: 'key' }, (message) => {
    holds<Same<typeof message, KafkaMessage>>()
  })
}
export async function run(): Promise<void> {
  await tracedConsumer.run({ eachMessage: onMessage })
  await tracedConsumer.run({ eachBatch: onBatch, eachBatchAutoResolve: false })
  const metadata = await tracedProducer.send({
    topic: 'orders',
    messages: [{ key: 'k', value: null, headers: { a: ['1'] } }],
  })
  holds<Same<typeof metadata, RecordMetadata[]>>()
  const transaction = await tracedProducer.transaction()
  holds<Same<typeof transaction, Transaction>>()
  const { key, value, headers } = tracing.republish({ topic: 'orders', partition: 0, message: {} as KafkaMessage })
  await tracedProducer.send({ topic: 'orders.retry', messages: [{ key, value, headers }] })
}

export async function refused(payload: EachBatchPayload): Promise<void> {
  // @ts-expect-error a consumer is no producer
  tracing.producer(consumer)
  // @ts-expect-error a producer is no consumer
  tracing.consumer(producer)
  // @ts-expect-error this is no client
  tracing.kafka({})
  // @ts-expect-error a message needs a topic
  await tracedProducer.send({ messages: [] })
  // @ts-expect-error a header is text or bytes
  await tracedProducer.send({ topic: 'orders', messages: [{ value: '', headers: { a: 1 } }] })
  // @ts-expect-error the payload has no such member
  await tracedConsumer.run({ eachMessage: async ({ record }) => void record })
  // @ts-expect-error metadata is no number: it would be, were it any
  const wrong: number = await tracedProducer.send({ topic: 'orders', messages: [] })
  void wrong
  // @ts-expect-error no such order
  await tracing.forEachMessage(payload, { orderBy: 'partition' }, () => undefined)
  // @ts-expect-error a message, not its value
  tracing.withMessage(payload.batch, 'value', () => undefined)
  // @ts-expect-error the tracer must be wrapped
  kafkaTracing({ tracer: new Tracer() })
  // @ts-expect-error a tracer is needed
  kafkaTracing({})
}

declare const tracer: MessagingOptions['tracer']
export const options: MessagingOptions[] = [
  { tracer, producer: { spans: 'message' }, rules: [{ topics: 'orders.*', consumer: { relation: 'link' } }] },
  // @ts-expect-error no such choice
  { tracer, producer: { spans: 'each' } },
  // @ts-expect-error no such option
  { tracer, rule: [] },
]
