import type { Agent } from 'node:http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'

export interface ConnectionOptions {
  url: string
  headers: Readonly<Record<string, string>>
  /** For one batch, retries included. */
  timeoutMs: number
  /** Batches that may be under way at once. */
  concurrency: number
}

/**
 * OpenTelemetry's OTLP exporter (JSON over HTTP/1.1; retries on 429, 502, 503, 504 and network errors) that can be cut off:
 * by itself it finishes what it has begun, and goes on with its retries, after its shutdown's caller has given up.
 */
export class Connection {
  readonly exporter: OTLPTraceExporter
  #agent: Agent | undefined
  #isCut = false

  constructor({ url, headers, timeoutMs, concurrency }: ConnectionOptions) {
    this.exporter = new OTLPTraceExporter({
      url,
      timeoutMillis: timeoutMs,
      concurrencyLimit: concurrency,
      // Asked before each attempt: the one place where a retry can still be stopped.
      headers: () =>
        this.#isCut ? Promise.reject(new Error('the reporter is closed')) : Promise.resolve({ ...headers }),
      httpAgentOptions: (protocol) => this.#openAgent(protocol),
    })
  }

  /** Ends idle connections and requests under way; no further one begins. */
  cut(): void {
    this.#isCut = true
    this.#agent?.destroy()
  }

  // Imported late, as the exporter asks, so that an instrumentation of node:http gets to it first.
  async #openAgent(protocol: string): Promise<Agent> {
    const { Agent } = protocol === 'https:' ? await import('node:https') : await import('node:http')
    this.#agent = new Agent({ keepAlive: true })
    return this.#agent
  }
}
