import { classOf, described } from './described'
import type { Plain } from './plain'

interface Received {
  readonly [member: string]: unknown
  readonly headers?: Readonly<Record<string, unknown>>
}

/** A received message: every member, the headers as a list in their order, so that ours can be taken out of it. */
export function describedRecord(message: object): Plain {
  const { headers, ...members } = message as Received
  return {
    class: classOf(message),
    ...(described(members) as Record<string, Plain>),
    ...(headers !== undefined && {
      headers: Object.entries(headers).map(([name, value]) => ({ header: name, value: described(value) })),
      'headers class': classOf(headers),
    }),
  }
}

/** The payload of `eachMessage` or `eachBatch`: its members and what they are. */
export function describedPayload(payload: object): Plain {
  const { message, batch, ...members } = payload as { message?: object; batch?: object & { messages: object[] } }
  return {
    class: classOf(payload),
    members: Object.keys(payload),
    ...(described(members) as Record<string, Plain>),
    ...(message !== undefined && { message: describedRecord(message) }),
    ...(batch !== undefined && { batch: describedBatch(batch) }),
  }
}

function describedBatch(batch: object & { messages: readonly object[] }): Plain {
  const { messages } = batch
  const prototype = Object.getPrototypeOf(batch) as object
  const methods = prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype)
  const answers = methods
    .filter((name) => name !== 'constructor')
    .map((name) => [name, described((batch as Record<string, () => unknown>)[name]?.())])
  return {
    class: classOf(batch),
    members: Object.keys(batch),
    messages: messages.map(describedRecord),
    ...(Object.fromEntries(answers) as Record<string, Plain>),
  }
}
