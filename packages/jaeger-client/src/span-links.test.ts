import { expect, test } from '@jest/globals'
import { childOf, FORMAT_TEXT_MAP, followsFrom, type SpanContext } from 'opentracing'
import type { JaegerSpan } from './jaeger-client-types'
import { resourceOf } from './process-resource'
import { readableSpan } from './readable-span'
import { capturingTracer, spanIdOf, traceIdOf, type RealTracer } from './testing/real-tracer'

function linksOf(span: JaegerSpan | undefined): { traceId: string; spanId: string; type: unknown }[] {
  if (span === undefined) throw new Error('no span was reported')
  return readableSpan(span, resourceOf(span._tracer._process)).links.map(({ context, attributes }) => ({
    traceId: context.traceId,
    spanId: context.spanId,
    type: attributes?.['opentracing.ref_type'],
  }))
}

function invalidContext(tracer: RealTracer): SpanContext {
  const context = tracer.extract(FORMAT_TEXT_MAP, {})
  if (context === null) throw new Error('jaeger-client extracts a context from an empty carrier')
  return context
}

test('links to the references that are not the parent, each once, with their type', () => {
  const { tracer, spans } = capturingTracer()
  const parent = tracer.startSpan('parent').context()
  const second = tracer.startSpan('second').context()
  const third = tracer.startSpan('third').context()
  const references = [childOf(parent), childOf(second), followsFrom(third), followsFrom(third)]
  tracer.startSpan('joined', { references }).finish()
  expect(linksOf(spans[0])).toEqual([
    { traceId: traceIdOf(second), spanId: spanIdOf(second), type: 'child_of' },
    { traceId: traceIdOf(third), spanId: spanIdOf(third), type: 'follows_from' },
  ])
})

test('links to a span that stands where a context should', () => {
  const { tracer, spans } = capturingTracer()
  const parent = tracer.startSpan('parent')
  const cause = tracer.startSpan('cause')
  tracer.startSpan('effect', { childOf: parent, references: [followsFrom(cause)] }).finish()
  expect(linksOf(spans[0])).toEqual([{ traceId: traceIdOf(cause), spanId: spanIdOf(cause), type: 'follows_from' }])
})

test('keeps the reference of a linked span that starts a new trace', () => {
  const { tracer, spans } = capturingTracer()
  const cause = tracer.startSpan('cause').context()
  tracer.startSpan('linked', { childOf: invalidContext(tracer), references: [followsFrom(cause)] }).finish()
  expect(spans[0]?._spanContext.parentId).toBeNull()
  expect(linksOf(spans[0])).toEqual([{ traceId: traceIdOf(cause), spanId: spanIdOf(cause), type: 'follows_from' }])
})

test('skips invalid contexts', () => {
  const { tracer, spans } = capturingTracer()
  const parent = tracer.startSpan('parent')
  const references = [followsFrom(invalidContext(tracer)), followsFrom(invalidContext(tracer))]
  tracer.startSpan('child', { childOf: parent, references }).finish()
  expect(linksOf(spans[0])).toEqual([])
})

test('does not link a shared RPC span to itself', () => {
  const { tracer, spans } = capturingTracer({ shareRpcSpan: true })
  const client = tracer.startSpan('client')
  tracer.startSpan('server', { references: [childOf(client.context())], tags: { 'span.kind': 'server' } }).finish()
  expect(linksOf(spans[0])).toEqual([])
})
