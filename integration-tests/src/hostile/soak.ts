import { kafkaTracing } from '@filrouge/kafkajs'
import { waitFor } from '@filrouge/harness'
import { Kafka, logLevel } from 'kafkajs'
import type { HostileCase } from './hostile-cases'

export interface SoakResult {
  readonly case: string
  readonly sent: number
  /** distinct messages that the handler got */
  readonly handled: number
  readonly lost: number
  readonly duplicated: number
  readonly outOfOrder: number
  /** errors caught on the way, so that one sees that the case did what it says */
  readonly caught: number
  /** milliseconds that `tracing.close()` took, its deadline is 2,000 */
  readonly closeMs: number
  readonly seconds: number
}

const BATCH = 1000
const DEADLINE_MS = 300_000

/** Sends `count` messages over a topic of one partition through wrapped clients under one hostile case, and counts what arrives. */
export async function soak(
  brokers: readonly string[],
  topic: string,
  hostile: HostileCase,
  count: number,
  signal: AbortSignal,
): Promise<SoakResult> {
  const { name, headers } = hostile
  const started = performance.now()
  const tracing = kafkaTracing({ ...hostile.options(), onError: () => undefined })
  const kafka = tracing.kafka(new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }))
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 200 })
  const seen = new Uint8Array(count)
  let handled = 0
  let duplicated = 0
  let outOfOrder = 0
  let next = 0
  try {
    await producer.connect()
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ message }) => {
        const index = Number(message.value?.toString())
        if (seen[index] === 0) handled++
        else duplicated++
        seen[index] = 1
        if (index !== next) outOfOrder++
        next = index + 1
        if (index % 100 === 0) await new Promise(setImmediate)
      },
    })
    for (let from = 0; from < count; from += BATCH) {
      const messages = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => ({
        value: String(from + index),
        ...(headers !== undefined && { headers: headers() }),
      }))
      await producer.send({ topic, messages })
    }
    // a case that loses messages is a result, not a failure of the run
    const isOver = () => handled + duplicated >= count
    await waitFor('all messages', isOver, { deadlineMs: DEADLINE_MS, signal }).catch(() => signal.throwIfAborted())
  } finally {
    await consumer.disconnect()
    await producer.disconnect()
  }
  const closing = performance.now()
  await tracing.close({ timeoutMs: 2000 })
  return {
    case: name,
    sent: count,
    handled,
    lost: count - handled,
    duplicated,
    outOfOrder,
    caught: tracing.counts().caughtErrors,
    closeMs: Math.round(performance.now() - closing),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  }
}
