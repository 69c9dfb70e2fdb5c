import { createTopics, waitFor } from '@filrouge/harness'
import { Kafka, logLevel } from 'kafkajs'

const TOPIC = 'warm-up'

/**
 * Uses a group and a transaction once: a cluster makes the topics behind them at their first use, and refuses clients meanwhile.
 * A scenario would see that, and its other run would not.
 */
export async function warmUp(brokers: readonly string[]): Promise<void> {
  await createTopics(brokers, [{ topic: TOPIC, partitions: 1 }])
  // kafkajs does not try again on everything that a coordinator says which is just starting
  const use = () => useOnce(brokers).then(() => true)
  await waitFor('groups and transactions', use, { deadlineMs: 120_000 })
}

async function useOnce(brokers: readonly string[]): Promise<void> {
  const retry = { initialRetryTime: 100, maxRetryTime: 500, retries: 100 }
  const kafka = new Kafka({ clientId: TOPIC, brokers: [...brokers], logLevel: logLevel.NOTHING, retry })
  const producer = kafka.producer({ transactionalId: TOPIC, idempotent: true, maxInFlightRequests: 1, retry })
  const consumer = kafka.consumer({ groupId: TOPIC, maxWaitTimeInMs: 50, retry })
  try {
    await Promise.all([producer.connect(), consumer.connect()])
    const open = await producer.transaction()
    await open.send({ topic: TOPIC, messages: [{ value: 'a' }] })
    await open.sendOffsets({
      consumerGroupId: `${TOPIC}-offsets`,
      topics: [{ topic: TOPIC, partitions: [{ partition: 0, offset: '1' }] }],
    })
    await open.commit()
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true })
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.COMMIT_OFFSETS, () => resolve())
      consumer.run({ eachMessage: () => Promise.resolve() }).catch(reject)
    })
  } finally {
    await Promise.all([producer.disconnect(), consumer.disconnect()])
  }
}
