import { atMost, BATCH_OVERHEAD, exactly, sizeOfRecord } from './message-size'
import { isSendable } from '../message'
import type { Messaging } from '../messaging'

/**
 * A trace is never the reason for a refused message: of messages that may share a record batch (same partition; the whole topic
 * where it is not known) as many get our headers, in their order, as fit the limit; the rest go as they were. All of them go so
 * where they are over the limit already, since the broker's own may be a little higher, or several batches be made of them.
 */
export function withinBudget<M>(
  messaging: Messaging,
  topic: string,
  given: readonly M[],
  written: readonly M[],
): readonly M[] {
  if (written === given) return given
  const limit = messaging.options.maxMessageBytes ?? 1_000_000
  // The usual call is far below the limit, and is not measured to the byte.
  if (BATCH_OVERHEAD + sizeOf(written, atMost) <= limit) return written
  const messages = [...written]
  let left = 0
  for (const batch of batchesOf(given)) {
    let room = limit - BATCH_OVERHEAD
    for (const index of batch) room -= sizeOf([given[index]], exactly)
    for (const index of batch) {
      if (messages[index] === given[index]) continue
      const added = sizeOf([messages[index]], exactly) - sizeOf([given[index]], exactly)
      if (added <= room) {
        room -= added
      } else {
        messages[index] = given[index] as M
        left++
      }
    }
  }
  if (left > 0) tell(messaging, topic, limit)
  messaging.counters.overBudget += left
  return messages
}

/** The messages of each record batch that a call becomes at the least, by their places. */
function batchesOf(given: readonly unknown[]): Iterable<readonly number[]> {
  const batches = new Map<number | undefined, number[]>()
  const isShared = given.some((message) => isSendable(message) && message.partition === undefined)
  for (const [index, message] of given.entries()) {
    const partition = isShared || !isSendable(message) ? undefined : message.partition
    const batch = batches.get(partition)
    if (batch === undefined) batches.set(partition, [index])
    else batch.push(index)
  }
  return batches.values()
}

function sizeOf(messages: readonly unknown[], text: typeof exactly): number {
  let size = 0
  for (const message of messages) if (isSendable(message)) size += sizeOfRecord(message, text)
  return size
}

function tell({ guard }: Messaging, topic: string, limit: number): void {
  guard.tellOnce(
    `messages to topic ${topic} leave without the headers of their trace: with them a call is larger than ` +
      `maxMessageBytes, ${String(limit)} bytes uncompressed. Set it to the topic's max.message.bytes (said once a topic).`,
    `over budget ${topic}`,
  )
}
