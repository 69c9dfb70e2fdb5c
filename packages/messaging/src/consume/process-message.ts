import { Timer } from '../clock'
import { Hop, type HopStart } from '../hop'
import { describeMessage, type IncomingMessage } from '../message'
import type { Messaging } from '../messaging'
import type { Consuming } from '../policies/topic-policies'
import { republishedBefore } from '../retries/republished'
import { runObserved, runUnder } from '../run-under'
import { runInHop } from './in-hop'
import { readHeaders } from './received-headers'
import { ageOf, describeQueueTime } from './record-age'
import { relate } from './relate'
import { attributesOf, type Source } from './source'

/**
 * Runs a handler inside the span of the message it handles: `process <topic>`, child of the message's context. The topic's policy
 * may say otherwise.
 */
export function processMessage<T>(messaging: Messaging, source: Source, message: IncomingMessage, handler: () => T): T {
  const policy = messaging.policies.consuming(source.topic)
  const mode = source.yields && policy.mode === 'trace' ? 'propagate-only' : policy.mode
  if (mode === 'off') return handler()
  if (mode === 'propagate-only') return propagateTo(messaging, policy, message, handler)
  if (messaging.onlyCounts) return runObserved(messaging, undefined, messaging.counters.handling, handler)
  return runInHop(messaging, begunHop(messaging, policy, source, message), handler)
}

/** As `guard.run` does, without a function for each message. */
function begunHop(messaging: Messaging, policy: Consuming, source: Source, message: IncomingMessage): Hop | undefined {
  try {
    return startHop(messaging, policy, source, message)
  } catch (error) {
    messaging.guard.caught('starting a span', error)
    return undefined
  }
}

function startHop(messaging: Messaging, policy: Consuming, source: Source, message: IncomingMessage): Hop {
  const extraction = readHeaders(messaging, policy, message)
  // a stranger's word on earlier attempts is none
  const before = policy.trusts ? republishedBefore(message) : undefined
  const timer = new Timer()
  const age = ageOf(message, timer.startTime)
  const isOld = age > policy.maxAge
  const attributes = attributesOf(messaging, source, message.offset)
  describeMessage(attributes, message, messaging.options.recordKeys === true)
  describeQueueTime(attributes, message, age)
  if (extraction.links.length > 0) attributes.conflicts = extraction.links.length
  if (before !== undefined) Object.assign(attributes, before.attributes)
  if (isOld && extraction.context !== undefined && policy.mode !== 'strip') attributes.replayed = true
  const { parent, links, decision } = relate(policy, extraction, before?.firstFailure, isOld)
  const start: HopStart = {
    hop: 'process',
    topic: source.topic,
    message,
    messages: 1,
    name: policy.spanName,
    kind: 'consumer',
    startTime: timer.startTime,
    parent,
    links,
    decision,
    attributes,
    faults: extraction.faults,
  }
  return new Hop(messaging, start, timer)
}

/** No span: what the handler sends is a child of the message's own context, and in a trace of its own where that is not to be continued. */
function propagateTo<T>(messaging: Messaging, policy: Consuming, message: IncomingMessage, handler: () => T): T {
  const parent = messaging.guard.run('reading headers', () => {
    const { context, baggage } = readHeaders(messaging, policy, message)
    const isContinued = !policy.links && (policy.maxAge === Infinity || ageOf(message) <= policy.maxAge)
    const remote = isContinued ? context : undefined
    return remote === undefined && baggage.length === 0 ? undefined : { remote, baggage }
  })
  return runUnder(messaging, parent, handler)
}
