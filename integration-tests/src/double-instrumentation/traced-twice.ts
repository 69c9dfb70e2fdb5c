// A service that OpenTelemetry's instrumentation traces, and Filrouge beside it where asked. Prints what came of one message as JSON.
import { exporter, provider } from './register-open-telemetry'
// first of all, since it patches what is required after it
import { waitFor } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTelemetry } from '@filrouge/opentelemetry'
import { trace } from '@opentelemetry/api'
import { Kafka, logLevel } from 'kafkajs'

export interface Seen {
  /** the span that is active in the handler, by name */
  readonly active: string | undefined
  /** every span, and the name of its parent */
  readonly spans: readonly (readonly [name: string, parent: string])[]
  readonly warnings: readonly string[]
}

async function main(
  brokers: readonly string[],
  topic: string,
  handler: 'eachMessage' | 'eachBatch',
  isTwice: boolean,
): Promise<Seen> {
  const warnings: string[] = []
  const tracer = openTelemetry({ tracerProvider: provider })
  const tracing = kafkaTracing({ tracer, onError: ({ message }) => warnings.push(message) })
  const plain = new Kafka({ clientId: topic, brokers: [...brokers], logLevel: logLevel.NOTHING })
  const kafka = isTwice ? tracing.kafka(plain) : plain
  const producer = kafka.producer()
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 50 })
  const service = provider.getTracer('service')
  await Promise.all([producer.connect(), consumer.connect()])
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  let active: string | undefined
  let isHandled = false
  const handle = async () => {
    active = (trace.getActiveSpan() as { name?: string } | undefined)?.name
    service.startSpan('work').end()
    await producer.send({ topic: `${topic}-out`, messages: [{ value: 'w' }] })
    isHandled = true
  }
  // run in a span, as at the start of a service: it is the parent of nothing that is handled
  await service.startActiveSpan('start', async (span) => {
    await consumer.run({ [handler]: handle })
    span.end()
  })
  await service.startActiveSpan('request', async (span) => {
    await producer.send({ topic, messages: [{ value: 'v' }] })
    span.end()
  })
  await waitFor('the handler', () => Promise.resolve(isHandled))
  await consumer.disconnect()
  await producer.disconnect()
  const spans = exporter.getFinishedSpans()
  const nameOf = (id: string | undefined) => spans.find((span) => span.spanContext().spanId === id)?.name ?? 'nothing'
  const told = spans.map(({ name, parentSpanContext }) => [name, nameOf(parentSpanContext?.spanId)] as const)
  const text = ([name, parent]: readonly [string, string]) => `${name} ${parent}`
  return { active, spans: told.sort((a, b) => text(a).localeCompare(text(b))), warnings }
}

const [brokers = '', topic = '', handler, clients] = process.argv.slice(2)
main(brokers.split(','), topic, handler as 'eachMessage' | 'eachBatch', clients === 'twice').then(
  (seen) => console.log(JSON.stringify(seen)),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
