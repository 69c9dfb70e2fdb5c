import type { MessageTracer } from '@filrouge/messaging'
import { trace, type Tracer } from '@opentelemetry/api'
import { isVersion, type ConventionsVersion } from './conventions'
import { OpenTelemetryTracer, type TracerProviderLike } from './open-telemetry-tracer'

export interface OpenTelemetryOptions {
  /** default: one of `tracerProvider` */
  readonly tracer?: Tracer
  /** default: the one registered with the API, also when it is registered later */
  readonly tracerProvider?: TracerProviderLike
  /** the version of the semantic conventions whose names spans get; default `1.44` */
  readonly semconv?: ConventionsVersion
}

/**
 * Lets OpenTelemetry trace messages. Without an SDK nothing is written or removed.
 *
 * @throws TypeError for what is no tracer or provider, and for an unknown version of the conventions
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): MessageTracer {
  const { tracer, tracerProvider, semconv = '1.44' } = options
  if (tracer !== undefined) requireMethod('tracer', tracer, 'startSpan')
  if (tracerProvider !== undefined) requireMethod('tracerProvider', tracerProvider, 'getTracer')
  if (!isVersion(semconv)) throw new TypeError(`semconv is ${JSON.stringify(semconv)}: use 1.44 or 1.45`)
  const provider = tracerProvider ?? trace.getTracerProvider()
  return new OpenTelemetryTracer(tracer, provider, semconv)
}

function requireMethod(option: string, given: unknown, method: string): void {
  if (typeof (given as Partial<Record<string, unknown>> | null)?.[method] === 'function') return
  throw new TypeError(`${option} has no ${method}: give openTelemetry one of @opentelemetry/api`)
}
