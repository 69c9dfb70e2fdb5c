import { waitFor } from '@filrouge/harness'
import type { Kafka } from 'kafkajs'

export type Handler = 'eachMessage' | 'eachBatch'

/** What came of one message. */
export interface Seen {
  /** the span that is active in the handler, by name */
  readonly active: string | undefined
  /** every span that can be told, and the name of its parent */
  readonly spans: readonly (readonly [name: string, parent: string])[]
  readonly warnings: readonly string[]
}

interface Tracing {
  inSpan(name: string, fn: () => Promise<void>): Promise<void>
  /** called in the handler */
  handled(): void
}

/** Sends one message in a span, and handles it: the handler sends another. */
export async function handleOne(kafka: Kafka, topic: string, handler: Handler, tracing: Tracing): Promise<void> {
  const producer = kafka.producer()
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 50 })
  await Promise.all([producer.connect(), consumer.connect()])
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  let isHandled = false
  const handle = async () => {
    tracing.handled()
    await producer.send({ topic: `${topic}-out`, messages: [{ value: 'w' }] })
    isHandled = true
  }
  // run in a span, as at the start of a service: it is the parent of nothing that is handled
  await tracing.inSpan('start', () => consumer.run({ [handler]: handle }))
  await tracing.inSpan('request', async () => {
    await producer.send({ topic, messages: [{ value: 'v' }] })
  })
  await waitFor('the handler', () => Promise.resolve(isHandled))
  await consumer.disconnect()
  await producer.disconnect()
}

/** Runs a program of these arguments: brokers, topic, handler, and `twice` where both instrumentations are to be there. */
export function printed(
  run: (brokers: readonly string[], topic: string, handler: Handler, isTwice: boolean) => Promise<Seen>,
): void {
  const [brokers = '', topic = '', handler = 'eachMessage', clients] = process.argv.slice(2)
  run(brokers.split(','), topic, handler as Handler, clients === 'twice').then(
    (seen) => {
      console.log(JSON.stringify(seen))
      // a tracer may keep the process
      process.exit(0)
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}
