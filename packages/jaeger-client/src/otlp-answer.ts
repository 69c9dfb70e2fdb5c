import { types } from 'node:util'

/** What came of one request. */
export type Answer =
  { taken: true; rejectedSpans: number } | { taken: false; retryable: boolean; retryAfterMs?: number; error: Error }

// OTLP specification, "OTLP/HTTP Response", "Retryable Response Codes".
const RETRYABLE = new Set([429, 502, 503, 504])

const LONGEST_DETAIL = 200

/** Reads a receiver's answer to the end, so that its connection is free again. Never rejects. */
export async function answerTo(request: Promise<Response>): Promise<Answer> {
  let response: Response
  let text: string
  try {
    response = await request
    text = await response.text()
  } catch (error) {
    return { taken: false, retryable: true, error: networkError(error) }
  }
  if (response.ok) return { taken: true, rejectedSpans: rejectedSpansOf(text) }
  const retryAfterMs = retryAfter(response.headers.get('retry-after'))
  return {
    taken: false,
    retryable: RETRYABLE.has(response.status),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    error: new Error(`status ${response.status} ${text}`.trim().slice(0, LONGEST_DETAIL)),
  }
}

// fetch says only "fetch failed"; what failed is its cause, and of several tried addresses only a code is known. Not by
// instanceof, since in a vm context (jest's) the errors of fetch are another one's.
function networkError(error: unknown): Error {
  if (!types.isNativeError(error)) return new Error(String(error))
  const { cause } = error
  if (!types.isNativeError(cause)) return error
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
  return new Error(cause.message === '' ? code : cause.message, { cause })
}

/** `partialSuccess.rejectedSpans`, an int64: text in JSON by the rules of protobuf, a number by some receivers. */
function rejectedSpansOf(text: string): number {
  try {
    const body = JSON.parse(text) as { partialSuccess?: { rejectedSpans?: unknown } | null } | null
    const rejected = Number(body?.partialSuccess?.rejectedSpans ?? 0)
    return Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0
  } catch {
    // An empty answer, or one in protobuf.
    return 0
  }
}

/** Seconds or a date (RFC 9110, 10.2.3), in milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
