// What the type checker says of wrapped clients of Confluent's KafkaJS face. Compiled by npm run test:packages, never run.
import { KafkaJS } from '@confluentinc/kafka-javascript'
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { Tracer } from 'opentracing'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function holds<T extends true>(): T

declare const producer: KafkaJS.Producer
declare const consumer: KafkaJS.Consumer
const tracing = kafkaTracing({ tracer: openTracing(new Tracer()) })

const kafka = tracing.kafka(new KafkaJS.Kafka({ kafkaJS: { brokers: [] } }))
const tracedProducer = tracing.producer(producer)
const tracedConsumer = tracing.consumer(consumer)
holds<Same<typeof kafka, KafkaJS.Kafka>>()
holds<Same<typeof tracedProducer, KafkaJS.Producer>>()
holds<Same<typeof tracedConsumer, KafkaJS.Consumer>>()
holds<Same<ReturnType<typeof kafka.producer>, KafkaJS.Producer>>()

export async function run(): Promise<void> {
  const made = kafka.consumer({ kafkaJS: { groupId: 'billing' } })
  await made.run({
    eachMessage: async ({ topic, message }) => {
      await tracedProducer.send({ topic, messages: [{ value: message.value, headers: { a: '1' } }] })
    },
  })
  await made.run({
    eachBatchAutoResolve: false,
    eachBatch: async (payload) => {
      for (const message of payload.batch.messages)
        await tracing.withMessage(payload.batch, message, async () => undefined)
      await tracing.forEachMessage(payload, {}, (message) => message.offset)
    },
  })
  const metadata = await tracedProducer.send({ topic: 'orders', messages: [] })
  holds<Same<typeof metadata, KafkaJS.RecordMetadata[]>>()
  const transaction = await tracedProducer.transaction()
  await transaction.commit()
  tracedConsumer.seek({ topic: 'orders', partition: 0, offset: '0' })

  // @ts-expect-error a consumer is no producer
  tracing.producer(consumer)
  // @ts-expect-error this client takes no acks in a call
  await tracedProducer.send({ topic: 'orders', acks: 1, messages: [] })
  // @ts-expect-error nor autoCommit in run
  await tracedConsumer.run({ autoCommit: false })
  // @ts-expect-error metadata is no text: it would be, were it any
  const wrong: string = metadata
  void wrong
}
