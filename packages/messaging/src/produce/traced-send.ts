import type { Client } from '../client'
import { Timer } from '../clock'
import { Hop, type HopStart, type Relation } from '../hop'
import { describeMessage, isSendable } from '../message'
import type { GatheredAttributes, MessageAttributes, MessageSpan, SpanParent } from '../message-tracer'
import type { Messaging } from '../messaging'
import { parentFrom } from '../parent-from'
import type { Producing } from '../policies/topic-policies'
import { carriedBy, linkedBy, sharedParent, type Carried } from './carried'
import { MessageWriter } from './written-message'

export interface Send<M> {
  readonly messages: readonly M[]
  readonly hops: readonly Hop[]
  /** of all hops */
  readonly timer?: Timer
}

/**
 * Starts the spans of a send and writes their contexts: one span for all messages, or one each.
 *
 * @param writes false: spans only, messages stay as they are
 * @throws what the tracer throws, after ending what has begun
 */
export function tracedSend<M>(
  messaging: Messaging,
  client: Client,
  topic: string,
  given: readonly M[],
  policy: Producing,
  writes: boolean,
): Send<M> {
  const active = messaging.tracer.active()
  const { spans, preserves } = policy
  // What messages carry matters to a new parent and to `preserve`; the usual send under an active span need not read it.
  const reads = active === undefined || preserves
  const carried = (message: unknown) => (reads ? carriedBy(messaging, message) : linkedBy(message))
  const writer = writes ? new MessageWriter(messaging, policy.allowed) : undefined
  const timer = new Timer()
  const hops: Hop[] = []
  const isEach = spans === 'message' || (spans === 'auto' && active === undefined)
  try {
    return { messages: isEach ? spanEach() : spanForAll(), hops, timer }
  } catch (error) {
    // The tracer threw in the middle: what it has begun is ended, and the caller sends the messages as they were.
    for (const hop of hops) hop.failed(error)
    throw error
  }

  function start(
    { parent, links, decision }: Relation,
    attributes: MessageAttributes,
    messages: number,
    only: unknown,
  ): MessageSpan {
    const begin: HopStart = {
      hop: 'send',
      topic,
      message: only,
      messages,
      name: policy.spanName,
      kind: 'producer',
      startTime: timer.startTime,
      parent,
      links,
      decision,
      attributes,
    }
    const hop = new Hop(messaging, begin, timer)
    hops.push(hop)
    return hop.span
  }

  function spanEach(): readonly M[] {
    return given.map((message) => {
      if (!isSendable(message)) return message
      const own = carried(message)
      const keeps = preserves && own.context !== undefined
      const attributes = attributesOf(messaging, client, topic)
      describeMessage(attributes, message, messaging.options.recordKeys === true)
      const span = start(keeps ? keptBeside(active, own) : begunFrom(active, own), attributes, 1, message)
      return keeps || writer === undefined ? message : writer.written(message, span)
    })
  }

  function spanForAll(): readonly M[] {
    const all = given.map(carried)
    const attributes = attributesOf(messaging, client, topic)
    const [only] = given
    const isOne = given.length === 1
    if (isOne) describeMessage(attributes, only, messaging.options.recordKeys === true)
    else attributes.batchSize = given.length
    const span = start(sharedParent(active, all, preserves), attributes, given.length, isOne ? only : undefined)
    return given.map((message, index) => {
      const keeps = preserves && all[index]?.context !== undefined
      return keeps || writer === undefined || !isSendable(message) ? message : writer.written(message, span)
    })
  }
}

/** A message that keeps its own context: the span stands beside it and points to it. */
function keptBeside(active: SpanParent | undefined, { context, links }: Carried): Relation {
  return { parent: active, links: context === undefined ? links : [...links, context] }
}

function begunFrom(active: SpanParent | undefined, own: Carried): Relation {
  if (active !== undefined) return { parent: active, links: own.links }
  return { parent: parentFrom(own), links: own.links, decision: own.decision }
}

function attributesOf({ options }: Messaging, { component }: Client, topic: string): GatheredAttributes {
  return { component, topic, clientId: options.clientId }
}
