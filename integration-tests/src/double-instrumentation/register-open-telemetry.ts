import { context, propagation } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

/** Spans that have ended, of both instrumentations. */
export const exporter = new InMemorySpanExporter()
export const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })

// It replaces methods of kafkajs when that is required: before anything else that does.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
propagation.setGlobalPropagator(new W3CTraceContextPropagator())
const instrumentation = new KafkaJsInstrumentation()
instrumentation.setTracerProvider(provider)
