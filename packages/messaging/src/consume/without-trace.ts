import { strip } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'

/** The message without the headers of a trace, for handlers that must not pass them on; the client's own object stays as it is. */
export function withoutTrace<M extends IncomingMessage>(message: M): M {
  if (!message.headers) return message
  const headers = strip(message.headers)
  return headers === message.headers ? message : { ...message, headers }
}
