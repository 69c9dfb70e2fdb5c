import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { Kafka, logLevel, Partitioners, type Consumer, type KafkaMessage, type Producer } from 'kafkajs'
import type { Tracer } from 'opentracing'
import { serviceArguments, untilStopped } from './service-arguments'
import { startTracer } from './tracer'

/** What a service of the example has: a tracer, and a wrapped producer and consumer. */
export interface KafkaService {
  readonly tracer: Tracer
  readonly producer: Producer
  readonly requests: string
  readonly replies: string
  /** Consumes a topic from its beginning; resolves when the group was joined. */
  readonly consume: (topic: string, handler: (message: KafkaMessage) => Promise<void>) => Promise<void>
}

/** What a service adds once it is set up. */
export interface Started {
  /** for the line that says it is ready */
  readonly port?: number
  /** called before the Kafka clients go */
  readonly stop?: () => Promise<void>
}

/**
 * Runs a service until it is told to stop: connects, lets `start` set it up, prints a line with `ready`, and at the
 * end closes consumer, producer and tracing, in this order.
 */
export function runService(name: string, start: (service: KafkaService) => Promise<Started>): void {
  serve(name, start).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
}

async function serve(name: string, start: (service: KafkaService) => Promise<Started>): Promise<void> {
  const { brokers, otlp, requests, replies, group: groupId } = serviceArguments(name)
  const tracer = startTracer(name, otlp)
  const tracing = kafkaTracing({ tracer: openTracing(tracer), clientId: name })
  const kafka = new Kafka({ clientId: name, brokers, logLevel: logLevel.ERROR })
  const producer = tracing.producer(kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner }))
  const consumer = tracing.consumer(kafka.consumer({ groupId, maxWaitTimeInMs: 100 }), { groupId })
  await producer.connect()
  await consumer.connect()
  const { port, stop } = await start({
    tracer,
    producer,
    requests,
    replies,
    consume: (topic, handler) => consume(consumer, topic, handler),
  })
  console.log(JSON.stringify({ ready: true, service: name, pid: process.pid, port }))

  await untilStopped()
  await stop?.()
  await consumer.disconnect()
  await producer.disconnect()
  await tracing.close()
}

async function consume(
  consumer: Consumer,
  topic: string,
  handler: (message: KafkaMessage) => Promise<void>,
): Promise<void> {
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()))
  await consumer.run({ eachMessage: ({ message }) => handler(message) })
  await joined
}
