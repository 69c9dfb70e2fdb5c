// The header formats of @filrouge/propagation, and a live jaeger span through @filrouge/opentracing.
import { openTracing } from '@filrouge/opentracing'
import { extract, inject, type Extraction, type FormatName, type TraceContext } from '@filrouge/propagation'
import { countedTracer } from '../workers/jaeger'
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

function injecting(write: readonly FormatName[]): Operation {
  const options = { write }
  const contexts = IDS.map((ids): TraceContext => {
    return { ...ids, sampled: true, debug: false, format: 'traceparent', tracestate: [] }
  })
  return {
    run: (index) => inject(undefined, contexts[index] as TraceContext, [], options).headers,
    describe: describeHeaders,
  }
}

/** Every format is looked for, as by default. */
function extracting(headersOf: (ids: Ids) => Readonly<Record<string, string>>): Operation {
  const carriers = delivered(headersOf)
  return {
    run: (index) => extract(carriers[index]),
    describe: (result) => describeIds((result as Extraction).context),
  }
}

function live(): Operation {
  const { tracer } = countedTracer({})
  const port = openTracing(tracer)
  const spans = IDS.map(() => ({ native: tracer.startSpan('live') }))
  const options = { write: ['traceparent', 'uber-trace-id'] as const }
  return {
    run(index) {
      const { context, baggage } = port.identityOf(spans[index] as { native: unknown })
      return context && inject(undefined, context, baggage, options).headers
    },
    describe: describeShapes,
  }
}

serveCodec({
  'inject.w3c': () => injecting(['traceparent']),
  'inject.jaeger': () => injecting(['uber-trace-id']),
  'inject.b3': () => injecting(['b3']),
  'inject.b3Multi': () => injecting(['b3-multi']),
  'inject.live': live,
  'extract.w3c': () => extracting(W3C_HEADERS),
  'extract.jaeger': () => extracting(JAEGER_HEADERS),
  'extract.b3': () => extracting(B3_HEADERS),
  'extract.b3Multi': () => extracting(B3_MULTI_HEADERS),
  'extract.baggage': () => extracting(BAGGAGE_HEADERS),
})
