import { jest } from '@jest/globals'
import type { Span, SpanContext, Tracer } from 'opentracing'
import type { JaegerSpan } from '../jaeger-client-types'

interface JaegerClient {
  initTracer(
    config: { serviceName: string; sampler: { type: 'const'; param: 0 | 1 }; shareRpcSpan?: boolean },
    options: { traceId128bit?: boolean; tags?: Record<string, unknown>; reporter: unknown },
  ): RealTracer
}

export interface RealTracer extends Tracer {
  close(callback: () => void): void
}

export interface TracerOptions {
  serviceName?: string
  sampled?: boolean
  traceId128bit?: boolean
  shareRpcSpan?: boolean
  tags?: Record<string, unknown>
}

/** A tracer of jaeger-client itself, which reports to the given reporter. */
export function realTracer(reporter: unknown, options: TracerOptions = {}): RealTracer {
  const { serviceName = 'checkout', sampled = true, traceId128bit = true, shareRpcSpan = false, tags = {} } = options
  return jest
    .requireActual<JaegerClient>('jaeger-client')
    .initTracer(
      { serviceName, sampler: { type: 'const', param: sampled ? 1 : 0 }, shareRpcSpan },
      { traceId128bit, tags, reporter },
    )
}

/** A real tracer and the finished spans that it reported. */
export function capturingTracer(options: TracerOptions = {}): { tracer: RealTracer; spans: JaegerSpan[] } {
  const spans: JaegerSpan[] = []
  const reporter = {
    report: (span: JaegerSpan) => void spans.push(span),
    setProcess: () => undefined,
    close: (callback: () => void) => callback(),
  }
  return { tracer: realTracer(reporter, options), spans }
}

export function traceIdOf(of: Span | SpanContext): string {
  const context = 'context' in of ? of.context() : of
  return context.toTraceId().padStart(32, '0')
}

export function spanIdOf(of: Span | SpanContext): string {
  const context = 'context' in of ? of.context() : of
  return context.toSpanId().padStart(16, '0')
}
