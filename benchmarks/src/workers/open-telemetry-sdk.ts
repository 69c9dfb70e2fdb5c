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
  type SpanProcessor,
} from '@opentelemetry/sdk-trace'
import { CountingReporter } from './counting-reporter'
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

/** As little as jaeger-client's spans are charged for. */
class CountingProcessor implements SpanProcessor {
  readonly #reporter = new CountingReporter()

  get sent(): number {
    return this.#reporter.sent
  }

  onStart(): void {
    // the interface demands it
  }

  onEnd(span: ReadableSpan): void {
    this.#reporter.report(span)
  }

  forceFlush(): Promise<void> {
    this.#reporter.flush()
    return Promise.resolve()
  }

  shutdown(): Promise<void> {
    return this.forceFlush()
  }
}

/** Room for the spans of a batch that kafkajs fetches, which the instrumentation ends all at once: the default drops them. */
const QUEUE = 16_384

/** The SDK as a service sets it up, registered with the API: contexts in AsyncLocalStorage, W3C headers, spans in batches. */
export function registeredSdk(
  { sampler, processor: kind }: TracingSettings,
  exporter: SpanExporter & { readonly sent: number } = new CountingExporter(),
) {
  const counting = kind === 'counting' ? new CountingProcessor() : undefined
  const processor = counting ?? new BatchSpanProcessor({ exporter, maxQueueSize: QUEUE })
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
      return (counting ?? exporter).sent
    },
    inRequest: <T>(fn: () => Promise<T>) => {
      const span = provider.getTracer('bench').startSpan('request')
      return context.with(trace.setSpan(context.active(), span), fn)
    },
    activeTraceId: () => trace.getActiveSpan()?.spanContext().traceId,
  }
}
