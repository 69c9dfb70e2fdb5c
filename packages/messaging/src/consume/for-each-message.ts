import { requireChoice, requireMembers, textOf } from '../options/requirements'
import { MessageOrder } from './message-order'

export interface ForEachOptions {
  /** messages that are handled at once, at most; default 1 */
  readonly concurrency?: number
  /**
   * `key` (default): messages of one key one after the other; those without a key have no order among themselves. `none`: any
   * that is next.
   */
  readonly orderBy?: 'key' | 'none'
}

/** What is needed of the payload that kafkajs hands to `eachBatch`. */
export interface BatchPayload<M> {
  readonly batch: { readonly messages: readonly M[] }
  resolveOffset(offset: string): void
  heartbeat(): Promise<void>
  /** commits what is resolved where `autoCommitInterval` or `autoCommitThreshold` say so */
  commitOffsetsIfNecessary?(): Promise<void>
  isRunning?(): boolean
  isStale?(): boolean
}

/**
 * Handles the messages of a batch, several at once where asked, and resolves offsets as they become safe: always the highest one
 * below which all are done, so that after a crash nothing unhandled is skipped. Begins no new ones when a message fails or a seek
 * made the batch stale, and when the consumer stops and the client does not resolve the whole batch by itself
 * (`eachBatchAutoResolve: false`). Those that run are waited for; then the first error is thrown.
 *
 * @throws what `handle` threw first, and `heartbeat`'s error (a rebalance), which makes kafkajs fetch the rest again
 * @throws TypeError for options that cannot work
 */
export async function forEachMessage<M extends { readonly offset: string; readonly key?: unknown }>(
  payload: BatchPayload<M>,
  options: ForEachOptions,
  autoResolves: boolean,
  handle: (message: M) => unknown,
): Promise<void> {
  requireOptions(options)
  const { concurrency = 1, orderBy = 'key' } = options
  const { messages } = payload.batch
  const order = new MessageOrder(messages, orderBy)
  const safe = new SafeOffset(payload)
  const failures: unknown[] = []
  const goesOn = () =>
    failures.length === 0 && payload.isStale?.() !== true && (autoResolves || payload.isRunning?.() !== false)

  await new Promise<void>((ended) => {
    let running = 0
    const begin = (): void => {
      while (running < concurrency && goesOn()) {
        const index = order.next()
        if (index === undefined) break
        running++
        void one(index)
      }
      if (running === 0) ended()
    }
    const one = async (index: number): Promise<void> => {
      try {
        await handle(messages[index] as M)
        safe.done(index)
        await payload.heartbeat()
        await payload.commitOffsetsIfNecessary?.()
        order.done(index)
      } catch (error) {
        failures.push(error)
      }
      running--
      begin()
    }
    begin()
  })
  if (failures.length > 0) throw failures[0]
}

/** Resolves the offset below which every message is done. */
class SafeOffset<M extends { readonly offset: string }> {
  readonly #payload: BatchPayload<M>
  readonly #done: boolean[] = []
  #next = 0

  constructor(payload: BatchPayload<M>) {
    this.#payload = payload
  }

  done(index: number): void {
    this.#done[index] = true
    const before = this.#next
    while (this.#done[this.#next] === true) this.#next++
    const last = this.#payload.batch.messages[this.#next - 1]
    if (this.#next > before && last !== undefined) this.#payload.resolveOffset(last.offset)
  }
}

function requireOptions(options: unknown): void {
  const { concurrency = 1, orderBy } = requireMembers('options', options ?? null, ['concurrency', 'orderBy'])
  if (!(concurrency === Infinity || (Number.isInteger(concurrency) && (concurrency as number) >= 1))) {
    throw new TypeError(`concurrency is ${textOf(concurrency)}: use a whole number from 1, or Infinity`)
  }
  requireChoice('orderBy', orderBy, ['key', 'none'])
}
