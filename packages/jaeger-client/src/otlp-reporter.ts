import { types } from 'node:util'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { SpanCounts, type ReporterCounts } from './counts'
import { exportUrl, shownUrl } from './export-url'
import { FaultNotice } from './fault-notice'
import type { JaegerSpan } from './jaeger-client-types'
import { limitsOf, type Limits, type OtlpReporterOptions } from './options'
import { OtlpEndpoint } from './otlp-endpoint'
import { resourceOf } from './process-resource'
import { readableSpan } from './readable-span'
import { SpanQueue } from './span-queue'

const SAMPLED = 1

/** What jaeger-client's option `reporter` expects; also assignable to the type in `@types/jaeger-client`. */
export interface OtlpReporter {
  /** Queues a finished span of jaeger-client. Never throws, never waits. */
  report(span: object): void
  /** Does nothing: each span knows its tracer's process. jaeger-client demands it. */
  setProcess(process: unknown): void
  /**
   * Sends what is queued, then calls back and resolves: after `timeoutMs` at the latest, whatever the receiver does.
   * Nothing is sent after that. Never rejects; idempotent.
   */
  close(callback?: () => void): Promise<void>
  /** What became of the spans so far. */
  counts(): ReporterCounts
}

/**
 * A reporter for jaeger-client that posts spans to an OTLP/HTTP receiver as JSON. Its timers keep no process alive, and so
 * what is queued at a process's end is lost without `close()`. Throws a TypeError or RangeError for a bad option.
 */
export function otlpReporter(options: OtlpReporterOptions = {}): OtlpReporter {
  return new JaegerToOtlp(exportUrl(options.url, process.env), limitsOf(options), options)
}

class JaegerToOtlp implements OtlpReporter {
  readonly #limits: Limits
  readonly #counts = new SpanCounts()
  readonly #notice: FaultNotice
  readonly #endpoint: OtlpEndpoint
  readonly #queue: SpanQueue
  readonly #receiver: string
  #closed: Promise<void> | undefined

  constructor(url: string, limits: Limits, { headers = {}, onError }: OtlpReporterOptions) {
    this.#limits = limits
    this.#receiver = shownUrl(url)
    this.#notice = new FaultNotice(onError)
    this.#endpoint = new OtlpEndpoint(url, headers, limits.timeoutMs)
    this.#queue = new SpanQueue(limits, (spans) => this.#send(spans))
  }

  report(span: object): void {
    try {
      this.#accept(span as JaegerSpan)
    } catch (error) {
      this.#counts.refuse()
      this.#notice.give('span', `a span was not exported: ${textOf(error)}`, error)
    }
  }

  #accept(span: JaegerSpan): void {
    if ((span._spanContext.flags & SAMPLED) === 0) return
    if (this.#closed !== undefined) {
      this.#counts.drop()
    } else if (this.#queue.isFull) {
      this.#counts.drop()
      const waiting = `${this.#limits.maxQueueSize} wait for ${this.#receiver}`
      this.#notice.give('queue', `spans are dropped: ${waiting}, raise maxQueueSize or sample less`)
    } else {
      this.#queue.add(readableSpan(span, resourceOf(span._tracer._process)))
      this.#counts.accept()
    }
  }

  setProcess(): void {
    // See OtlpReporter.
  }

  close(callback?: () => void): Promise<void> {
    this.#closed ??= this.#drain()
    const closed = this.#closed
    return callback === undefined ? closed : closed.then(callback)
  }

  counts(): ReporterCounts {
    return this.#counts.snapshot()
  }

  async #drain(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#limits.timeoutMs)))
    await Promise.race([this.#queue.drain(), deadline])
    clearTimeout(timer)
    const lost = this.#counts.abandon()
    if (lost > 0) this.#tellLoss(lost, new Error(`no answer within ${this.#limits.timeoutMs} ms`))
    this.#endpoint.cut()
  }

  async #send(spans: readonly ReadableSpan[]): Promise<void> {
    try {
      const taken = Math.max(0, await this.#endpoint.send(spans))
      const rejected = spans.length - taken
      this.#counts.settle(taken, rejected)
      if (rejected > 0) this.#tellLoss(rejected, new Error('the receiver rejected them'))
      else this.#notice.over('export')
    } catch (error) {
      this.#counts.settle(0, spans.length)
      this.#tellLoss(spans.length, error)
    }
  }

  #tellLoss(spans: number, error: unknown): void {
    const what = `${spans} ${spans === 1 ? 'span' : 'spans'} did not reach ${this.#receiver}`
    this.#notice.give('export', `${what}: ${textOf(error)}; is an OTLP/HTTP receiver there?`, error)
  }
}

function textOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error)
}
