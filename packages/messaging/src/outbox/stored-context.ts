import { extract, textHeadersFor, type HeaderObject } from '@filrouge/propagation'
import type { SpanParent } from '../message-tracer'
import type { Messaging } from '../messaging'
import { parentFrom } from '../parent-from'
import { fromTracingSpanContext, toTracingSpanContext } from './tracing-span-context'

/**
 * A context as it is stored beside a row, such as in an outbox table: the headers that a record would carry, as plain JSON.
 * Empty where nothing is active.
 */
export type StoredContext = Readonly<Record<string, string>>

/** The context of what is active, to be stored. */
export function captureContext(messaging: Messaging): StoredContext {
  const { tracer, guard } = messaging
  const captured = guard.run('capturing a context', () => {
    const active = tracer.active()
    if (active === undefined) return {}
    const { context, baggage } = tracer.identityOf(active)
    if (context === undefined) return {}
    return Object.fromEntries(textHeadersFor(context, baggage, { write: messaging.writes() }).headers)
  })
  return captured ?? {}
}

/** The same as Debezium's outbox router reads it from the column `tracingspancontext`: text of java.util.Properties. */
export function captureTracingSpanContext(messaging: Messaging): string {
  return toTracingSpanContext(captureContext(messaging))
}

/**
 * What a stored context says, as an object, as JSON text of one, or as Debezium's text: nothing for null, an empty one, or one that
 * cannot be read, whose faults are counted.
 */
export function parentOfStored(
  messaging: Messaging,
  stored: StoredContext | HeaderObject | string | null | undefined,
): SpanParent | undefined {
  if (stored === null || stored === undefined) return undefined
  return messaging.guard.run('reading a stored context', () => {
    const extraction = extract(typeof stored === 'string' ? fromText(stored) : stored, messaging.reads)
    for (const { header, reason } of extraction.faults) messaging.counters.fault(header, reason)
    return parentFrom(extraction)
  })
}

function fromText(text: string): HeaderObject {
  return text.trimStart().startsWith('{') ? (JSON.parse(text) as HeaderObject) : fromTracingSpanContext(text)
}
