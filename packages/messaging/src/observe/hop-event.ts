import type { Fault } from '@filrouge/propagation'

/** One hop of messages, told when it has ended. Plain data, safe to keep, to log and to send elsewhere. */
export interface HopEvent {
  /** `receive`: a batch was handled. `process`: one message was, by `eachMessage` or `withMessage`. */
  readonly hop: 'send' | 'receive' | 'process' | 'republish'
  /** 32 and 16 hex digits; absent with a tracer that has no ids, and where no span is made */
  readonly traceId?: string
  readonly spanId?: string
  readonly sampled?: boolean
  readonly topic: string
  readonly partition?: number
  /** text, since offsets exceed 2^53; of a send only where the client tells it */
  readonly offset?: string
  readonly consumerGroup?: string
  readonly clientId?: string
  /** messages of the send or batch; 1 for one message */
  readonly messages: number
  /** milliseconds since 1970, with microseconds in the fraction */
  readonly startTime: number
  /** milliseconds */
  readonly durationMs: number
  /** milliseconds between the record's timestamp and its receipt, never negative */
  readonly queueTimeMs?: number
  /** from 2 on, for messages that were republished */
  readonly attempt?: number
  readonly outcome: 'ok' | 'failed'
  /** name and bounded text of the error of a failed hop */
  readonly error?: { readonly name: string; readonly message: string }
  /** headers of the received record that were not used, and why */
  readonly faults: readonly Fault[]
  /** contexts of the received record that lost against the one in use */
  readonly conflicts: number
}
