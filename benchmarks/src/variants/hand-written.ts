// The wrapper that people write by hand, with jaeger-client.
import { activeSpan, runByHand, sendByHand } from '../workers/by-hand'
import { countedTracer } from '../workers/jaeger'
import { PLAIN } from '../workers/plain'
import { thriftTracer } from '../workers/thrift-tracer'
import { serve } from '../workers/serve'

serve((settings, agent) => {
  const { tracer, finishedSpans } =
    settings.exports === true ? thriftTracer(`${agent}/api/traces`) : countedTracer(settings)
  return {
    producer(kafka) {
      const producer = PLAIN.producer(kafka)
      return { ...producer, send: sendByHand(tracer, producer) }
    },
    consumer(kafka, groupId) {
      const consumer = PLAIN.consumer(kafka, groupId)
      return { ...consumer, run: runByHand(tracer, consumer) }
    },
    finishedSpans,
    inRequest: (fn) => activeSpan.run(tracer.startSpan('request'), fn),
    activeTraceId: () => activeSpan.getStore()?.context().toTraceId().padStart(32, '0'),
  }
})
