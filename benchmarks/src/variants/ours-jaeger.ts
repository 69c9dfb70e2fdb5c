// Filrouge with jaeger-client, sampled or not.
import { activeSpan, openTracing, withSpan } from '@filrouge/opentracing'
import { countedTracer, otlpTracer } from '../workers/jaeger'
import { serve } from '../workers/serve'
import { wrapped } from '../workers/wrapped'

serve((settings, agent) => {
  const { tracer, finishedSpans } =
    settings.exports === true ? otlpTracer(`${agent}/v1/traces`) : countedTracer(settings)
  const activeTraceId = () => activeSpan()?.context().toTraceId().padStart(32, '0')
  const inRequest = <T>(fn: () => Promise<T>) => withSpan(tracer.startSpan('request'), fn)
  return wrapped(openTracing(tracer), settings, { finishedSpans, activeTraceId, inRequest })
})
