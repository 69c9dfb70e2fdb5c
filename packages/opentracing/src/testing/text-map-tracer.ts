import { Span, SpanContext, Tracer, type SpanOptions } from 'opentracing'

export type TextMap = Record<string, string>

export class TextMapContext extends SpanContext {
  readonly ids: readonly [traceId: string, spanId: string]

  constructor(ids: readonly [string, string]) {
    super()
    this.ids = ids
  }
}

export class TextMapSpan extends Span {
  readonly own: TextMapContext
  readonly options: SpanOptions
  readonly baggage = new Map<string, string>()
  finished = 0

  constructor(own: TextMapContext, options: SpanOptions) {
    super()
    this.own = own
    this.options = options
  }

  protected override _context(): SpanContext {
    return this.own
  }
  protected override _setBaggageItem(key: string, value: string): void {
    this.baggage.set(key, value)
  }
  protected override _getBaggageItem(key: string): string | undefined {
    return this.baggage.get(key)
  }
  protected override _finish(): void {
    this.finished++
  }
}

/** How a tracer writes its ids into a text map, and reads them. */
export interface TextMapDialect {
  write(ids: readonly [traceId: string, spanId: string]): TextMap
  read(carrier: TextMap): readonly [traceId: string, spanId: string] | undefined
}

let made = 0

/** An OpenTracing tracer with ids of 64 bits and a dialect at choice. */
export class TextMapTracer extends Tracer {
  readonly spans: TextMapSpan[] = []
  readonly #dialect: TextMapDialect

  constructor(dialect: TextMapDialect) {
    super()
    this.#dialect = dialect
  }

  protected override _startSpan(_name: string, options: SpanOptions): Span {
    const parent = options.references?.find((reference) => reference.type() === 'child_of')?.referencedContext()
    const [traceId] = parent instanceof TextMapContext ? parent.ids : [nextId()]
    const span = new TextMapSpan(new TextMapContext([traceId, nextId()]), options)
    this.spans.push(span)
    return span
  }
  protected override _inject(context: SpanContext, _format: string, carrier: TextMap): void {
    Object.assign(carrier, this.#dialect.write((context as unknown as TextMapContext).ids))
  }
  protected override _extract(_format: string, carrier: TextMap): SpanContext | null {
    const ids = this.#dialect.read(carrier)
    return ids === undefined ? null : new TextMapContext(ids)
  }
}

function nextId(): string {
  return (++made).toString(16).padStart(16, 'a')
}
