export interface OtlpReporterOptions {
  /**
   * Where spans are posted to. By default `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, else `OTEL_EXPORTER_OTLP_ENDPOINT` +
   * `/v1/traces`, else `http://127.0.0.1:4318/v1/traces`.
   */
  url?: string
  /** Added to each request, for example `{ authorization: 'Bearer ...' }`. */
  headers?: Readonly<Record<string, string>>
  /** Spans that may wait for their batch; further ones are dropped and counted. Default 2048. */
  maxQueueSize?: number
  /** Spans in one request. Default 512, at most `maxQueueSize`. */
  maxBatchSize?: number
  /** How long a span waits for its batch to fill. Default 1000. */
  delayMs?: number
  /** For one batch with its retries, and for `close()`. Default 5000. */
  timeoutMs?: number
  /** Gets the first error of each kind, and the first of each outage of the receiver. Default: `process.emitWarning`. */
  onError?: (error: Error) => void
}

export interface Limits {
  maxQueueSize: number
  maxBatchSize: number
  delayMs: number
  timeoutMs: number
}

// The largest delay of a timer.
const LARGEST = 2 ** 31 - 1

/** The limits with their defaults. Throws a RangeError that names a limit that is none. */
export function limitsOf(options: OtlpReporterOptions): Limits {
  const maxQueueSize = limit('maxQueueSize', options.maxQueueSize ?? 2048, 1)
  return {
    maxQueueSize,
    maxBatchSize: Math.min(maxQueueSize, limit('maxBatchSize', options.maxBatchSize ?? 512, 1)),
    delayMs: limit('delayMs', options.delayMs ?? 1000, 0),
    timeoutMs: limit('timeoutMs', options.timeoutMs ?? 5000, 1),
  }
}

function limit(name: string, value: number, smallest: number): number {
  if (Number.isInteger(value) && value >= smallest && value <= LARGEST) return value
  throw new RangeError(`${name} is ${value}: give a whole number from ${smallest} to ${LARGEST}`)
}
