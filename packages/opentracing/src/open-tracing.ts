import type { MessageTracer } from '@filrouge/messaging'
import type { Tracer } from 'opentracing'
import { OpenTracingTracer } from './open-tracing-tracer'

export interface OpenTracingOptions {
  /**
   * For OpenTelemetry's OpenTracing shim, which hangs a span without parent on the active context of OpenTelemetry:
   * `detach: (fn) => context.with(ROOT_CONTEXT, fn)`. A span that links is then given its links as references.
   */
  readonly detach?: <T>(fn: () => T) => T
}

/**
 * Lets an OpenTracing tracer, such as jaeger-client's, trace messages. Its dialect is found at the first message.
 *
 * @throws TypeError for what is no OpenTracing tracer
 */
export function openTracing(tracer: Tracer, options: OpenTracingOptions = {}): MessageTracer {
  const methods = tracer as unknown as Partial<Record<string, unknown>> | null | undefined
  if (!['startSpan', 'inject', 'extract'].every((name) => typeof methods?.[name] === 'function')) {
    throw new TypeError('tracer has no startSpan, inject and extract: give openTracing an OpenTracing tracer')
  }
  return new OpenTracingTracer(tracer, options.detach)
}
