import {
  baggageAlone,
  headersFor,
  strip,
  type BaggageEntry,
  type HeaderObject,
  type TraceContext,
} from '@filrouge/propagation'
import type { Messaging } from '../messaging'

export function traceparentOf(context: TraceContext): string {
  return headersFor(context, [], { write: ['traceparent'] }).headers.find(([key]) => key === 'traceparent')?.[1] ?? ''
}

/**
 * The record's own headers with those of its trace written anew: its context where the trace goes on, and the baggage that may
 * pass, which outlives the trace.
 */
export function withTraceRewritten(
  messaging: Messaging,
  own: HeaderObject,
  baggage: readonly BaggageEntry[],
  context: TraceContext | undefined,
  isContinued: boolean,
): HeaderObject {
  const stripped = strip(own)
  if (context !== undefined && isContinued) {
    return { ...stripped, ...Object.fromEntries(headersFor(context, baggage, { write: messaging.writes() }).headers) }
  }
  const text = baggageAlone(baggage)
  return text === '' ? stripped : { ...stripped, baggage: text }
}

/** kafkajs throws for a null header, which a record of another client may hold: it is sent on as an empty one. */
export function sendable(headers: HeaderObject): HeaderObject {
  const filled = (value: unknown) => value ?? Buffer.alloc(0)
  return Object.fromEntries(
    Object.entries(headers).map(([key, value]) => [
      key,
      Array.isArray(value) ? (value as unknown[]).map(filled) : filled(value),
    ]),
  )
}
