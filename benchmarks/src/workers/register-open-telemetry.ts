import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs'

/** It replaces methods of kafkajs when that is required: this module comes before anything else that does. */
export const instrumentation = new KafkaJsInstrumentation()
