// Filrouge with jaeger-client, sampled or not.
import { activeSpan, openTracing } from '@filrouge/opentracing'
import { countedTracer, otlpTracer } from '../workers/jaeger'
import { serve } from '../workers/serve'
import { wrapped } from '../workers/wrapped'

serve((settings) => {
  const { tracer, finishedSpans } =
    settings.exportTo === undefined ? countedTracer(settings) : otlpTracer(settings.exportTo)
  const activeTraceId = () => activeSpan()?.context().toTraceId().padStart(32, '0')
  return wrapped(openTracing(tracer), settings, { finishedSpans, activeTraceId })
})
