import type { HeaderObject } from '@filrouge/propagation'
import { derived } from './derived'
import type { GatheredAttributes } from './message-tracer'

/** A message to send, in the shape of kafkajs and of clients like it. Wrong shapes are possible: they are the client's to refuse. */
export interface OutgoingMessage {
  readonly key?: unknown
  readonly value: unknown
  readonly partition?: number | undefined
  readonly headers?: HeaderObject | undefined
}

export interface IncomingMessage {
  readonly key?: unknown
  readonly value: unknown
  readonly headers?: HeaderObject | undefined
  readonly offset: string
  /** milliseconds since 1970, as text */
  readonly timestamp?: string | undefined
  /** kafkajs: of the record batch that it came in */
  readonly batchContext?: { readonly timestampType?: unknown } | undefined
}

/** Whether the client would take it. What it would refuse is handed on untouched, so that the error is the client's own. */
export function isSendable(message: unknown): message is OutgoingMessage {
  if (message === null || typeof message !== 'object') return false
  const { value, headers } = message as OutgoingMessage
  if (value === undefined) return false
  if (headers === undefined) return true
  // the types exclude a null and a list, callers do not
  if ((headers as unknown) === null || typeof headers !== 'object' || Array.isArray(headers)) return false
  for (const key of Object.keys(headers)) {
    const header: unknown = headers[key]
    if (Array.isArray(header) ? !header.every(isData) : !isData(header)) return false
  }
  return true
}

/** kafkajs throws for any other header value, and would not if that header were replaced by one of ours. */
function isData(header: unknown): boolean {
  return typeof header === 'string' || ArrayBuffer.isView(header) || header instanceof ArrayBuffer
}

/** The headers that are sent: kafkajs copies a message's own enumerable members, so that any others never leave. */
export function headersOf(message: OutgoingMessage): HeaderObject | undefined {
  const { headers } = message
  return headers !== undefined && Object.prototype.propertyIsEnumerable.call(message, 'headers') ? headers : undefined
}

/** The message with other headers; the caller's object is never written to, and what kafkajs reads of it stays as it is. */
export function withHeaders<M extends OutgoingMessage>(message: M, headers: HeaderObject): M {
  if (!isPlain(message)) return derived(message, { headers })
  // Not by a spread, which takes six times as long (Node 20).
  const copy = Object.assign({}, message) as M & { headers: HeaderObject }
  copy.headers = headers
  return isReadAlike(message, copy) ? copy : derived(message, { headers })
}

/** Of no class, and without a member that an assignment would take for the prototype. */
function isPlain(message: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(message)
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(message, '__proto__')
}

/** What kafkajs reads of a message before it copies it. */
type Read = Readonly<Partial<Record<'value' | 'key' | 'partition' | 'timestamp', unknown>>>

/** A copy has no members that cannot be enumerated. Named one by one, which costs a tenth of a loop over names. */
function isReadAlike(message: Read, copy: Read): boolean {
  return (
    message.value === copy.value &&
    message.key === copy.key &&
    message.partition === copy.partition &&
    message.timestamp === copy.timestamp
  )
}

const MAX_KEY = 128

/** Adds what spans say of one message. Keys only where asked for: they may name people. */
export function describeMessage(attributes: GatheredAttributes, message: unknown, recordKeys: boolean): void {
  const { value, key } = (message ?? {}) as { readonly value?: unknown; readonly key?: unknown }
  const text = recordKeys ? keyText(key) : undefined
  if (value === null) attributes.tombstone = true
  if (text !== undefined) attributes.key = text
}

/** UTF-8 text as it is, other bytes as hex. */
function keyText(key: unknown): string | undefined {
  if (typeof key === 'string') return key.slice(0, MAX_KEY)
  if (!(key instanceof Uint8Array)) return undefined
  const bytes = Buffer.from(key.buffer, key.byteOffset, Math.min(key.byteLength, MAX_KEY))
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('hex').slice(0, MAX_KEY) : text
}
