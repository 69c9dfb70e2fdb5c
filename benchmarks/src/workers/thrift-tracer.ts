import { initTracer } from 'jaeger-client'
import { setTimeout as wait } from 'node:timers/promises'
import type { ReportingTracer } from './jaeger'

/** Its reporter has no public way to send at once. */
interface Flushing {
  readonly _reporter: { flush(done: () => void): void }
}

/** jaeger-client as it comes: its spans are posted to a collector as Thrift, by its own reporter. Its metrics count them. */
export function thriftTracer(endpoint: string): ReportingTracer {
  const counts = new Map<string, number>()
  const counter = (name: string) => ({
    increment: (by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
  })
  const nothing = { update: () => undefined, record: () => undefined }
  const metrics = {
    createCounter: (name: string, tags: Readonly<Record<string, string>> = {}) =>
      counter(`${name} ${tags['result'] ?? ''}`.trim()),
    createTimer: () => nothing,
    createGauge: () => nothing,
  }
  // traceId128bit is read here only, and the types know it not
  const options: object = { traceId128bit: true, metrics }
  const sampler = { type: 'const', param: 1 }
  const reporter = { collectorEndpoint: endpoint }
  const tracer = initTracer({ serviceName: 'bench', sampler, reporter }, options)
  const { _reporter: flushing } = tracer as unknown as Flushing
  const of = (name: string) => counts.get(name) ?? 0
  return {
    tracer,
    async finishedSpans() {
      await new Promise<void>((resolve) => flushing.flush(resolve))
      // batches that were full are posted by themselves, and answered when they are
      while (of('jaeger:reporter_spans ok') + of('jaeger:reporter_spans err') < of('jaeger:finished_spans'))
        await wait(2)
      return of('jaeger:reporter_spans ok')
    },
  }
}
