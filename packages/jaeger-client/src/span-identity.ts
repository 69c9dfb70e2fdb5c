import { TraceFlags, type SpanContext } from '@opentelemetry/api'
import type { JaegerSpanContext } from './jaeger-client-types'

const DEBUG = 2

/**
 * A context of jaeger-client as OpenTelemetry's: 32 and 16 lower-case hex digits, a 64-bit trace id padded on the left.
 * Read from the bytes, because jaeger-client's texts are unpadded or as received. Nothing for an invalid one.
 */
export function identityOf(context: JaegerSpanContext): SpanContext | undefined {
  const { traceId, spanId, flags } = context
  const trace = hexId(traceId, 16)
  const span = hexId(spanId, 8)
  if (trace === undefined || span === undefined) return undefined
  return { traceId: trace, spanId: span, traceFlags: flags & TraceFlags.SAMPLED, isRemote: context.isRemote() }
}

/** The hex form of an id, padded to `bytes`; nothing for a missing, an overlong and an all-zero one. */
export function hexId(id: Uint8Array | null | undefined, bytes: number): string | undefined {
  if (id === null || id === undefined || id.length > bytes || id.every((byte) => byte === 0)) return undefined
  return Buffer.from(id)
    .toString('hex')
    .padStart(bytes * 2, '0')
}

export function isDebug(context: JaegerSpanContext): boolean {
  return (context.flags & DEBUG) !== 0
}
