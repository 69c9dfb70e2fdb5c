// zipkin-instrumentation-kafkajs, with a recorder that batches, counts and drops.
import { BatchRecorder, ExplicitContext, Tracer } from 'zipkin'
import instrumentKafkaJs from 'zipkin-instrumentation-kafkajs'
import { PLAIN } from '../workers/plain'
import { serve } from '../workers/serve'

serve(() => {
  let sent = 0
  const recorder = new BatchRecorder({ logger: { logSpan: () => sent++ } })
  const tracer = new Tracer({
    ctxImpl: new ExplicitContext(),
    recorder,
    localServiceName: 'bench',
    traceId128Bit: true,
  })
  return {
    producer: (kafka) => PLAIN.producer(instrumentKafkaJs(kafka, { tracer })),
    consumer: (kafka, groupId) => PLAIN.consumer(instrumentKafkaJs(kafka, { tracer }), groupId),
    finishedSpans: () => Promise.resolve(sent),
    activeTraceId: () => tracer.id.traceId.padStart(32, '0'),
  }
})
