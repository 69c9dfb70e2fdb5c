import type { HeaderObject } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'

/** A message to send, made from a received one. */
export interface RepublishedMessage {
  readonly key: Buffer | string | null
  readonly value: Buffer | string | null
  readonly headers: Record<string, Buffer | string | (Buffer | string)[]>
}

/** Key and value as they came; a header of `undefined` is none. */
export function republishedMessage({ key, value }: IncomingMessage, headers: HeaderObject): RepublishedMessage {
  const kept = Object.entries(headers).filter(([, header]) => header !== undefined)
  return { key, value, headers: Object.fromEntries(kept) } as RepublishedMessage
}
