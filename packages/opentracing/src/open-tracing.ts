import type { MessageSpan, MessageTracer, SpanIdentity, SpanParent, SpanRequest } from '@filrouge/messaging'
import type { FormatName, TraceContext } from '@filrouge/propagation'
import { REFERENCE_FOLLOWS_FROM, Reference, type SpanContext, type SpanOptions, type Tracer } from 'opentracing'
import { active, isSpan, withActive, type Active } from './active-span'
import { dialectOf, formatsOf, type Dialect } from './dialect'
import { OpenTracingMessageSpan } from './message-span'
import { readSpanContext, toSpanContext } from './span-context'
import { tagsOf } from './tags'

/**
 * Lets an OpenTracing tracer, such as jaeger-client's, trace messages. Its dialect is found at the first message.
 *
 * @throws TypeError for what is no OpenTracing tracer
 */
export function openTracing(tracer: Tracer): MessageTracer {
  const methods = tracer as unknown as Partial<Record<string, unknown>> | null | undefined
  if (!['startSpan', 'inject', 'extract'].every((name) => typeof methods?.[name] === 'function')) {
    throw new TypeError('tracer has no startSpan, inject and extract: give openTracing an OpenTracing tracer')
  }
  return new OpenTracingTracer(tracer)
}

class OpenTracingTracer implements MessageTracer {
  readonly #tracer: Tracer
  #found: Dialect | undefined

  constructor(tracer: Tracer) {
    this.#tracer = tracer
  }

  get #dialect(): Dialect {
    return (this.#found ??= dialectOf(this.#tracer))
  }

  defaultFormats(): readonly FormatName[] {
    return formatsOf[this.#dialect]
  }

  start(request: SpanRequest): MessageSpan {
    const parent = request.parent === undefined ? undefined : this.#parentOf(request.parent)
    const tags = { 'span.kind': request.kind, ...tagsOf(request.attributes) }
    const options: SpanOptions = { startTime: request.startTime, tags }
    if (parent !== undefined) options.childOf = parent
    if (request.links.length > 0) this.#link(options, request.links)
    const span = this.#tracer.startSpan(request.name, options)
    if (parent === undefined && request.parent !== undefined && !('native' in request.parent)) {
      for (const { key, value } of request.parent.baggage) span.setBaggageItem(key, value)
    }
    return new OpenTracingMessageSpan(span, readSpanContext(this.#tracer, this.#dialect, span.context()))
  }

  active(): SpanParent | undefined {
    const native = active()
    return native === undefined ? undefined : { native }
  }

  identityOf(parent: SpanParent): SpanIdentity {
    if (!('native' in parent)) {
      return { ...(parent.remote !== undefined && { context: parent.remote }), baggage: parent.baggage }
    }
    const native = parent.native as Active
    return readSpanContext(this.#tracer, this.#dialect, isSpan(native) ? native.context() : native)
  }

  withActive<T>(parent: SpanParent | undefined, fn: () => T): T {
    return withActive(parent === undefined ? undefined : this.#parentOf(parent), fn)
  }

  /** jaeger-client's `close` flushes its reporter and takes a callback; other tracers have none. */
  close(): Promise<void> {
    const tracer = this.#tracer as Tracer & { close?: (done: () => void) => void }
    if (typeof tracer.close !== 'function') return Promise.resolve()
    return new Promise((resolve) => tracer.close?.(resolve))
  }

  #parentOf(parent: SpanParent): Active | undefined {
    if ('native' in parent) return parent.native as Active
    return toSpanContext(this.#tracer, this.#dialect, parent.remote, parent.baggage) ?? undefined
  }

  /** Points back to contexts without becoming their child. */
  #link(options: SpanOptions, links: readonly TraceContext[]): void {
    if (this.#dialect !== 'jaeger') {
      options.tags = { ...options.tags, ...linkTags(links) }
      return
    }
    // jaeger-client adopts its first FOLLOWS_FROM as parent, unless there is one: an invalid one makes a new trace.
    options.childOf ??= toSpanContext(this.#tracer, 'jaeger', undefined, []) as SpanContext
    if (isSpan(options.childOf)) options.childOf = options.childOf.context()
    options.references = links
      .map((link) => toSpanContext(this.#tracer, 'jaeger', link, []))
      .filter((context) => context !== null)
      .map((context) => new Reference(REFERENCE_FOLLOWS_FROM, context))
  }
}

function linkTags(links: readonly TraceContext[]): Record<string, string> {
  const tags: Record<string, string> = {}
  links.forEach((link, index) => {
    tags[`link.${String(index)}.trace_id`] = link.traceId
    tags[`link.${String(index)}.span_id`] = link.spanId
  })
  return tags
}
