export { platformaticTracing, type PlatformaticTracing } from './platformatic-tracing'
export type { MessageLike, ProducerLike } from './client-shapes'
export { fromTracingSpanContext, toTracingSpanContext } from '@filrouge/messaging'
export type {
  BaggagePolicy,
  CloseOptions,
  ConsumerPolicy,
  Counts,
  HopEvent,
  HopInfo,
  MessagingOptions,
  Mode,
  Observer,
  ProducerPolicy,
  SpanDecorator,
  SpanNameProvider,
  StoredContext,
  TopicRule,
} from '@filrouge/messaging'
