import { headersFor, type BaggageEntry, type HeaderObject, type TraceContext } from '@filrouge/propagation'

export function traceparentOf(context: TraceContext): string {
  return headerFor('traceparent', context, []) ?? ''
}

/** Baggage outlives its trace. */
export function baggageAlone(context: TraceContext | undefined, baggage: readonly BaggageEntry[]): HeaderObject {
  const text = context === undefined ? undefined : headerFor('baggage', context, baggage)
  return text === undefined ? {} : { baggage: text }
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
