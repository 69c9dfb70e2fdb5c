import { derived, type OutgoingMessage } from '@filrouge/messaging'
import type { HeaderObject } from '@filrouge/propagation'
import { nameOf, objectOf, type Entry } from './header-entries'
import type { HeaderForm } from './header-form'

/** A message to send, as the client takes it. */
export interface SentMessage {
  readonly topic: string
  readonly key?: unknown
  readonly value?: unknown
  readonly partition?: number
  readonly headers?: ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>
}

/** In place of a header that is neither text nor bytes: a serializer of the user makes something of it. */
const OPAQUE = Buffer.alloc(0)

/** Whether the client could take it, and headers of ours beside its own would arrive. */
export function isTraceable(message: unknown, form: HeaderForm): message is SentMessage {
  if (message === null || typeof message !== 'object') return false
  const { topic, headers } = message as SentMessage
  if (typeof topic !== 'string' || topic === '') return false
  if (headers === undefined || headers instanceof Map) return true
  // the types exclude a null, callers do not
  return (headers as unknown) !== null && typeof headers === 'object' && form.isText
}

/** The message in the shape that contexts are written to; without a value it is a tombstone. */
export function outgoing(message: SentMessage): OutgoingMessage {
  const { key, value, partition, headers } = message
  return {
    key,
    value: value ?? null,
    partition,
    ...(headers !== undefined && { headers: objectOf(entriesOf(message), dataOf) }),
  }
}

/**
 * The client's message with the headers that `written` has: those of ours added, old ones of a trace removed, all others the
 * caller's own keys and values. The caller's objects stay as they are.
 */
export function withHeadersOf<M extends SentMessage>(
  message: M,
  given: OutgoingMessage,
  written: OutgoingMessage,
  form: HeaderForm,
): M {
  if (written === given) return message
  const before = given.headers ?? {}
  const after = written.headers ?? {}
  const isKept = (name: string | undefined) => name === undefined || Object.is(before[name], after[name])
  const kept = entriesOf(message).filter(([key]) => isKept(nameOf(key)))
  const added = Object.keys(after).filter((name) => !isKept(name))
  const entries: Entry[] = [...kept, ...added.flatMap((name) => entriesFor(name, after[name], form))]
  const isObject = message.headers !== undefined && !(message.headers instanceof Map)
  const headers = isObject ? (Object.fromEntries(entries) as HeaderObject) : new Map(entries)
  return derived(message, { headers })
}

function entriesFor(name: string, value: unknown, form: HeaderForm): Entry[] {
  const text =
    typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString() : undefined
  return text === undefined ? [] : [[form.key(name), form.value(text)]]
}

function entriesOf({ headers }: SentMessage): readonly Entry[] {
  if (headers === undefined) return []
  return headers instanceof Map ? [...(headers as ReadonlyMap<unknown, unknown>)] : Object.entries(headers)
}

function dataOf(value: unknown): unknown {
  return typeof value === 'string' || value instanceof Uint8Array ? value : OPAQUE
}
