import { openTracing } from '@filrouge/opentracing'
import { RecordingTracer, type RecordingFormat, type RecordingSpan } from '@filrouge/testing'
import { inOpenTracingRoot, linksInTags } from './open-tracing-root'
import type { SeenSpan, TracerUnderTest } from './traced-world'

export const recordingTracer = (format: RecordingFormat): TracerUnderTest => ({
  name: `RecordingTracer, ${format}`,
  takesDecisions: true,
  start({ sampled }) {
    const tracer = new RecordingTracer({ format, sampled })
    return {
      tracer: openTracing(tracer),
      inRoot: (fn, root = {}) =>
        inOpenTracingRoot(tracer, fn, root, (span) => {
          const native = span.context()
          return { traceId: native.toTraceId(), spanId: native.toSpanId() }
        }),
      spans: () => tracer.finished().map(seen),
      stop: () => Promise.resolve(),
    }
  },
})

function seen(span: RecordingSpan): SeenSpan {
  const tags = span.tags()
  return {
    name: span.operationName(),
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentId,
    kind: String(tags['span.kind']),
    isTombstone: tags['kafka.tombstone'] === true,
    offset: tags['kafka.offset'] as string | undefined,
    error:
      tags['error'] === true
        ? String(span.logs.find(({ fields }) => fields['event'] === 'error')?.fields['message'])
        : undefined,
    links: linksInTags(tags),
  }
}
