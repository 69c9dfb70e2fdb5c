import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { Kafka, logLevel } from 'kafkajs'
import { Tracer } from 'opentracing'

/**
 * `crashing-consumer BROKERS TOPIC`: handles the first three messages of a batch at once. The second one never ends; the test
 * kills the process then.
 */
const [, , brokers = '', topic = ''] = process.argv
const tracing = kafkaTracing({ tracer: openTracing(new Tracer()) })
const kafka = tracing.kafka(new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }))
const consumer = kafka.consumer({ groupId: topic, sessionTimeout: 6000, heartbeatInterval: 500 })

async function main(): Promise<void> {
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachBatchAutoResolve: false,
    autoCommitThreshold: 1,
    eachBatch: (payload) =>
      tracing.forEachMessage(payload, { concurrency: 3 }, async ({ offset }) => {
        if (offset === '1') await new Promise(() => undefined)
        process.stdout.write(`done ${offset}\n`)
      }),
  })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
