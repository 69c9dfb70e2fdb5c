import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'

/** Posts spans as OTLP's JSON, encoded by OpenTelemetry and sent by `fetch`, as Filrouge's own reporter does. */
export class PostingExporter implements SpanExporter {
  readonly #url: string
  sent = 0

  constructor(url: string) {
    this.#url = url
  }

  export(spans: ReadableSpan[], done: (result: { code: number; error?: Error }) => void): void {
    this.#post(spans).then(
      () => {
        this.sent += spans.length
        done({ code: 0 })
      },
      (error: unknown) => done({ code: 1, error: error as Error }),
    )
  }

  shutdown(): Promise<void> {
    return Promise.resolve()
  }

  async #post(spans: ReadableSpan[]): Promise<void> {
    const body = JsonTraceSerializer.serializeRequest(spans) ?? null
    const headers = { 'content-type': 'application/json' }
    await (await fetch(this.#url, { method: 'POST', headers, body })).arrayBuffer()
  }
}
