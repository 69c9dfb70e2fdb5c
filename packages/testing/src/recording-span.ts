import type { TraceContext } from '@filrouge/propagation'
import { Span, type Reference, type SpanContext, type Tracer } from 'opentracing'
import { RecordingContext } from './recording-context'

export interface RecordedLog {
  readonly fields: Readonly<Record<string, unknown>>
  /** milliseconds since 1970; absent where none was given */
  readonly timestamp?: number
}

export interface RecordedStart {
  readonly trace: TraceContext
  readonly startTime: number
  readonly references: readonly Reference[]
  readonly baggage: ReadonlyMap<string, string>
}

/** A span in memory. Its methods are those of opentracing's MockSpan, with identity, logs, references and baggage beside them. */
export class RecordingSpan extends Span {
  /** milliseconds since 1970 */
  readonly startTime: number
  readonly references: readonly Reference[]
  readonly logs: RecordedLog[] = []
  /** milliseconds since 1970, once finished */
  finishTime?: number
  readonly #recorder: Tracer
  readonly #onFinish: () => void
  readonly #baggage: Map<string, string>
  readonly #tags: Record<string, unknown> = {}
  #trace: TraceContext
  #name: string

  constructor(recorder: Tracer, name: string, start: RecordedStart, onFinish: () => void) {
    super()
    this.#recorder = recorder
    this.#name = name
    this.#trace = start.trace
    this.startTime = start.startTime
    this.references = start.references
    this.#baggage = new Map(start.baggage)
    this.#onFinish = onFinish
  }

  get traceId(): string {
    return this.#trace.traceId
  }
  get spanId(): string {
    return this.#trace.spanId
  }
  get parentId(): string | undefined {
    return this.#trace.parentId
  }
  get sampled(): boolean {
    return this.#trace.sampled === true
  }
  get baggage(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#baggage)
  }
  get isFinished(): boolean {
    return this.finishTime !== undefined
  }

  operationName(): string {
    return this.#name
  }
  tags(): Readonly<Record<string, unknown>> {
    return this.#tags
  }
  uuid(): string {
    return this.spanId
  }
  /** 0 while it runs */
  durationMs(): number {
    return (this.finishTime ?? this.startTime) - this.startTime
  }

  protected override _context(): SpanContext {
    return new RecordingContext(this.#trace, this.#baggage)
  }
  protected override _tracer(): Tracer {
    return this.#recorder
  }
  protected override _setOperationName(name: string): void {
    this.#name = name
  }
  protected override _addTags(tags: Record<string, unknown>): void {
    Object.assign(this.#tags, tags)
    const priority = tags['sampling.priority']
    if (typeof priority === 'number') this.#trace = { ...this.#trace, sampled: priority > 0 }
  }
  protected override _log(fields: Record<string, unknown>, timestamp?: number): void {
    this.logs.push({ fields, ...(timestamp !== undefined && { timestamp }) })
  }
  protected override _setBaggageItem(key: string, value: string): void {
    this.#baggage.set(key, value)
  }
  protected override _getBaggageItem(key: string): string | undefined {
    return this.#baggage.get(key)
  }
  /** Only the first counts. */
  protected override _finish(finishTime = Date.now()): void {
    if (this.finishTime !== undefined) return
    this.finishTime = finishTime
    this.#onFinish()
  }
}
