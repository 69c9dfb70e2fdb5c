import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import type { Limits } from './options'

/**
 * Waiting spans, sent in batches, one batch at a time. OpenTelemetry's BatchSpanProcessor would do, but the timer for its
 * export's time limit keeps a finished process alive, it hides how many spans it dropped, and it encodes a full batch inside
 * the `span.finish()` that filled it.
 */
export class SpanQueue {
  readonly #limits: Limits
  readonly #send: (spans: readonly ReadableSpan[]) => Promise<void>
  #waiting: ReadableSpan[] = []
  #timer: NodeJS.Timeout | undefined
  /** Whether the timer was set for a full batch. */
  #isUrgent = false
  #sending: Promise<void> | undefined
  #isDraining = false

  /** `send` never rejects: what failed is its own to tell. */
  constructor(limits: Limits, send: (spans: readonly ReadableSpan[]) => Promise<void>) {
    this.#limits = limits
    this.#send = send
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#limits.maxQueueSize
  }

  add(span: ReadableSpan): void {
    this.#waiting.push(span)
    this.#schedule()
  }

  /** Sends all that waits without delay, and resolves when it was sent. Nothing may be added afterwards. */
  async drain(): Promise<void> {
    this.#isDraining = true
    clearTimeout(this.#timer)
    await this.#sending
    while (this.#waiting.length > 0) await this.#sendBatch()
  }

  #schedule(): void {
    if (this.#sending !== undefined || this.#isDraining || this.#waiting.length === 0) return
    const isUrgent = this.#waiting.length >= this.#limits.maxBatchSize
    if (this.#timer !== undefined && isUrgent === this.#isUrgent) return
    clearTimeout(this.#timer)
    this.#isUrgent = isUrgent
    this.#timer = setTimeout(() => void this.#sendBatch(), isUrgent ? 0 : this.#limits.delayMs).unref()
  }

  #sendBatch(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batch = this.#waiting.splice(0, this.#limits.maxBatchSize)
    this.#sending = this.#send(batch).then(() => {
      this.#sending = undefined
      this.#schedule()
    })
    return this.#sending
  }
}
