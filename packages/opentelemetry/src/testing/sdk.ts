import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace'

/** OpenTelemetry's SDK with spans in memory, and the context manager that makes spans active. */
export function startSdk(options: TracerProviderOptions = {}) {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ ...options, spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  return {
    provider,
    spans: () => exporter.getFinishedSpans(),
    async stop() {
      await provider.shutdown()
      context.disable()
      trace.disable()
    },
  }
}
