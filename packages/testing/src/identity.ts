import { extract, type RecordHeaders } from '@filrouge/propagation'

/** Which span something is or carries: ids in hex of full length. */
export interface Identity {
  readonly traceId: string
  readonly spanId: string
  /** absent for a root, and where what was given does not tell */
  readonly parentId?: string
}

interface Known {
  spanContext?: () => { traceId: string; spanId: string }
  parentSpanContext?: { spanId: string }
  /** OpenTelemetry's SDK 1 */
  parentSpanId?: string
  context?: () => unknown
  /** jaeger-client */
  traceIdStr?: unknown
  spanIdStr?: unknown
  parentIdStr?: unknown
  toTraceId?: () => string
  toSpanId?: () => string
  /** RecordingContext */
  trace?: Identity
  traceId?: unknown
  spanId?: unknown
  parentId?: unknown
  headers?: RecordHeaders
}

/**
 * The identity of a span (of this package, jaeger-client, another OpenTracing tracer, OpenTelemetry), of a span context, of a message
 * with headers, or of headers. Nothing where there is no valid context.
 */
export function identityOf(value: unknown): Identity | undefined {
  if (value === null || typeof value !== 'object') return undefined
  const given = value as Known
  if (typeof given.spanContext === 'function')
    return identity({ ...given.spanContext(), parentId: given.parentSpanContext?.spanId ?? given.parentSpanId })
  if (typeof given.context === 'function') return identityOf(given.context())
  if (given.trace !== undefined) return identity(given.trace)
  if (typeof given.spanIdStr === 'string') {
    return identity({ traceId: given.traceIdStr, spanId: given.spanIdStr, parentId: given.parentIdStr })
  }
  if (typeof given.toTraceId === 'function' && typeof given.toSpanId === 'function') {
    return identity({ traceId: given.toTraceId(), spanId: given.toSpanId() })
  }
  if (typeof given.traceId === 'string') return identity(given)
  const { context } = extract('headers' in given ? given.headers : (value as RecordHeaders))
  return context && identity(context)
}

/** not all zero: a span that records nothing has such ids */
const ID = /^(?!0+$)[0-9a-f]+$/i

function identity({ traceId, spanId, parentId }: Pick<Known, 'traceId' | 'spanId' | 'parentId'>): Identity | undefined {
  if (!isId(traceId) || !isId(spanId)) return undefined
  return {
    traceId: traceId.toLowerCase().padStart(32, '0'),
    spanId: spanId.toLowerCase().padStart(16, '0'),
    ...(isId(parentId) && { parentId: parentId.toLowerCase().padStart(16, '0') }),
  }
}

function isId(text: unknown): text is string {
  return typeof text === 'string' && ID.test(text)
}
