import { extract } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'
import type { ReceivedFrom } from './republish'
import { firstFailureOf } from './republished'
import { republishedMessage, type RepublishedMessage } from './republished-message'
import { sendable } from './sent-on-headers'
import { attemptAfter, storyOf } from './story'

/** `republish` where nobody traces: the headers of the trace stay as they came, and `filrouge-*` say what happened before. */
export function republishUntraced(from: ReceivedFrom, message: IncomingMessage, error: unknown): RepublishedMessage {
  const own = message.headers ?? {}
  const firstFailure = firstFailureOf(own) ?? extract(own).context
  const story = storyOf(own, from, message, { attempt: attemptAfter(own), error, firstFailure })
  return republishedMessage(message, { ...sendable(own), ...story })
}
