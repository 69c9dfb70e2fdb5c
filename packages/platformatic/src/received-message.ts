import { derived, withoutTrace, type IncomingMessage } from '@filrouge/messaging'
import type { HeaderObject } from '@filrouge/propagation'
import type { MessageLike } from './client-shapes'
import { nameOf, objectOf, type Entry } from './header-entries'

export function received(message: MessageLike): IncomingMessage {
  return {
    key: message.key,
    value: message.value ?? null,
    headers: headersOf(message),
    offset: String(message.offset),
    timestamp: String(message.timestamp),
  }
}

/** Deserializers may have made anything of a header; what is neither text nor bytes is no context of ours. */
function headersOf(message: MessageLike): HeaderObject {
  return objectOf(entriesOf(message), (value) => value ?? null)
}

function entriesOf({ headerEntries, headers }: MessageLike): readonly Entry[] {
  return headerEntries ?? [...headers]
}

/** The message for a handler that must not pass the headers of a trace on; the client's own object stays as it is. */
export function stripped<M extends MessageLike>(message: M): M {
  const { headers: kept = {} } = withoutTrace(received(message))
  const isKept = ([key]: Entry) => Object.hasOwn(kept, nameOf(key) ?? '')
  const entries = entriesOf(message).filter((entry) => nameOf(entry[0]) === undefined || isKept(entry))
  return derived(message, { headers: new Map(entries), headerEntries: entries })
}

/** The consumer's group as the client tells it in each message. */
export function groupOf({ metadata }: MessageLike): string | undefined {
  const { groupId } = (metadata?.['consumer'] ?? {}) as { groupId?: unknown }
  return typeof groupId === 'string' ? groupId : undefined
}
