export type {
  MessageAttributes,
  MessageSpan,
  MessageTracer,
  SpanIdentity,
  SpanParent,
  SpanRequest,
} from './message-tracer'
export type { MessagingOptions } from './options/messaging-options'
export type { BaggagePolicy } from './policies/baggage-policy'
export type { ConsumerPolicy } from './policies/consumer-policy'
export type { Mode, ProducerPolicy } from './policies/producer-policy'
export type { TopicRule } from './policies/topic-rule'
export type { HopInfo, SpanDecorator, SpanNameProvider } from './span-decorator'
export type { Observer } from './observe/observer'
export type { HopEvent } from './observe/hop-event'
export type { Counts } from './observe/counts'
export type { CloseOptions } from './messaging'
export type { ForEachOptions } from './consume/for-each-message'
export type { RepublishOptions } from './retries/republish'
export type { RepublishedMessage } from './retries/republished-message'
export type { StoredContext } from './outbox/stored-context'
export { REPUBLISHED } from './retries/republished-headers'
export { fromTracingSpanContext, toTracingSpanContext } from './outbox/tracing-span-context'

// For the packages that wrap a client.
export { Messaging } from './messaging'
export type { Client } from './client'
export { startOutgoing, type Outgoing } from './produce/outgoing'
export type { Source } from './consume/source'
export { processBatch } from './consume/process-batch'
export { processMessage } from './consume/process-message'
export { withoutTrace } from './consume/without-trace'
export { forEachMessage, type BatchPayload } from './consume/for-each-message'
export { runUnder } from './run-under'
export { republish } from './retries/republish'
export { republishUntraced } from './retries/republish-untraced'
export { captureContext, captureTracingSpanContext, parentOfStored } from './outbox/stored-context'
export { observeSettlement } from './settlement'
export { derived } from './derived'
export { overlay } from './overlay'
export { isWrapped, wrappedMark } from './wrapped'

// For the packages that let a tracer in.
export { thrownError, type ThrownError } from './thrown-error'
export type { IncomingMessage, OutgoingMessage } from './message'
