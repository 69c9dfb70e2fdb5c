import type { Client } from '../client'
import { Hop, type HopStart, type Relation } from '../hop'
import { describeMessage, isSendable } from '../message'
import type { GatheredAttributes, SpanParent } from '../message-tracer'
import type { Messaging } from '../messaging'
import { parentFrom } from '../parent-from'
import type { Producing } from '../policies/topic-policies'
import { spanNames } from '../span-names'
import { carriedBy, linkedBy, sharedParent, type Carried } from './carried'
import { written } from './written-message'

export interface Send<M> {
  readonly messages: readonly M[]
  readonly hops: readonly Hop[]
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
  const carried = given.map((message) => (reads ? carriedBy(messaging, message) : linkedBy(message)))
  const hops: Hop[] = []
  const start = (messages: readonly M[], relation: Relation) => {
    const hop = new Hop(messaging, hopStart(messaging, client, topic, messages, relation))
    hops.push(hop)
    return hop.span
  }
  const isEach = spans === 'message' || (spans === 'auto' && active === undefined)
  try {
    return { messages: isEach ? spanEach() : spanForAll(), hops }
  } catch (error) {
    // The tracer threw in the middle: what it has begun is ended, and the caller sends the messages as they were.
    for (const hop of hops) hop.failed(error)
    throw error
  }

  function spanEach(): readonly M[] {
    return given.map((message, index) => {
      const own = carried[index]
      if (own === undefined || !isSendable(message)) return message
      const keeps = preserves && own.context !== undefined
      const span = start([message], keeps ? keptBeside(active, own) : begunFrom(active, own))
      return keeps || !writes ? message : written(messaging, message, span, policy.allowed)
    })
  }

  function spanForAll(): readonly M[] {
    const span = start(given, sharedParent(active, carried, preserves))
    return given.map((message, index) => {
      const keeps = preserves && carried[index]?.context !== undefined
      return keeps || !writes ? message : written(messaging, message, span, policy.allowed)
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

function hopStart(
  messaging: Messaging,
  { component }: Client,
  topic: string,
  messages: readonly unknown[],
  relation: Relation,
): HopStart {
  const { clientId, recordKeys } = messaging.options
  const [only] = messages
  const isOne = messages.length === 1
  const attributes: GatheredAttributes = { component, topic }
  if (clientId !== undefined) attributes.clientId = clientId
  if (isOne) describeMessage(attributes, only, recordKeys === true)
  else attributes.batchSize = messages.length
  return {
    info: isOne ? { hop: 'send', topic, message: only } : { hop: 'send', topic },
    name: spanNames.send(topic),
    messages: messages.length,
    kind: 'producer',
    relation,
    attributes,
  }
}
