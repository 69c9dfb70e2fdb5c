import { isSendable } from '../message'
import type { Messaging } from '../messaging'
import type { Producing } from '../policies/topic-policies'
import { carriedBy } from './carried'
import { MessageWriter } from './written-message'

/** Messages with the context of what is active, and no span of their own. With nothing active they keep what they carry. */
export function propagated<M>(messaging: Messaging, policy: Producing, given: readonly M[]): readonly M[] {
  const { tracer } = messaging
  const active = tracer.active()
  if (active === undefined) return given
  const identity = tracer.identityOf(active)
  const writer = new MessageWriter(messaging, policy.allowed)
  return given.map((message) => {
    if (!isSendable(message)) return message
    if (policy.preserves && carriedBy(messaging, message).context !== undefined) return message
    return writer.written(message, identity)
  })
}
