import { extract, inject, type BaggageEntry, type TraceContext } from '@filrouge/propagation'
import { startTimer } from './clock'
import { isSendable, withHeaders, type OutgoingMessage } from './message'
import type { MessageAttributes, MessageSpan, SpanParent } from './message-tracer'
import type { Messaging } from './messaging'
import { spanNames } from './span-names'
import { withinBudget } from './budget'

/** The messages of one topic in a call of the client, with their contexts written, and the spans that wait for the call's end. */
export interface Outgoing<M> {
  readonly messages: readonly M[]
  sent(attributes?: MessageAttributes): void
  failed(error: unknown): void
}

interface Existing {
  readonly context: TraceContext | undefined
  readonly baggage: readonly BaggageEntry[]
}

const NONE: Existing = { context: undefined, baggage: [] }

/** Starts the spans of a send and writes their contexts. Messages that the client would refuse are handed on untouched. */
export function startOutgoing<M>(
  messaging: Messaging,
  component: string,
  topic: string,
  given: readonly M[],
): Outgoing<M> {
  const { options, tracer } = messaging
  const active = tracer.active()
  const spans: MessageSpan[] = []
  const timer = startTimer()
  const preserve = options.onExisting === 'preserve'
  // What messages carry matters to a new parent and to `preserve`; the usual send under an active span need not read it.
  const existing = active === undefined || preserve ? given.map((message) => existingOf(messaging, message)) : []

  const start = (parent: SpanParent | undefined, links: readonly TraceContext[], attributes: MessageAttributes) => {
    const span = tracer.start({
      name: spanNames.send(topic),
      kind: 'producer',
      startTime: timer.startTime,
      ...(parent !== undefined && { parent }),
      links,
      attributes: {
        component,
        topic,
        ...(options.clientId !== undefined && { clientId: options.clientId }),
        ...attributes,
      },
    })
    spans.push(span)
    return span
  }

  const write = (message: M, index: number, span: MessageSpan): M => {
    if (!isSendable(message) || span.context === undefined) return message
    if (preserve && existing[index]?.context !== undefined) return message
    const { headers, lost } = inject(message.headers, span.context, span.baggage, { write: messaging.writes() })
    messaging.counters.lost(lost)
    return withHeaders(message, headers)
  }

  const perMessage = options.spans === 'message' || (options.spans !== 'send' && active === undefined)
  let messages: M[]
  try {
    if (perMessage) {
      messages = given.map((message, index) => {
        if (!isSendable(message)) return message
        const own = existing[index] ?? NONE
        const preserved = preserve ? own.context : undefined
        const parent = active ?? (preserved === undefined ? remoteParent(own) : undefined)
        const span = start(parent, preserved === undefined ? [] : [preserved], tombstone(message))
        return write(message, index, span)
      })
    } else {
      const { parent, links } = sharedParent(active, existing, preserve)
      const first = given[0]
      const span = start(
        parent,
        links,
        given.length === 1 && isSendable(first) ? tombstone(first) : { batchSize: given.length },
      )
      messages = given.map((message, index) => write(message, index, span))
    }
  } catch (error) {
    // The tracer threw in the middle: what it has begun is ended, and the caller sends the messages as they were.
    for (const span of spans) messaging.guard.run('finishing a span', () => span.finish(timer.end()))
    throw error
  }

  const end = (how: (span: MessageSpan) => void) => {
    const endTime = timer.end()
    for (const span of spans) {
      messaging.guard.run('finishing a span', () => {
        how(span)
        span.finish(endTime)
      })
    }
  }
  return {
    messages: withinBudget(messaging, given, messages),
    sent: (attributes) => end((span) => attributes !== undefined && span.describe(attributes)),
    failed: (error) => end((span) => span.fail(error)),
  }
}

/** What a message carries already: it was consumed elsewhere and is sent on, or another library wrote it. */
function existingOf(messaging: Messaging, message: unknown): Existing {
  if (!isSendable(message) || !message.headers) return NONE
  const { context, baggage } = extract(message.headers, messaging.reads)
  return { context, baggage }
}

function remoteParent(existing: Existing): SpanParent | undefined {
  if (existing.context === undefined && existing.baggage.length === 0) return undefined
  return { ...(existing.context !== undefined && { remote: existing.context }), baggage: existing.baggage }
}

/** One span for several messages: the active span, else the one context that all of them carry, else a new trace that links to them. */
function sharedParent(
  active: SpanParent | undefined,
  existing: readonly Existing[],
  preserve: boolean,
): { parent?: SpanParent; links: readonly TraceContext[] } {
  const contexts = new Map<string, TraceContext>()
  for (const { context } of existing) if (context) contexts.set(`${context.traceId}:${context.spanId}`, context)
  const distinct = [...contexts.values()]
  if (active !== undefined) return { parent: active, links: preserve ? distinct : [] }
  const [only] = distinct
  if (
    only !== undefined &&
    distinct.length === 1 &&
    existing.every(({ context }) => context !== undefined) &&
    !preserve
  ) {
    return { parent: { remote: only, baggage: [] }, links: [] }
  }
  return { links: distinct }
}

function tombstone(message: OutgoingMessage): MessageAttributes {
  return message.value === null ? { tombstone: true } : {}
}
