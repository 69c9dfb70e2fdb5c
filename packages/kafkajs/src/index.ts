export { kafkaTracing, type ConsumerOptions, type KafkaTracing } from './kafka-tracing'
export type { BatchLike, BatchPayloadLike, ConsumerLike, KafkaLike, MessageLike, ProducerLike } from './client-shapes'
export { REPUBLISHED, fromTracingSpanContext, toTracingSpanContext } from '@filrouge/messaging'
export type {
  BaggagePolicy,
  CloseOptions,
  ConsumerPolicy,
  Counts,
  ForEachOptions,
  HopEvent,
  HopInfo,
  MessagingOptions,
  Mode,
  Observer,
  ProducerPolicy,
  RepublishedMessage,
  RepublishOptions,
  SpanDecorator,
  SpanNameProvider,
  StoredContext,
  TopicRule,
} from '@filrouge/messaging'
