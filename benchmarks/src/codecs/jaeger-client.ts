// jaeger-client's text codec. It reads text only: what kafkajs delivers is made text first, as people write it.
import { FORMAT_TEXT_MAP, type SpanContext } from 'opentracing'
import { countedTracer } from '../workers/jaeger'
import { delivered, describeHeaders, describeIds, JAEGER_HEADERS, IDS } from './inputs'
import { serveCodec } from './serve-codec'

const { tracer } = countedTracer({})

function extracted(headers: Readonly<Record<string, Buffer>>): SpanContext | null {
  const carrier: Record<string, string> = {}
  for (const key of Object.keys(headers)) carrier[key] = String(headers[key])
  return tracer.extract(FORMAT_TEXT_MAP, carrier)
}

serveCodec({
  'inject.jaeger': () => {
    const contexts = IDS.map((ids) => tracer.extract(FORMAT_TEXT_MAP, JAEGER_HEADERS(ids)) as SpanContext)
    return {
      run(index) {
        const carrier = {}
        tracer.inject(contexts[index] as SpanContext, FORMAT_TEXT_MAP, carrier)
        return carrier
      },
      describe: describeHeaders,
    }
  },
  'extract.jaeger': () => {
    const carriers = delivered(JAEGER_HEADERS)
    return {
      run: (index) => extracted(carriers[index] as Record<string, Buffer>),
      describe: (result) => {
        const context = result as SpanContext
        return describeIds({ traceId: context.toTraceId(), spanId: context.toSpanId() })
      },
    }
  },
})
