import { liveDelivery, VectorSender, type VerifyOptions } from '@filrouge/contract'
import { createTopics, deleteTopics, HarnessError, onSignals, startKafka, type RunningKafka } from '@filrouge/harness'
import { randomUUID } from 'node:crypto'

export type Delivery = NonNullable<VerifyOptions['delivery']>

/**
 * Runs `use` with a delivery through a topic of its own, which goes afterwards, as does the Kafka that was started for it: on
 * SIGINT and SIGTERM, too.
 *
 * @throws KafkaFault, HarnessError
 */
export async function throughKafka<T>(
  brokers: string | undefined,
  tell: (line: string) => void,
  use: (delivery: Delivery) => Promise<T>,
): Promise<T> {
  const name = `filrouge-verify-${randomUUID()}`
  const abort = new AbortController()
  const starting = kafkaAt(brokers, tell, abort.signal)
  let ending: Promise<void> | undefined
  const end = () => (ending ??= endOf(starting, name, tell))
  const forget = onSignals((signal) => {
    abort.abort(new HarnessError(`ended by ${signal}`, 'run again'))
    return end()
  })
  try {
    const live = { brokers: (await starting).bootstrap, topic: name, group: name }
    await createTopics(live.brokers, [{ topic: name, partitions: 1 }])
    const sender = await VectorSender.connect(live.brokers, name)
    try {
      return await use(liveDelivery(sender, live))
    } finally {
      sender.close()
    }
  } finally {
    await end()
    forget()
  }
}

function kafkaAt(
  brokers: string | undefined,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningKafka> {
  if (brokers === undefined) return startKafka({ onProgress, signal })
  return startKafka({ provider: 'external', environment: { ...process.env, KAFKA_BROKERS: brokers }, signal })
}

async function endOf(starting: Promise<RunningKafka>, name: string, tell: (line: string) => void): Promise<void> {
  const kafka = await starting.catch(() => undefined)
  if (kafka?.kind === 'external') await removeTopic(kafka.bootstrap, name, tell)
  await kafka?.stop()
}

/** The verdict stands whether or not this works: a group is still in use while a consumer that was killed counts as a member. */
async function removeTopic(brokers: readonly string[], name: string, warn: (line: string) => void): Promise<void> {
  await deleteTopics(brokers, [name]).catch((error: unknown) =>
    warn(`topic ${name} is left: ${error instanceof HarnessError ? error.message : String(error)}`),
  )
}
