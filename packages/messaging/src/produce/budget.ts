import { atMost, BATCH_OVERHEAD, exactly, sizeOfRecord } from './message-size'
import { isSendable } from '../message'
import type { Messaging } from '../messaging'

/**
 * Messages of one call that may share a record batch (same partition; the whole topic where it is not known) and are over the
 * limit with our headers are sent as they were: a trace is never the reason for a refused message. That holds also where they
 * are over it without them, since the broker's own limit may be a little higher, or several batches be made of them.
 */
export function withinBudget<M>(messaging: Messaging, given: readonly M[], written: readonly M[]): readonly M[] {
  if (written === given) return given
  const limit = messaging.options.maxMessageBytes ?? 1_000_000
  // The usual call is far below the limit, and is not measured to the byte.
  if (sizeOf(written, atMost) <= limit) return written
  const batches = new Map<number | undefined, number[]>()
  const shared = given.some((message) => isSendable(message) && message.partition === undefined)
  given.forEach((message, index) => {
    const partition = shared || !isSendable(message) ? undefined : message.partition
    const batch = batches.get(partition)
    if (batch === undefined) batches.set(partition, [index])
    else batch.push(index)
  })
  const messages = [...written]
  for (const indexes of batches.values()) {
    const pick = (from: readonly M[]) => indexes.map((index) => from[index] as M)
    if (sizeOf(pick(written), exactly) <= limit) continue
    for (const index of indexes) {
      if (messages[index] === given[index]) continue
      messages[index] = given[index] as M
      messaging.counters.overBudget++
    }
  }
  return messages
}

function sizeOf(messages: readonly unknown[], text: typeof exactly): number {
  let size = BATCH_OVERHEAD
  for (const message of messages) if (isSendable(message)) size += sizeOfRecord(message, text)
  return size
}
