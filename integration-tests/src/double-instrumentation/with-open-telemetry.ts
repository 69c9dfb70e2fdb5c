// A service that OpenTelemetry's instrumentation traces, and Filrouge beside it where asked. Prints what came of one message as JSON.
import { exporter, provider } from './register-open-telemetry'
// first of all, since it patches what is required after it
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTelemetry } from '@filrouge/opentelemetry'
import { trace } from '@opentelemetry/api'
import { Kafka, logLevel } from 'kafkajs'
import { handleOne, printed } from './service'

printed(async (brokers, topic, handler, isTwice) => {
  const warnings: string[] = []
  const tracer = openTelemetry({ tracerProvider: provider })
  const tracing = kafkaTracing({ tracer, onError: ({ message }) => warnings.push(message) })
  const plain = new Kafka({ clientId: topic, brokers: [...brokers], logLevel: logLevel.NOTHING })
  const service = provider.getTracer('service')
  let active: string | undefined
  await handleOne(isTwice ? tracing.kafka(plain) : plain, topic, handler, {
    inSpan: (name, fn) =>
      service.startActiveSpan(name, async (span) => {
        await fn()
        span.end()
      }),
    handled: () => {
      active = (trace.getActiveSpan() as { name?: string } | undefined)?.name
      service.startSpan('work').end()
    },
  })
  const spans = exporter.getFinishedSpans()
  const nameOf = (id: string | undefined) => spans.find((span) => span.spanContext().spanId === id)?.name ?? 'nothing'
  const told = spans.map(({ name, parentSpanContext }) => [name, nameOf(parentSpanContext?.spanId)] as const)
  const text = ([name, parent]: readonly [string, string]) => `${name} ${parent}`
  return { active, spans: told.sort((a, b) => text(a).localeCompare(text(b))), warnings }
})
