import { kafkaTracing, type MessagingOptions } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import jaeger from 'jaeger-client'
import type { Consumer, Kafka, Producer } from 'kafkajs'
import type { Span } from 'opentracing'

/** What stands between a scenario and the client: nothing, the wrappers, or wrappers that are damaged on purpose. */
export interface Wrapping {
  producer(raw: Producer): Producer
  consumer(raw: Consumer): Consumer
  kafka(raw: Kafka): Kafka
  /** a span for code that is traced; nothing where nobody traces */
  span(): Span | undefined
  /** spans that were reported: none would mean that nothing was wrapped */
  spans(): number
  close(): Promise<void>
}

export type Wrap = (options: Partial<MessagingOptions>) => Wrapping

export const unwrapped: Wrap = () => ({
  producer: (raw) => raw,
  consumer: (raw) => raw,
  kafka: (raw) => raw,
  span: () => undefined,
  spans: () => 0,
  close: () => Promise.resolve(),
})

/** The wrappers as users have them: a jaeger-client tracer that samples everything, its reporter in memory. */
export const wrapped: Wrap = (options) => {
  let spans = 0
  const reporter = {
    report: () => {
      spans++
    },
    setProcess: () => undefined,
    close: (done?: () => void) => done?.(),
  }
  const tracer = jaeger.initTracer(
    { serviceName: 'transparency', sampler: { type: 'const', param: 1 } },
    {
      traceId128bit: true,
      reporter,
    },
  )
  const tracing = kafkaTracing({ tracer: openTracing(tracer), onError: () => undefined, ...options })
  return {
    producer: (raw) => tracing.producer(raw),
    consumer: (raw) => tracing.consumer(raw),
    kafka: (raw) => tracing.kafka(raw),
    span: () => tracer.startSpan('request'),
    spans: () => spans,
    close: () => tracing.close(),
  }
}
