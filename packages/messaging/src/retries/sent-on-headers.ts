import { headersFor, strip, type BaggageEntry, type HeaderObject, type TraceContext } from '@filrouge/propagation'
import type { Messaging } from '../messaging'

export function traceparentOf(context: TraceContext): string {
  return headerFor('traceparent', context, []) ?? ''
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
  const text = headerFor('baggage', ANY_CONTEXT, baggage)
  return text === undefined ? stripped : { ...stripped, baggage: text }
}

/** Baggage has one form, whatever the context that it is written beside. */
const ANY_CONTEXT: TraceContext = {
  traceId: '1'.repeat(32),
  spanId: '1'.repeat(16),
  debug: false,
  format: 'traceparent',
  tracestate: [],
}

function headerFor(name: string, context: TraceContext, baggage: readonly BaggageEntry[]): string | undefined {
  return headersFor(context, baggage, { write: ['traceparent'] }).headers.find(([key]) => key === name)?.[1]
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
