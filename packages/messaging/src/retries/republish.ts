import { extract, strip, type HeaderObject, type TraceContext } from '@filrouge/propagation'
import { now } from '../clock'
import { ageOf } from '../consume/record-age'
import { errorText } from '../thrown-error'
import type { IncomingMessage } from '../message'
import type { SpanIdentity } from '../message-tracer'
import type { Messaging } from '../messaging'
import { allowedBaggage } from '../policies/baggage-policy'
import { firstFailureOf, linking } from './republished'
import { republishedMessage, type RepublishedMessage } from './republished-message'
import { sendable, withTraceRewritten } from './sent-on-headers'
import { attemptAfter, storyOf } from './story'

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
  const policy = messaging.policies.consuming(from.topic)
  const received = message.headers ?? {}
  // a handler sees none of a trace then, but raw messages of a batch still have it
  const own = policy.mode === 'strip' ? strip(received) : received
  // What a stranger says of earlier attempts is no more than what he says of the trace.
  const told = policy.trusts ? own : {}
  const active = activeIdentity(messaging)
  const { context, baggage: all } = extract(own, policy.reads)
  const baggage = allowedBaggage(all, policy.allowed)
  const isOld = relation === undefined ? policy.links || ageOf(message) > policy.maxAge : relation === 'link'
  // Inside of a handler the active span is the parent, and the headers that came in are replaced when the message is sent.
  const failed = active?.context ?? context
  const before = firstFailureOf(told)
  const links: TraceContext[] = []
  if (before !== undefined) links.push(before)
  if (active === undefined && isOld && context !== undefined) links.push(context)
  messaging.counters.republished++
  const attempt = attemptAfter(told)
  tell(messaging, from, message, { attempt, error, context: failed })
  const isContinued = active === undefined && !isOld
  const headers = {
    ...sendable(
      isContinued && baggage === all ? own : withTraceRewritten(messaging, own, baggage, context, isContinued),
    ),
    ...storyOf(told, from, message, { attempt, error, firstFailure: before ?? failed }),
    ...added,
  }
  return linking(republishedMessage(message, headers), links)
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
