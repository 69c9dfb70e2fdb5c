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
  if (value === undefined) return false
  if (headers === undefined) return true
  // the types exclude a null, callers do not
  if ((headers as unknown) === null || typeof headers !== 'object') return false
  return Object.values(headers).every((header) => (Array.isArray(header) ? header.every(isData) : isData(header)))
}

/** kafkajs throws for any other header value, and would not if that header were replaced by one of ours. */
function isData(header: unknown): boolean {
  return typeof header === 'string' || ArrayBuffer.isView(header) || header instanceof ArrayBuffer
}

/** The message with other headers; the caller's object is never written to, and getters of a class keep working. */
export function withHeaders<M extends OutgoingMessage>(message: M, headers: HeaderObject): M {
  const prototype: unknown = Object.getPrototypeOf(message)
  if (prototype === Object.prototype || prototype === null) return { ...message, headers }
  return Object.create(message, { headers: { value: headers, enumerable: true } }) as M
}
