import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { ClientKafka, ServerKafka } from '@nestjs/microservices'
import type { KafkaLike } from '@filrouge/kafkajs'
import { tracer } from './tracer.js'

export const tracing = kafkaTracing({ tracer: openTracing(tracer) })

export class TracedClientKafka extends ClientKafka {
  override createClient<T>(): T {
    return tracing.kafka(super.createClient<T & KafkaLike>())
  }
}

export class TracedServerKafka extends ServerKafka {
  override createClient<T>(): T {
    return tracing.kafka(super.createClient<T & KafkaLike>())
  }
}
