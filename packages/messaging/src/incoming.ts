import { extract, type Extraction, type TraceContext } from '@filrouge/propagation'
import { now, startTimer, type Timer } from './clock'
import type { IncomingMessage } from './message'
import type { MessageAttributes, MessageSpan, SpanParent, SpanRequest } from './message-tracer'
import type { Messaging } from './messaging'
import { observeSettlement } from './settlement'
import { spanNames } from './span-names'

/** Where messages were received. */
export interface Source {
  readonly component: string
  readonly topic: string
  readonly partition: number
  readonly consumerGroup?: string
}

/** Reading this many messages of a batch is enough to say where it came from; the rest is counted. */
const LINKED_MESSAGES = 128

/** Runs a handler inside the span of the message it handles: `process <topic>`, child of the message's context. */
export function processMessage<T>(messaging: Messaging, source: Source, message: IncomingMessage, handler: () => T): T {
  const span = startSpan(messaging, source, spanNames.process(source.topic), () => {
    const extraction = readHeaders(messaging, source, message)
    return { ...relate(messaging, extraction, message), attributes: attributesOfMessage(message) }
  })
  return runInSpan(messaging, span, handler)
}

/** Runs a batch's handler inside `process batch <topic>`: a new trace that links to its messages (distinct traces). */
export function processBatch<T>(
  messaging: Messaging,
  source: Source,
  messages: readonly IncomingMessage[],
  handler: () => T,
): T {
  const span = startSpan(messaging, source, spanNames.processBatch(source.topic), () => {
    const links = new Map<string, TraceContext>()
    for (const message of messages.slice(0, LINKED_MESSAGES)) {
      const { context } = extract(message.headers, messaging.reads)
      if (context !== undefined && !links.has(context.traceId)) links.set(context.traceId, context)
    }
    const linksDropped = Math.max(messages.length - LINKED_MESSAGES, 0)
    const attributes = { batchSize: messages.length, ...(linksDropped > 0 && { linksDropped }) }
    return { links: [...links.values()], attributes }
  })
  return runInSpan(messaging, span, handler)
}

interface Started {
  readonly span: MessageSpan
  readonly timer: Timer
}

/** The span of a receipt, its clock started after `read` has read the headers; nothing where the tracer throws. */
function startSpan(
  messaging: Messaging,
  source: Source,
  name: string,
  read: () => Pick<SpanRequest, 'parent' | 'links' | 'attributes'>,
): Started | undefined {
  return messaging.guard.run('starting a span', () => {
    const request = read()
    const timer = startTimer()
    const attributes = { ...attributesOf(messaging, source), ...request.attributes }
    const { startTime } = timer
    return { span: messaging.tracer.start({ ...request, name, kind: 'consumer', startTime, attributes }), timer }
  })
}

function runInSpan<T>(messaging: Messaging, started: Started | undefined, handler: () => T): T {
  if (started === undefined) return handler()
  const { span, timer } = started
  const finish = (how?: () => void) =>
    messaging.guard.run('finishing a span', () => {
      how?.()
      span.finish(timer.end())
    })
  return observeSettlement(() => activate(messaging, span, handler), {
    resolved: () => {
      finish()
    },
    failed: (error) => {
      finish(() => {
        span.fail(error)
      })
    },
  })
}

/** A tracer that throws instead of calling the handler must not cost the message: the handler is then called without it. */
function activate<T>(messaging: Messaging, span: MessageSpan, handler: () => T): T {
  const call = { made: false }
  const once = () => {
    call.made = true
    return handler()
  }
  try {
    return messaging.tracer.withActive({ native: span.native }, once)
  } catch (error) {
    if (call.made) throw error
    messaging.guard.caught('activating a span', error)
    return handler()
  }
}

function readHeaders(messaging: Messaging, source: Source, message: IncomingMessage): Extraction {
  const extraction = extract(message.headers, messaging.reads)
  for (const fault of extraction.faults) {
    messaging.counters.fault(fault.header, fault.reason)
    const event = { fault, topic: source.topic, partition: source.partition, offset: message.offset }
    for (const observer of messaging.observers) messaging.guard.run('an observer', () => observer.onFault?.(event))
  }
  return extraction
}

function relate(
  messaging: Messaging,
  extraction: Extraction,
  message: IncomingMessage,
): { parent?: SpanParent; links: readonly TraceContext[] } {
  const { context, baggage, links } = extraction
  if (context === undefined) return baggage.length > 0 ? { parent: { baggage }, links } : { links }
  const { relation, maxAge } = messaging.options
  if (relation === 'link' || (maxAge !== undefined && ageOf(message) > maxAge)) {
    return { parent: { baggage }, links: [context, ...links] }
  }
  return { parent: { remote: context, baggage }, links }
}

function attributesOf(messaging: Messaging, source: Source): MessageAttributes {
  const { clientId } = messaging.options
  return {
    component: source.component,
    topic: source.topic,
    partition: source.partition,
    ...(source.consumerGroup !== undefined && { consumerGroup: source.consumerGroup }),
    ...(clientId !== undefined && { clientId }),
  }
}

function attributesOfMessage(message: IncomingMessage): MessageAttributes {
  const age = ageOf(message)
  return {
    offset: message.offset,
    ...(message.value === null && { tombstone: true }),
    ...(age > 0 && { queueTimeMs: age }),
  }
}

/** Milliseconds since the record's timestamp; 0 where it has none or a clock is ahead. */
function ageOf(message: IncomingMessage): number {
  const timestamp = Number(message.timestamp)
  return timestamp > 0 ? Math.max(Math.round(now() - timestamp), 0) : 0
}
