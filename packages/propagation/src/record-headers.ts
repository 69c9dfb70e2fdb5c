/** A header's value as a Kafka client may give it. Anything else (an inherited function, an object) counts as absent. */
export type HeaderValue = Uint8Array | string | null

/** Headers in their order, keys repeated: the only form that keeps everything KIP-82 allows. */
export type HeaderEntries = readonly (readonly [key: string, value: HeaderValue])[]

/** Headers by key, the form of kafkajs: an array is a repeated key, `undefined` is no header. Order between keys is lost. */
export type HeaderObject = Readonly<Record<string, unknown>>

export type RecordHeaders = HeaderEntries | HeaderObject

export function isEntries(headers: RecordHeaders): headers is HeaderEntries {
  return Array.isArray(headers)
}

export function isHeaderValue(value: unknown): value is HeaderValue {
  return value === null || typeof value === 'string' || value instanceof Uint8Array
}
