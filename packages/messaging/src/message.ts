import type { HeaderObject } from '@filrouge/propagation'

/** A message to send, in the shape of kafkajs and of clients like it. Wrong shapes are possible: they are the client's to refuse. */
export interface OutgoingMessage {
  readonly key?: unknown
  readonly value: unknown
  readonly partition?: number | undefined
  readonly headers?: HeaderObject | undefined
}

export interface IncomingMessage {
  readonly value: unknown
  readonly headers?: HeaderObject | undefined
  readonly offset: string
  /** milliseconds since 1970, as text */
  readonly timestamp?: string | undefined
}

/** Whether the client would take it. What it would refuse is handed on untouched, so that the error is the client's own. */
export function isSendable(message: unknown): message is OutgoingMessage {
  if (message === null || typeof message !== 'object') return false
  const { value, headers } = message as OutgoingMessage
  // a null, which the types exclude, is no header to kafkajs either
  return value !== undefined && (headers === undefined || typeof headers === 'object')
}

/** The message with other headers; the caller's object is never written to, and getters of a class keep working. */
export function withHeaders<M extends OutgoingMessage>(message: M, headers: HeaderObject): M {
  const prototype: unknown = Object.getPrototypeOf(message)
  if (prototype === Object.prototype || prototype === null) return { ...message, headers }
  return Object.create(message, { headers: { value: headers, enumerable: true } }) as M
}
