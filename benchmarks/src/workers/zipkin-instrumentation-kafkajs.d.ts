/** It has no types of its own. */
declare module 'zipkin-instrumentation-kafkajs' {
  import type { Kafka } from 'kafkajs'
  import type { Tracer } from 'zipkin'
  function instrumentKafkaJs(kafka: Kafka, options: { tracer: Tracer; remoteServiceName?: string }): Kafka
  export = instrumentKafkaJs
}
