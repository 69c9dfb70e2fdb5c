import type { TraceContext } from '@filrouge/propagation'
import { randomBytes } from 'node:crypto'
import { REFERENCE_CHILD_OF, Tracer, type SpanContext, type SpanOptions } from 'opentracing'
import { RecordingContext } from './recording-context'
import { RecordingSpan } from './recording-span'
import { readTextMap, writeTextMap, type RecordingFormat } from './text-map'

export interface RecordingOptions {
  /** what it injects and extracts; default `uber-trace-id`, as jaeger-client does */
  readonly format?: RecordingFormat
  /** whether new traces are sampled; default true. Unsampled spans are recorded too */
  readonly sampled?: boolean
}

/**
 * An OpenTracing tracer for tests: it keeps its spans in memory, as opentracing's MockTracer does, and its inject and extract work.
 * A child takes trace id, sampling and baggage of its parent; of references CHILD_OF goes before FOLLOWS_FROM.
 */
export class RecordingTracer extends Tracer {
  readonly #format: RecordingFormat
  readonly #isSampled: boolean
  #spans: RecordingSpan[] = []
  #finished: RecordingSpan[] = []

  constructor({ format = 'uber-trace-id', sampled = true }: RecordingOptions = {}) {
    super()
    this.#format = format
    this.#isSampled = sampled
  }

  /** All spans in the order of their start. */
  get spans(): readonly RecordingSpan[] {
    return this.#spans
  }

  /** Those that have ended, in the order of their end. */
  finished(): readonly RecordingSpan[] {
    return this.#finished
  }

  report() {
    const spans = this.#spans
    return {
      spans: [...spans],
      firstSpanWithTagValue: (key: string, value: unknown) => spans.find((span) => span.tags()[key] === value) ?? null,
    }
  }

  clear(): void {
    this.#spans = []
    this.#finished = []
  }

  override startSpan(name: string, options?: SpanOptions): RecordingSpan {
    return super.startSpan(name, options) as unknown as RecordingSpan
  }

  protected override _startSpan(
    name: string,
    { references = [], startTime = Date.now(), tags }: SpanOptions,
  ): RecordingSpan {
    const reference = references.find((one) => one.type() === REFERENCE_CHILD_OF) ?? references[0]
    const parent = reference?.referencedContext()
    const context = parent instanceof RecordingContext ? parent : undefined
    const trace = context === undefined ? this.#newTrace() : childOf(context.trace)
    const baggage = context?.baggage ?? new Map<string, string>()
    const span: RecordingSpan = new RecordingSpan(this, name, { trace, startTime, references, baggage }, () =>
      this.#finished.push(span),
    )
    if (tags !== undefined) span.addTags(tags)
    this.#spans.push(span)
    return span
  }

  protected override _inject(context: SpanContext, _format: string, carrier: Record<string, unknown>): void {
    if (context instanceof RecordingContext) writeTextMap(this.#format, context, carrier)
  }

  protected override _extract(_format: string, carrier: Readonly<Record<string, unknown>>): SpanContext | null {
    return readTextMap(this.#format, carrier) ?? null
  }

  #newTrace(): TraceContext {
    const traceId = randomBytes(16).toString('hex')
    return {
      traceId,
      spanId: newSpanId(),
      sampled: this.#isSampled,
      debug: false,
      format: this.#format,
      tracestate: [],
    }
  }
}

function childOf(parent: TraceContext): TraceContext {
  return { ...parent, spanId: newSpanId(), parentId: parent.spanId }
}

function newSpanId(): string {
  return randomBytes(8).toString('hex')
}
