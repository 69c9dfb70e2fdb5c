// A service that dd-trace traces, and Filrouge beside it where asked. Prints what came of one message as JSON.
import { tracer } from './register-dd-trace'
// first of all, since it patches what is required after it
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { Kafka, logLevel } from 'kafkajs'
import { handleOne, printed, type Handler } from './service'

interface DatadogContext {
  readonly _name?: string
  toTraceId(): string
}
const active = () => tracer.scope().active()?.context() as DatadogContext | undefined

printed(async (brokers, topic, handler: Handler, isTwice) => {
  const warnings: string[] = []
  const tracing = kafkaTracing({
    tracer: openTracing(tracer),
    onError: ({ message }) => warnings.push(message),
  })
  const plain = new Kafka({ clientId: topic, brokers: [...brokers], logLevel: logLevel.NOTHING })
  const spans: [name: string, parent: string][] = []
  let name: string | undefined
  let request: string | undefined
  await handleOne(isTwice ? tracing.kafka(plain) : plain, topic, handler, {
    inSpan: (span, fn) =>
      tracer.trace(span, () => {
        if (span === 'request') request = active()?.toTraceId()
        return fn()
      }),
    handled: () => {
      const seen = active()
      name = seen?._name
      spans.push([`${name ?? 'nothing'}, of the request`, String(seen?.toTraceId() === request)])
    },
  })
  return { active: name, spans, warnings }
})
