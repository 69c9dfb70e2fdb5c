import { otlpReporter } from '@filrouge/jaeger-client'
import { initTracer, type JaegerTracer } from 'jaeger-client'
import { CountingReporter } from './counting-reporter'
import type { TracingSettings } from './protocol'

export interface ReportingTracer {
  readonly tracer: JaegerTracer
  readonly finishedSpans: () => Promise<number>
}

/** jaeger-client with 128-bit ids, whose spans are counted and dropped. */
export function countedTracer({ sampler }: TracingSettings): ReportingTracer {
  const reporter = new CountingReporter()
  const finishedSpans = () => {
    reporter.flush()
    return Promise.resolve(reporter.sent)
  }
  return { tracer: tracerWith(reporter, sampler !== 'unsampled'), finishedSpans }
}

/** The same, whose spans Filrouge's reporter posts as OTLP. */
export function otlpTracer(url: string): ReportingTracer {
  const reporter = otlpReporter({ url, maxQueueSize: 100_000 })
  const finishedSpans = async () => {
    while (reporter.counts().pending > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    return reporter.counts().exported
  }
  return { tracer: tracerWith(reporter, true), finishedSpans }
}

function tracerWith(reporter: object, isSampled: boolean): JaegerTracer {
  return initTracer(
    { serviceName: 'bench', sampler: { type: 'const', param: isSampled ? 1 : 0 } },
    // traceId128bit and a reporter are read here only, and the types know the first of them not
    { traceId128bit: true, reporter } as object,
  )
}
