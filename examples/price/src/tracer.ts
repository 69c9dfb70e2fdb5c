import { otlpReporter } from '@filrouge/jaeger-client'
import jaeger from 'jaeger-client'
import type { Tracer } from 'opentracing'

/** A jaeger-client tracer that samples everything and delivers over OTLP. */
export function startTracer(serviceName: string, url: string): Tracer {
  const options = { traceId128bit: true, reporter: otlpReporter({ url, delayMs: 200 }) }
  return jaeger.initTracer({ serviceName, sampler: { type: 'const', param: 1 } }, options)
}
