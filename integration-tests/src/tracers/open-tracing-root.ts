import { withSpan } from '@filrouge/opentracing'
import type { Span, Tracer } from 'opentracing'
import type { RootOptions } from './traced-world'

/** Runs `fn` inside a span that a user of an OpenTracing tracer starts. */
export async function inOpenTracingRoot<I>(
  tracer: Tracer,
  fn: () => Promise<unknown>,
  { baggage = {} }: RootOptions,
  identityOf: (span: Span) => I,
): Promise<I> {
  const span = tracer.startSpan('root')
  for (const [key, value] of Object.entries(baggage)) span.setBaggageItem(key, value)
  try {
    await withSpan(span, fn)
  } finally {
    span.finish()
  }
  return identityOf(span)
}

/** Links of a tracer that has none, told in tags `link.0.trace_id`. */
export function linksInTags(tags: Readonly<Record<string, unknown>>): { traceId: string; spanId: string }[] {
  const links: { traceId: string; spanId: string }[] = []
  for (let index = 0; `link.${String(index)}.trace_id` in tags; index++) {
    const of = (name: string) => String(tags[`link.${String(index)}.${name}`])
    links.push({ traceId: of('trace_id'), spanId: of('span_id') })
  }
  return links
}
