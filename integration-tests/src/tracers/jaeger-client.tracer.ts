import { openTracing } from '@filrouge/opentracing'
import { identityOf, recordingReporter, tagsOf, type ReportedSpan } from '@filrouge/testing'
import jaeger from 'jaeger-client'
import { inOpenTracingRoot } from './open-tracing-root'
import type { SeenSpan, TracerUnderTest } from './traced-world'

export const jaegerClient: TracerUnderTest = {
  name: 'jaeger-client',
  takesDecisions: true,
  start({ sampled }) {
    const reporter = recordingReporter()
    const options = { traceId128bit: true, reporter } as unknown as jaeger.TracingOptions
    const sampler = { type: 'const', param: sampled ? 1 : 0 }
    const tracer = jaeger.initTracer({ serviceName: 'test', sampler }, options)
    return {
      tracer: openTracing(tracer),
      inRoot: (fn, root = {}) => inOpenTracingRoot(tracer, fn, root, known),
      spans: () => reporter.spans.map(seen),
      isFlushed: () => reporter.isClosed,
      stop: () => Promise.resolve(),
    }
  },
}

function seen(span: ReportedSpan): SeenSpan {
  const tags = tagsOf(span)
  const fields = span._logs.map((log) => Object.fromEntries(log.fields.map(({ key, value }) => [key, value])))
  const references = span._references as readonly { referencedContext(): unknown }[]
  return {
    name: span._operationName,
    ...known(span),
    kind: String(tags['span.kind']),
    isTombstone: tags['kafka.tombstone'] === true,
    offset: tags['kafka.offset'] as string | undefined,
    error: tags['error'] === true ? String(fields.find(({ event }) => event === 'error')?.['message']) : undefined,
    links: references
      .map((reference) => known(reference.referencedContext()))
      .map(({ traceId, spanId }) => ({ traceId, spanId })),
  }
}

function known(span: unknown) {
  const identity = identityOf(span)
  if (identity === undefined) throw new Error('a span without identity')
  return identity
}
