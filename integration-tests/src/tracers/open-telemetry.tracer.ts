import { decisionSampler, openTelemetry } from '@filrouge/opentelemetry'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TracerProvider,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace'
import type { SeenSpan, TracerUnderTest } from './traced-world'

export const openTelemetrySdk: TracerUnderTest = {
  name: 'OpenTelemetry SDK',
  takesDecisions: true,
  start({ sampled }) {
    const sdk = startSdk(sampled)
    return {
      tracer: openTelemetry({ tracerProvider: sdk.provider }),
      async inRoot(fn, { baggage = {} } = {}) {
        const span = sdk.provider.getTracer('user').startSpan('root')
        const entries = Object.fromEntries(Object.entries(baggage).map(([key, value]) => [key, { value }]))
        const bagged = propagation.setBaggage(context.active(), propagation.createBaggage(entries))
        await context.with(trace.setSpan(bagged, span), fn)
        span.end()
        return span.spanContext()
      },
      spans: sdk.spans,
      isFlushed: sdk.isFlushed,
      stop: () => sdk.stop(),
    }
  },
}

/** The SDK with spans in memory; the global context manager is what makes spans active. */
export function startSdk(sampled: boolean) {
  const exporter = new InMemorySpanExporter()
  const root = decisionSampler(sampled ? new AlwaysOnSampler() : new AlwaysOffSampler())
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  })
  let flushes = 0
  const forceFlush = provider.forceFlush.bind(provider)
  provider.forceFlush = (options) => {
    flushes++
    return forceFlush(options)
  }
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  return {
    provider,
    spans: () => exporter.getFinishedSpans().map(seen),
    isFlushed: () => flushes > 0,
    async stop() {
      await provider.shutdown()
      context.disable()
    },
  }
}

function seen(span: ReadableSpan): SeenSpan {
  const { attributes, status } = span
  const tombstone = attributes['messaging.kafka.message.tombstone'] ?? attributes['kafka.tombstone']
  const offset = attributes['messaging.kafka.offset'] ?? attributes['kafka.offset']
  const exception = span.events.find(({ name }) => name === 'exception')
  return {
    name: span.name,
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    parentId: span.parentSpanContext?.spanId,
    // the shim has no kinds, it keeps the tag
    kind: String(attributes['span.kind'] ?? SpanKind[span.kind].toLowerCase()),
    isTombstone: tombstone === true,
    offset: offset === undefined ? undefined : String(offset),
    error: status.code === SpanStatusCode.ERROR ? String(exception?.attributes?.['exception.message']) : undefined,
    links: span.links.map(({ context: { traceId, spanId } }) => ({ traceId, spanId })),
  }
}
