import { BatchSpanProcessor } from '@opentelemetry/sdk-trace'
import { Connection } from './connection'
import { CountedExporter } from './counted-exporter'
import { SpanCounts, type ReporterCounts } from './counts'
import { exportUrl, shownUrl } from './export-url'
import { FaultNotice } from './fault-notice'
import type { JaegerSpan } from './jaeger-client-types'
import { limitsOf, type Limits, type OtlpReporterOptions } from './options'
import { resourceOf } from './process-resource'
import { readableSpan } from './readable-span'

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
 * A reporter for jaeger-client that posts spans to an OTLP/HTTP receiver as JSON. Batches, queue and retries are those of
 * OpenTelemetry's BatchSpanProcessor and OTLP exporter. An idle or waiting reporter keeps no process alive; a batch that
 * is just being sent does, with its retries at most for twice `timeoutMs`.
 */
export function otlpReporter(options: OtlpReporterOptions = {}): OtlpReporter {
  return new JaegerToOtlp(exportUrl(options.url, process.env), limitsOf(options), options)
}

class JaegerToOtlp implements OtlpReporter {
  readonly #limits: Limits
  readonly #counts = new SpanCounts()
  readonly #notice: FaultNotice
  readonly #connection: Connection
  readonly #processor: BatchSpanProcessor
  readonly #receiver: string
  #closed: Promise<void> | undefined

  constructor(url: string, limits: Limits, { headers = {}, onError }: OtlpReporterOptions) {
    const { maxQueueSize, maxBatchSize, delayMs, timeoutMs } = limits
    this.#limits = limits
    this.#receiver = shownUrl(url)
    this.#notice = new FaultNotice(onError)
    // close() sends the whole queue at once, beside the batch that is under way.
    const concurrency = Math.ceil(maxQueueSize / maxBatchSize) + 1
    this.#connection = new Connection({ url, headers, timeoutMs, concurrency })
    const exporter = new CountedExporter(this.#connection.exporter, {
      onTaken: (spans) => this.#counts.take(spans),
      onExported: (spans) => this.#onExported(spans),
      onFailed: (spans, error) => this.#onFailed(spans, error),
    })
    this.#processor = new BatchSpanProcessor({
      exporter,
      maxQueueSize,
      maxExportBatchSize: maxBatchSize,
      scheduledDelayMillis: delayMs,
      // The exporter ends by itself; its last attempt may begin just before its deadline.
      exportTimeoutMillis: 2 * timeoutMs,
    })
  }

  report(span: object): void {
    try {
      this.#queue(span as JaegerSpan)
    } catch (error) {
      this.#counts.refuse()
      this.#notice.give('span', `a span was not exported: ${textOf(error)}`, error)
    }
  }

  #queue(span: JaegerSpan): void {
    if ((span._spanContext.flags & SAMPLED) === 0) return
    if (this.#closed !== undefined) {
      this.#counts.drop()
      return
    }
    if (this.#counts.queued >= this.#limits.maxQueueSize) {
      this.#counts.drop()
      this.#notice.give(
        'queue',
        `spans are dropped: ${this.#limits.maxQueueSize} wait for ${this.#receiver}, raise maxQueueSize or sample less`,
      )
      return
    }
    const readable = readableSpan(span, resourceOf(span._tracer._process))
    this.#counts.queue()
    this.#processor.onEnd(readable)
  }

  setProcess(): void {}

  close(callback?: () => void): Promise<void> {
    this.#closed ??= this.#shutDown()
    if (callback !== undefined) void this.#closed.then(() => callback())
    return this.#closed
  }

  counts(): ReporterCounts {
    return this.#counts.snapshot()
  }

  async #shutDown(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise((resolve) => (timer = setTimeout(resolve, this.#limits.timeoutMs)))
    await Promise.race([this.#processor.shutdown().catch(() => undefined), deadline])
    clearTimeout(timer)
    this.#connection.cut()
    const lost = this.#counts.abandon()
    if (lost > 0) this.#notice.give('export', this.#lossOf(lost, `no answer within ${this.#limits.timeoutMs} ms`))
  }

  #onExported(spans: number): void {
    this.#counts.exported(spans)
    this.#notice.over('export')
  }

  #onFailed(spans: number, error: unknown): void {
    if (this.#counts.fail(spans)) this.#notice.give('export', this.#lossOf(spans, textOf(error)), error)
  }

  #lossOf(spans: number, reason: string): string {
    return `${spans} spans did not reach ${this.#receiver}: ${reason}; is an OTLP/HTTP receiver there?`
  }
}

const LONGEST_DETAIL = 200

/** An error's text, with HTTP status and answer where the exporter gives them; refused connections have only a code. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, data } = error as { code?: unknown; data?: unknown }
  const parts = [error.message, typeof code === 'number' || error.message === '' ? String(code) : '', data]
  const text = parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
  return text.slice(0, LONGEST_DETAIL)
}
