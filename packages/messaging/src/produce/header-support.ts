import type { Guard } from '../guard'

/** How long a topic gets no headers of ours after the broker refused them. */
export const STOPPED_MS = 5 * 60_000
const REMEMBERED_TOPICS = 10_000

/**
 * Topics that take no headers: of brokers before 0.11, or with an older `message.format.version`. There a message with headers
 * fails with `UNKNOWN` while one without passes, so a trace would cost messages. Nothing is sent again by us: the caller's own
 * retry succeeds, since ours are left out then.
 */
export class HeaderSupport {
  readonly #guard: Guard
  readonly #now: () => number
  /** when the next message may try again, by topic */
  readonly #stopped = new Map<string, number>()
  /** topics that took headers of ours */
  readonly #proven = new Set<string>()

  constructor(guard: Guard, now: () => number = () => performance.now()) {
    this.#guard = guard
    this.#now = now
  }

  /** Whether ours may be written. After a stop has run out one call may try; others wait until it is known how that went. */
  allows(topic: string): boolean {
    if (this.#stopped.size === 0) return true
    const until = this.#stopped.get(topic)
    return until === undefined || this.#now() >= until
  }

  /** Ours were written into a call that begins. */
  tried(topic: string): void {
    if (this.#stopped.has(topic)) this.#stopped.set(topic, this.#now() + STOPPED_MS)
  }

  succeeded(topic: string): void {
    if (this.#stopped.size > 0) this.#stopped.delete(topic)
    if (this.#proven.has(topic)) return
    if (this.#proven.size >= REMEMBERED_TOPICS) this.#proven.clear()
    this.#proven.add(topic)
  }

  /**
   * @param error what the client threw for a call to this topic whose only headers were ours. Of a call to several topics it may be
   *   another's, so that one which took such headers before is not blamed.
   */
  failed(topic: string, error: unknown): void {
    if (this.#proven.has(topic) || !saysUnknown(error)) return
    if (this.#stopped.size >= REMEMBERED_TOPICS) this.#stopped.clear()
    const isNew = !this.#stopped.has(topic)
    this.#stopped.set(topic, this.#now() + STOPPED_MS)
    if (!isNew) return
    this.#guard.tell(
      `the broker answered UNKNOWN to records of topic ${topic} whose only headers are those of the trace: ` +
        'it seems to take no headers (a broker before 0.11, or message.format.version below 0.11). ' +
        'None are written to this topic for 5 minutes; your retry will pass. ' +
        "To switch them off: rules: [{ topics: '" +
        topic +
        "', producer: { mode: 'off' } }]",
      error,
    )
  }
}

/** kafkajs: `KafkaJSProtocolError` with type `UNKNOWN`, code -1; perhaps inside the error of its retries. */
function saysUnknown(error: unknown): boolean {
  try {
    return isUnknown(error)
  } catch {
    // an error whose members cannot be read says nothing
    return false
  }
}

function isUnknown(error: unknown): boolean {
  for (let at = error, depth = 0; at !== null && typeof at === 'object' && depth < 4; depth++) {
    const { type, code, cause, originalError } = at as {
      readonly type?: unknown
      readonly code?: unknown
      readonly cause?: unknown
      readonly originalError?: unknown
    }
    if (type === 'UNKNOWN' || (code === -1 && type === undefined)) return true
    at = cause ?? originalError
  }
  return false
}
