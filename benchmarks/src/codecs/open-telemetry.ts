// OpenTelemetry's propagators, which read through the getter of its kafkajs instrumentation.
import {
  defaultTextMapSetter,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
  type Context,
  type TextMapPropagator,
} from '@opentelemetry/api'
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { bufferTextMapGetter } from '@opentelemetry/instrumentation-kafkajs/build/src/propagator'
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3'
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger'
import { registeredSdk } from '../workers/open-telemetry-sdk'
import {
  B3_HEADERS,
  B3_MULTI_HEADERS,
  BAGGAGE_HEADERS,
  delivered,
  describeHeaders,
  describeIds,
  describeShapes,
  IDS,
  JAEGER_HEADERS,
  W3C_HEADERS,
  type Ids,
} from './inputs'
import type { Operation } from './operation'
import { serveCodec } from './serve-codec'

const w3c = new W3CTraceContextPropagator()
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the peer of a format that fleets still write
const jaeger = new JaegerPropagator()
const b3 = new B3Propagator()
const b3Multi = new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER })

function injecting(propagator: TextMapPropagator, contexts = readyContexts()): Operation {
  return {
    run(index) {
      const carrier = {}
      propagator.inject(contexts[index] as Context, carrier, defaultTextMapSetter)
      return carrier
    },
    describe: describeHeaders,
  }
}

function readyContexts(): Context[] {
  return IDS.map((ids) => trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: TraceFlags.SAMPLED }))
}

function extracting(
  propagator: TextMapPropagator,
  headersOf: (ids: Ids) => Readonly<Record<string, string>>,
): Operation {
  const carriers = delivered(headersOf)
  return {
    run: (index) => propagator.extract(ROOT_CONTEXT, carriers[index], bufferTextMapGetter),
    describe: (result) => describeIds(trace.getSpanContext(result as Context)),
  }
}

function live(): Operation {
  const tracer = registeredSdk({}).provider.getTracer('live')
  const contexts = IDS.map(() => trace.setSpan(ROOT_CONTEXT, tracer.startSpan('live', { root: true })))
  const both = injecting(new CompositePropagator({ propagators: [w3c, jaeger] }), contexts)
  return { run: (index) => both.run(index), describe: describeShapes }
}

serveCodec({
  'inject.w3c': () => injecting(w3c),
  'inject.jaeger': () => injecting(jaeger),
  'inject.b3': () => injecting(b3),
  'inject.b3Multi': () => injecting(b3Multi),
  'inject.live': live,
  'extract.w3c': () => extracting(w3c, W3C_HEADERS),
  'extract.jaeger': () => extracting(jaeger, JAEGER_HEADERS),
  'extract.b3': () => extracting(b3, B3_HEADERS),
  'extract.b3Multi': () => extracting(b3, B3_MULTI_HEADERS),
  'extract.baggage': () =>
    extracting(new CompositePropagator({ propagators: [w3c, new W3CBaggagePropagator()] }), BAGGAGE_HEADERS),
})
