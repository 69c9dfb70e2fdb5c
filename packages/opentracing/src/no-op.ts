import { Tracer } from 'opentracing'

const METHODS = ['startSpan', '_startSpan', 'inject', '_inject', 'extract', '_extract'] as const
const NOOP = Tracer.prototype as unknown as Readonly<Record<string, unknown>>

/**
 * Whether a tracer has nothing but the methods of opentracing's `Tracer`, which do nothing: what jaeger-client gives where it is
 * disabled. The global tracer has methods of its own, since another may be set behind it at any time.
 */
export function isNoop(tracer: Tracer): boolean {
  const methods = tracer as unknown as Readonly<Record<string, unknown>>
  for (const name of METHODS) if (methods[name] !== NOOP[name]) return false
  return true
}
