import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  TracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace'
import type { TracingSettings } from './protocol'

/** Counts spans and drops them, before anything is encoded. */
class CountingExporter implements SpanExporter {
  sent = 0

  export(spans: ReadableSpan[], done: (result: { code: number }) => void): void {
    this.sent += spans.length
    done({ code: 0 })
  }

  shutdown(): Promise<void> {
    return Promise.resolve()
  }
}

/** Room for the spans of a batch that kafkajs fetches, which the instrumentation ends all at once: the default drops them. */
const QUEUE = 16_384

/** The SDK as a service sets it up, registered with the API: contexts in AsyncLocalStorage, W3C headers, spans in batches. */
export function registeredSdk(
  { sampler }: TracingSettings,
  exporter: SpanExporter & { sent: number } = new CountingExporter(),
) {
  const processor = new BatchSpanProcessor({ exporter, maxQueueSize: QUEUE })
  const provider = new TracerProvider({
    spanProcessors: [processor],
    sampler: sampler === 'unsampled' ? new AlwaysOffSampler() : new AlwaysOnSampler(),
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  return {
    provider,
    finishedSpans: async () => {
      await processor.forceFlush()
      return exporter.sent
    },
    inRequest: <T>(fn: () => Promise<T>) => {
      const span = provider.getTracer('bench').startSpan('request')
      return context.with(trace.setSpan(context.active(), span), fn)
    },
    activeTraceId: () => trace.getActiveSpan()?.spanContext().traceId,
  }
}
