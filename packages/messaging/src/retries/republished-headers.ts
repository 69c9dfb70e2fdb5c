/**
 * Headers that a republished record carries beside its own: what happened to it before. Text in ASCII or UTF-8.
 *
 * | header | value |
 * |---|---|
 * | `filrouge-attempt` | the number of this attempt, decimal; 2 for the first repetition |
 * | `filrouge-original-topic`, `-partition`, `-offset`, `-timestamp` | where the record stood first; timestamp in ms since 1970 |
 * | `filrouge-error` | name and message of the last error, at most 512 bytes |
 * | `filrouge-first-failure` | the span of the first failed attempt, in the form of `traceparent` |
 */
export const REPUBLISHED = {
  attempt: 'filrouge-attempt',
  originalTopic: 'filrouge-original-topic',
  originalPartition: 'filrouge-original-partition',
  originalOffset: 'filrouge-original-offset',
  originalTimestamp: 'filrouge-original-timestamp',
  error: 'filrouge-error',
  firstFailure: 'filrouge-first-failure',
} as const

const MAX_TEXT = 512

/** The last value of a header as text; nothing for what is not there, null, or longer than any that is written. */
export function textOf(headers: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  if (headers === undefined || !Object.hasOwn(headers, key)) return undefined
  const given = headers[key]
  const value: unknown = Array.isArray(given) ? given.at(-1) : given
  if (typeof value === 'string') return value.length <= MAX_TEXT ? value : undefined
  if (!(value instanceof Uint8Array) || value.byteLength > MAX_TEXT) return undefined
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')
}

/** A decimal number that was written by us: digits alone, safe. */
export function numberOf(headers: Readonly<Record<string, unknown>> | undefined, key: string): number | undefined {
  const text = textOf(headers, key)
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** Text cut to the bytes of a header, at a whole character. */
export function boundedText(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.byteLength <= MAX_TEXT) return text
  let end = MAX_TEXT - 3
  // not inside of a character: its further bytes are 10xxxxxx
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return `${bytes.toString('utf8', 0, end)}…`
}
