import type { FormatName } from '@filrouge/propagation'

export type WorkloadName = 'producer' | 'eachMessage' | 'eachBatch' | 'withMessage' | 'roundTrip'

/** What a worker process is started with, as JSON in its first argument. */
export interface WorkerSettings {
  readonly workload: WorkloadName
  readonly brokers: readonly string[]
  /** has one partition */
  readonly topic: string
  /** whose name is nobody else's, for who consumes */
  readonly group: string
  /** messages that the topic holds already, for who only reads it */
  readonly prefilled: number
  /** messages in one call of `send` */
  readonly batch: number
  /** bytes of a message's value */
  readonly valueBytes: number
  /** headers that a message has before it is traced */
  readonly ownHeaders: number
  /** CPU microseconds that each message is made dearer by: a test's proof that it would be noticed */
  readonly burnUs: number
  readonly tracing: TracingSettings
  /** takes spans that are posted: `http://host:port` */
  readonly agent: string
}

/** What a variant can be told; each looks at what concerns it. */
export interface TracingSettings {
  /** formats that are written, or names of the constant headers of the floor */
  readonly write?: readonly FormatName[]
  readonly spans?: 'send' | 'message'
  readonly sampler?: 'sampled' | 'unsampled'
  readonly mode?: 'trace' | 'propagate-only'
  /** messages are sent inside the span of a request, instead of by nobody: their spans are its children, instead of roots */
  readonly request?: boolean
  /** OpenTelemetry's spans go to the reporter that jaeger-client's go to, in place of the processor that services use */
  readonly processor?: 'counting'
  /** spans are encoded and posted to the agent, instead of being counted and dropped */
  readonly exports?: boolean
}

export type Command =
  /** work that is not measured: `messages` in all */
  | { readonly do: 'warm up' | 'run'; readonly messages: number; readonly perSecond?: number; readonly heap?: boolean }
  | { readonly do: 'check parity'; readonly messages: number }
  | { readonly do: 'time'; readonly milliseconds: number }
  | { readonly do: 'stop' }

/** What one run took and did. */
export interface RunReport {
  /** of all threads of the process, user and system */
  readonly cpuUs: number
  readonly wallMs: number
  readonly messages: number
  /** calls of `send`, or batches that were handled */
  readonly calls: number
  /** spans that reached the sender */
  readonly spans: number
  /** V8's heap and what it holds outside, counted over collections of garbage; only where asked */
  readonly allocatedBytes?: number
  /** milliseconds from the scheduled moment to the handler, of all messages of the run */
  readonly latencies?: Latencies
}

export interface Latencies {
  readonly p50: number
  readonly p99: number
  readonly p999: number
}

/** What a handler saw of its own message. Producers are looked at on the broker's side. */
export interface ParityReport {
  readonly handled: number
  /** messages in whose handler the trace of their own headers was active */
  readonly active: number
}

/** What an operation without a broker took. */
export interface Timing {
  readonly ns: number
  /** what it gave, in words that are the same for all that did the same */
  readonly results: readonly string[]
}

export type Answer =
  | { readonly ready: true }
  | { readonly report: RunReport }
  | { readonly parity: ParityReport }
  | { readonly timing: Timing }
  | { readonly done: true }
  | { readonly error: string }
