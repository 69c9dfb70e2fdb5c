import { openTracing } from '@filrouge/opentracing'
import ddTrace from 'dd-trace'
import type { Span, SpanContext, SpanOptions, Tracer } from 'opentracing'
import { inOpenTracingRoot } from './open-tracing-root'
import type { SeenSpan, TracerUnderTest } from './traced-world'

/** What a test looks at in a span of dd-trace, which has no way to tell it. */
interface DatadogContext extends SpanContext {
  readonly _name: string
  readonly _parentId: { toString(radix: number): string } | null
  readonly _tags: Readonly<Record<string, unknown>>
  toTraceId(as128bitHex?: boolean): string
  toSpanId(as128bitHex?: boolean): string
}
interface DatadogSpan extends Span {
  /** set when it has finished */
  readonly _duration: number | undefined
  readonly _links: readonly { readonly context: DatadogContext }[]
  context(): DatadogContext
}

/** One a process, and only in one without jest, where it does nothing. Whether it samples is up to DD_TRACE_SAMPLE_RATE. */
export const datadog: TracerUnderTest = {
  name: 'dd-trace',
  takesDecisions: true,
  start() {
    const native = ddTrace.init({ service: 'test', plugins: false, startupLogs: false }) as unknown as Tracer & {
      scope(): unknown
    }
    const spans: DatadogSpan[] = []
    const recorded = {
      startSpan(name: string, options?: SpanOptions) {
        const span = native.startSpan(name, options)
        spans.push(span as DatadogSpan)
        return span
      },
      inject: native.inject.bind(native),
      extract: native.extract.bind(native),
      scope: () => native.scope(),
    } as unknown as Tracer
    return {
      tracer: openTracing(recorded),
      inRoot: (fn, root = {}) =>
        inOpenTracingRoot(recorded, fn, root, (span) => known(span.context() as DatadogContext)),
      spans: () => spans.filter((span) => span._duration !== undefined).map(seen),
      stop: () => Promise.resolve(),
    }
  },
}

function seen(span: DatadogSpan): SeenSpan {
  const context = span.context()
  const tags = context._tags
  return {
    name: context._name,
    ...known(context),
    parentId: context._parentId?.toString(16).padStart(16, '0'),
    kind: String(tags['span.kind']),
    isTombstone: tags['kafka.tombstone'] === true,
    offset: tags['kafka.offset'] as string | undefined,
    error: tags['error'] === true ? String(tags['error.message']) : undefined,
    links: span._links.map((link) => known(link.context)),
  }
}

function known(context: DatadogContext) {
  return { traceId: context.toTraceId(true), spanId: context.toSpanId(true).padStart(16, '0') }
}
