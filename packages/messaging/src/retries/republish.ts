import { extract, strip, type HeaderObject, type TraceContext } from '@filrouge/propagation'
import { now } from '../clock'
import { ageOf } from '../consume/record-age'
import { errorText } from '../error-text'
import type { IncomingMessage } from '../message'
import type { SpanIdentity } from '../message-tracer'
import type { Messaging } from '../messaging'
import { firstFailureOf, linking } from './republished'
import { boundedText, numberOf, REPUBLISHED, textOf } from './republished-headers'
import { baggageAlone, sendable, traceparentOf } from './sent-on-headers'

/** Where a message was received. */
export interface ReceivedFrom {
  readonly topic: string
  readonly partition: number
}

export interface RepublishOptions {
  /** what the handler threw; its name and message go along, at most 512 bytes */
  readonly error?: unknown
  /** headers to add or to replace; `undefined` removes one */
  readonly headers?: HeaderObject
  /** `parent` continues the record's trace where nothing is active, `link` starts a new one; by default as the topic's consumer policy says, with its `maxAge` */
  readonly relation?: 'parent' | 'link'
}

/** A message to send, made from a received one. */
export interface RepublishedMessage {
  readonly key: Buffer | string | null
  readonly value: Buffer | string | null
  readonly headers: Record<string, Buffer | string | (Buffer | string)[] | undefined>
}

/**
 * A received message as one to send: to a retry topic, to a dead letter topic, or again to its own. Key, value and headers are its
 * own; the headers of a trace are not piled up, and `filrouge-*` say what happened before (`REPUBLISHED`). Send it with a wrapped
 * producer: inside its handler the send is a child of the failed attempt; outside of it, it continues the record's own trace, or
 * starts a new one that links to it where the record is old.
 */
export function republish(
  messaging: Messaging,
  from: ReceivedFrom,
  message: IncomingMessage,
  { error, headers: added = {}, relation }: RepublishOptions = {},
): RepublishedMessage {
  const own = message.headers ?? {}
  const { links: linked, maxAge, reads } = messaging.policies.consuming(from.topic)
  const active = activeIdentity(messaging)
  const { context, baggage } = extract(own, reads)
  const isOld = relation === undefined ? linked || ageOf(message) > maxAge : relation === 'link'
  // Inside of a handler the active span is the parent, and the headers that came in are replaced when the message is sent.
  const failed = active?.context ?? context
  const before = firstFailureOf(own)
  const links: TraceContext[] = []
  if (before !== undefined) links.push(before)
  if (active === undefined && isOld && context !== undefined) links.push(context)
  const cleared = isOld || active !== undefined ? { ...strip(own), ...baggageAlone(context, baggage) } : own
  const first = before ?? failed
  messaging.counters.republished++
  const attempt = (numberOf(own, REPUBLISHED.attempt) ?? 1) + 1
  tell(messaging, from, message, { attempt, error, context: failed })
  return linking(
    {
      key: message.key as RepublishedMessage['key'],
      value: message.value as RepublishedMessage['value'],
      headers: {
        ...(sendable(cleared) as RepublishedMessage['headers']),
        [REPUBLISHED.attempt]: String(attempt),
        [REPUBLISHED.originalTopic]: textOf(own, REPUBLISHED.originalTopic) ?? from.topic,
        [REPUBLISHED.originalPartition]: textOf(own, REPUBLISHED.originalPartition) ?? String(from.partition),
        [REPUBLISHED.originalOffset]: textOf(own, REPUBLISHED.originalOffset) ?? message.offset,
        ...timestampOf(message),
        ...(error !== undefined && { [REPUBLISHED.error]: errorHeader(error) }),
        ...(first !== undefined && { [REPUBLISHED.firstFailure]: traceparentOf(first) }),
        ...(added as RepublishedMessage['headers']),
      },
    },
    links,
  )
}

/** Nothing where nothing is active, or where the tracer throws: a message is republished all the same. */
function activeIdentity({ tracer, guard }: Messaging): SpanIdentity | undefined {
  return guard.run('reading the active span', () => {
    const active = tracer.active()
    return active === undefined ? undefined : tracer.identityOf(active)
  })
}

function tell(
  messaging: Messaging,
  { topic, partition }: ReceivedFrom,
  message: IncomingMessage,
  { attempt, error, context }: { attempt: number; error: unknown; context: TraceContext | undefined },
): void {
  if (!messaging.isObserved) return
  messaging.observe({
    hop: 'republish',
    ...(context !== undefined && { traceId: context.traceId, spanId: context.spanId }),
    topic,
    partition,
    offset: message.offset,
    messages: 1,
    startTime: now(),
    durationMs: 0,
    attempt,
    outcome: 'ok',
    ...(error !== undefined && { error: errorText(error) }),
    faults: [],
    conflicts: 0,
  })
}

function timestampOf({ headers, timestamp }: IncomingMessage): Record<string, string> {
  const first = textOf(headers, REPUBLISHED.originalTimestamp) ?? timestamp
  return first === undefined ? {} : { [REPUBLISHED.originalTimestamp]: first }
}

function errorHeader(error: unknown): string {
  const { name, message } = errorText(error)
  return boundedText(`${name}: ${message}`)
}
