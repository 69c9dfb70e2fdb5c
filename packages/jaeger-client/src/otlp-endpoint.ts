import { setTimeout as wait } from 'node:timers/promises'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { answerTo, type Answer } from './otlp-answer'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

/**
 * Posts batches as OTLP's JSON, encoded by OpenTelemetry. The posting is not left to its OTLP exporter, because that
 * - imports `node:http` in a way that jest does not allow without a flag, so that no span of a jest test would arrive;
 * - waits between attempts, and for its time limit, on timers that keep a finished process alive;
 * - cannot be told to stop: it still sends after the caller of its shutdown has given up.
 */
export class OtlpEndpoint {
  readonly #url: string
  readonly #headers: Headers
  readonly #timeoutMs: number
  readonly #underWay = new Set<AbortController>()
  #isCut = false

  /** Throws a TypeError for a header that HTTP does not allow. */
  constructor(url: string, headers: Readonly<Record<string, string>>, timeoutMs: number) {
    this.#url = url
    this.#headers = new Headers({ ...headers, 'content-type': 'application/json' })
    this.#timeoutMs = timeoutMs
  }

  /**
   * Posts one batch, again after a network error and where OTLP allows it, until the time limit. Resolves with the number of
   * spans that the receiver took in, rejects when it took none.
   */
  async send(spans: readonly ReadableSpan[]): Promise<number> {
    if (this.#isCut) throw new Error('the reporter is closed')
    const body = JsonTraceSerializer.serializeRequest([...spans])
    if (body === undefined) throw new Error('the batch was not encoded')
    const abort = new AbortController()
    const timeout = new Error(`no answer within ${this.#timeoutMs} ms`)
    const timer = setTimeout(() => abort.abort(timeout), this.#timeoutMs).unref()
    this.#underWay.add(abort)
    try {
      return spans.length - (await this.#postUntilTaken(body, abort.signal))
    } catch (error) {
      throw abort.signal.aborted ? abort.signal.reason : error
    } finally {
      clearTimeout(timer)
      this.#underWay.delete(abort)
    }
  }

  /** Ends what is under way; nothing is sent afterwards. */
  cut(): void {
    this.#isCut = true
    for (const abort of this.#underWay) abort.abort(new Error('the reporter was closed'))
  }

  async #postUntilTaken(body: Uint8Array, signal: AbortSignal): Promise<number> {
    const deadline = performance.now() + this.#timeoutMs
    for (let longest = FIRST_WAIT_MS; ; longest = Math.min(2 * longest, LONGEST_WAIT_MS)) {
      const answer = await this.#post(body, signal)
      if (answer.taken) return answer.rejectedSpans
      // Between half and whole, so that many services do not come back to a receiver at the same moment.
      const delay = answer.retryAfterMs ?? longest * (0.5 + Math.random() / 2)
      if (!answer.retryable || performance.now() + delay >= deadline) throw answer.error
      await wait(delay, undefined, { ref: false, signal })
    }
  }

  // Under suppressed tracing: an OpenTelemetry instrumentation in the same process makes no spans of the requests that carry spans.
  #post(body: Uint8Array, signal: AbortSignal): Promise<Answer> {
    // A redirect would turn the POST into a GET, whose success means nothing.
    const request: RequestInit = { method: 'POST', headers: this.#headers, body, signal, redirect: 'manual' }
    return context.with(suppressTracing(ROOT_CONTEXT), () => answerTo(fetch(this.#url, request)))
  }
}
