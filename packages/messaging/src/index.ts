export type {
  MessageAttributes,
  MessageSpan,
  MessageTracer,
  SpanIdentity,
  SpanParent,
  SpanRequest,
} from './message-tracer'
export type { FaultEvent, Observer } from './observer'
export type { MessagingOptions } from './options'
export type { Counts } from './counts'
export type { CloseOptions } from './messaging'

// For the packages that wrap a client.
export { Messaging } from './messaging'
export { startOutgoing, type Outgoing } from './outgoing'
export { processBatch, processMessage, type Source } from './incoming'
export { observeSettlement } from './settlement'
export type { IncomingMessage, OutgoingMessage } from './message'
