import { openTracing } from '@filrouge/opentracing'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { TracerShim } from '@opentelemetry/shim-opentracing'
import type { Span } from 'opentracing'
import { startSdk } from './open-telemetry.tracer'
import { inOpenTracingRoot } from './open-tracing-root'
import type { TracerUnderTest } from './traced-world'

export const openTracingShim: TracerUnderTest = {
  name: "OpenTelemetry's OpenTracing shim",
  takesDecisions: false,
  start({ sampled }) {
    const sdk = startSdk(sampled)
    const textMapPropagator = new CompositePropagator({
      propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
    })
    const tracer = new TracerShim(sdk.provider.getTracer('shim'), { textMapPropagator })
    return {
      tracer: openTracing(tracer, { detach: (fn) => context.with(ROOT_CONTEXT, fn) }),
      inRoot: (fn, root = {}) => {
        // as an instrumentation of OpenTelemetry would, something is active that the shim would take for a parent
        const ambient = trace.setSpan(context.active(), sdk.provider.getTracer('other').startSpan('ambient'))
        return context.with(ambient, () => inOpenTracingRoot(tracer, fn, root, known))
      },
      spans: sdk.spans,
      stop: () => sdk.stop(),
    }
  },
}

function known(span: Span) {
  const native = span.context()
  return { traceId: native.toTraceId(), spanId: native.toSpanId() }
}
