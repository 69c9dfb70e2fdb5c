import type { IHeaders } from 'kafkajs'

/** The trace that a record's headers name, as 32 hex digits. */
export function traceIdOf(headers: IHeaders | undefined): string | undefined {
  const w3c = headers?.['traceparent']
  if (w3c !== undefined) return String(w3c).slice(3, 35)
  const jaeger = headers?.['uber-trace-id']
  if (jaeger !== undefined) return String(jaeger).split(':')[0]?.padStart(32, '0')
  const b3 = headers?.['X-B3-TraceId']
  return b3 === undefined ? undefined : String(b3).padStart(32, '0')
}
