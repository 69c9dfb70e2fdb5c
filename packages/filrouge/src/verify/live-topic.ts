import { liveDelivery, VectorSender, type VerifyOptions } from '@filrouge/contract'
import { createTopics, deleteTopics, HarnessError, startKafka, type RunningKafka } from '@filrouge/harness'
import { randomUUID } from 'node:crypto'

export type Delivery = NonNullable<VerifyOptions['delivery']>

/**
 * Runs `use` with a delivery through a topic of its own, which goes afterwards, as does the Kafka that was started for it.
 *
 * @throws KafkaFault, HarnessError
 */
export async function throughKafka<T>(
  brokers: string | undefined,
  onProgress: (line: string) => void,
  use: (delivery: Delivery) => Promise<T>,
): Promise<T> {
  const kafka = await kafkaAt(brokers, onProgress)
  try {
    const name = `filrouge-verify-${randomUUID()}`
    const live = { brokers: kafka.bootstrap, topic: name, group: name }
    await createTopics(live.brokers, [{ topic: name, partitions: 1 }])
    const sender = await VectorSender.connect(live.brokers, name)
    try {
      return await use(liveDelivery(sender, live))
    } finally {
      sender.close()
      if (kafka.kind === 'external') await removeTopic(live.brokers, name, onProgress)
    }
  } finally {
    await kafka.stop()
  }
}

function kafkaAt(brokers: string | undefined, onProgress: (line: string) => void): Promise<RunningKafka> {
  if (brokers === undefined) return startKafka({ onProgress })
  return startKafka({ provider: 'external', environment: { ...process.env, KAFKA_BROKERS: brokers } })
}

/** The verdict stands whether or not this works: a group is still in use while a consumer that was killed counts as a member. */
async function removeTopic(brokers: readonly string[], name: string, warn: (line: string) => void): Promise<void> {
  await deleteTopics(brokers, [name]).catch((error: unknown) =>
    warn(`topic ${name} is left: ${error instanceof HarnessError ? error.message : String(error)}`),
  )
}
