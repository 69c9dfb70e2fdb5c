import { ExportResultCode } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'

export interface ExportListener {
  onTaken(spans: number): void
  onExported(spans: number): void
  onFailed(spans: number, error: unknown): void
}

/**
 * Tells what becomes of each batch. The processor in front is told that all went well: it would only hand a failure to
 * OpenTelemetry's global error handler, and break off its shutdown there.
 */
export class CountedExporter implements SpanExporter {
  readonly #exporter: SpanExporter
  readonly #listener: ExportListener

  constructor(exporter: SpanExporter, listener: ExportListener) {
    this.#exporter = exporter
    this.#listener = listener
  }

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.#listener.onTaken(spans.length)
    const settle = (code: ExportResultCode, error?: unknown) => {
      if (code === ExportResultCode.SUCCESS) this.#listener.onExported(spans.length)
      else this.#listener.onFailed(spans.length, error)
      done({ code: ExportResultCode.SUCCESS })
    }
    try {
      this.#exporter.export(spans, ({ code, error }) => settle(code, error))
    } catch (error) {
      settle(ExportResultCode.FAILED, error)
    }
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown()
  }
}
