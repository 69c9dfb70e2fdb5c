import { kafkaTracing } from '@filrouge/kafkajs'
import { otlpReporter } from '@filrouge/jaeger-client'
import { openTracing } from '@filrouge/opentracing'
import jaeger from 'jaeger-client'
import { Kafka, logLevel } from 'kafkajs'
import { setImmediate as turn } from 'node:timers/promises'

/**
 * A service under load, as DESIGN's example ends one: `loaded-service BROKERS TOPIC OTLP_URL` sends and handles messages until
 * SIGTERM. Prints one line for each finished span, `<span id> <ms since 1970>`, and ends with `closed`.
 */
const [, , brokers = '', topic = '', url = ''] = process.argv
const reporter = otlpReporter({ url })
const tracer = jaeger.initTracer(
  { serviceName: 'loaded', sampler: { type: 'const', param: 1 } },
  { traceId128bit: true, reporter },
)
const finished: string[] = []
const tracing = kafkaTracing({
  tracer: openTracing(tracer),
  observers: [{ onHop: ({ spanId = '' }) => void finished.push(`${spanId} ${String(Date.now())}`) }],
})
const kafka = tracing.kafka(new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }))
const producer = kafka.producer()
const consumer = kafka.consumer({ groupId: topic })
let isOver = false

process.once('SIGTERM', () => {
  isOver = true
  void (async () => {
    await consumer.disconnect()
    await producer.disconnect()
    await tracing.close()
    process.stdout.write(`${finished.join('\n')}\nclosed\n`, () => process.exit(0))
  })()
})

async function main(): Promise<void> {
  await producer.connect()
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ eachMessage: () => turn() })
  process.stdout.write('ready\n')
  while (!isOver) {
    await producer.send({ topic, messages: [{ value: 'x' }] })
    await turn()
  }
}

main().catch((error: unknown) => {
  if (!isOver) console.error(error)
})
