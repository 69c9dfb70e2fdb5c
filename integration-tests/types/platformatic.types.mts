// What the type checker says of traced clients of @platformatic/kafka. Compiled by npm run test:packages, never run.
import { openTracing } from '@filrouge/opentracing'
import { platformaticTracing } from '@filrouge/platformatic'
import {
  Consumer,
  Producer,
  stringDeserializers,
  stringSerializers,
  type Message,
  type ProduceResult,
} from '@platformatic/kafka'
import { Tracer } from 'opentracing'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function holds<T extends true>(): T

const tracing = platformaticTracing({ tracer: openTracing(new Tracer()) })
const where = { clientId: 'checkout', bootstrapBrokers: ['127.0.0.1:9092'] }

const bytes = tracing.producer(new Producer(where))
const text = tracing.producer(new Producer({ ...where, serializers: stringSerializers }))
holds<Same<typeof bytes, Producer>>()
holds<Same<typeof text, Producer<string, string, string, string>>>()

export async function run(): Promise<void> {
  const result = await text.send({ messages: [{ topic: 'orders', key: 'k', value: 'v', headers: { a: '1' } }] })
  holds<Same<typeof result, ProduceResult>>()
  text.send({ messages: [] }, (error, sent) => void [error, sent])
  const transaction = await bytes.beginTransaction()
  await transaction.send({ messages: [{ topic: 'orders', value: Buffer.from('v') }] })

  const consumer = new Consumer({ ...where, groupId: 'billing', deserializers: stringDeserializers })
  const stream = await consumer.consume({ topics: ['orders'] })
  for await (const message of stream) {
    const length = await tracing.process(message, async (given) => {
      holds<Same<typeof given, Message<string, string, string, string>>>()
      await given.commit()
      return given.value.length
    })
    holds<Same<typeof length, number>>()
  }
  stream.on('data', (message) => tracing.process(message, () => undefined))

  // @ts-expect-error a consumer is no producer
  tracing.producer(consumer)
  // @ts-expect-error a value of this producer is text
  await text.send({ messages: [{ topic: 'orders', value: Buffer.from('v') }] })
  // @ts-expect-error the result is no number: it would be, were it any
  const wrong: number = await text.send({ messages: [] })
  // @ts-expect-error a message, not its value
  tracing.process('value', () => wrong)
  // @ts-expect-error the tracer must be wrapped
  platformaticTracing({ tracer: new Tracer() })
}
