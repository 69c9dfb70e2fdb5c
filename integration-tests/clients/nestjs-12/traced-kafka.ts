import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { ClientKafka, ServerKafka } from '@nestjs/microservices'
import type { KafkaLike } from '@filrouge/kafkajs'
import { tracer } from './tracer.js'

export const tracing = kafkaTracing({ tracer: openTracing(tracer) })

export class TracedClientKafka extends ClientKafka {
  override async createClient<T>(): Promise<T> {
    return tracing.kafka(await super.createClient<T & KafkaLike>())
  }
}

export class TracedServerKafka extends ServerKafka {
  override async createClient<T>(): Promise<T> {
    return tracing.kafka(await super.createClient<T & KafkaLike>())
  }
}
