export { kafkaTracing, type ConsumerOptions, type KafkaTracing } from './kafka-tracing'
export type { BatchLike, ConsumerLike, KafkaLike, MessageLike, ProducerLike } from './client-shapes'
export type { CloseOptions, Counts, FaultEvent, MessagingOptions, Observer } from '@filrouge/messaging'
