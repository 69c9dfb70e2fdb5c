import { startKafka, type RunningKafka } from '@filrouge/harness'

declare global {
  var filrougeTestKafka: RunningKafka | undefined
}

/** One broker for all files of a run. Tests find it as users do, through KAFKA_BROKERS. */
export default async function startBroker(): Promise<void> {
  const kafka = await startKafka({ onProgress: (line) => console.log(line) })
  console.log(`integration tests run on ${kafka.kind} kafka ${kafka.version} at ${kafka.bootstrap.join(',')}`)
  globalThis.filrougeTestKafka = kafka
  process.env['KAFKA_BROKERS'] = kafka.bootstrap.join(',')
}
