import type { MessageSpan, MessageTracer, SpanIdentity, SpanParent, SpanRequest } from '@filrouge/messaging'
import type { FormatName, HeaderFormat, TraceContext } from '@filrouge/propagation'
import type { Span, SpanOptions, Tracer } from 'opentracing'
import { activeIn, withActive, type Active } from './active-span'
import { closeTracer } from './close-tracer'
import { OpenTracingMessageSpan } from './message-span'
import { contextOf, NativeContexts } from './native-contexts'
import { isNoop } from './no-op'
import { decisionTags, linkOptions, type Linking } from './relation'
import { tagsOf } from './tags'
import { scopeOf } from './tracer-scope'

interface Started {
  readonly span: Span
  /** what it hangs on, a root on nothing or on an invalid context */
  readonly hung: Active | undefined
}

/** Over the tracer's own interface: what a request asks is put into options of `startSpan`, by the ways that the tracer knows. */
export class OpenTracingTracer implements MessageTracer {
  readonly #tracer: Tracer
  readonly #contexts: NativeContexts
  readonly #detach: (<T>(fn: () => T) => T) | undefined

  constructor(tracer: Tracer, detach: (<T>(fn: () => T) => T) | undefined) {
    this.#tracer = tracer
    this.#contexts = new NativeContexts(tracer, { isShim: detach !== undefined })
    this.#detach = detach
  }

  defaultFormats(): readonly (FormatName | HeaderFormat)[] {
    return this.#contexts.formats()
  }

  start(request: SpanRequest): MessageSpan {
    const { span, hung } = this.#startSpan(request)
    try {
      const { parent } = request
      if (parent !== undefined && !('native' in parent)) this.#carryBaggage(span, parent.baggage)
      this.#contexts.inherit(span, hung)
      const started = new OpenTracingMessageSpan(span, this.#contexts)
      if (request.kind === 'producer') started.identify()
      return started
    } catch (error) {
      // What cannot be asked for its context, which headers need, is not left open. It may be no span at all.
      ;(span as Span | undefined)?.finish(request.startTime)
      throw error
    }
  }

  active(): SpanParent | undefined {
    const native = activeIn(scopeOf(this.#tracer))
    return native === undefined ? undefined : { native }
  }

  identityOf(parent: SpanParent): SpanIdentity {
    if (!('native' in parent)) {
      return { context: parent.remote, baggage: parent.baggage }
    }
    return this.#contexts.identityOf(parent.native as Active)
  }

  isNoop(): boolean {
    return isNoop(this.#tracer)
  }

  withActive<T>(parent: SpanParent | undefined, fn: () => T): T {
    return withActive(parent === undefined ? undefined : this.#parentOf(parent), scopeOf(this.#tracer), fn)
  }

  close(): Promise<void> {
    return closeTracer(this.#tracer)
  }

  #startSpan({ name, kind, startTime, parent, links, decision, attributes }: SpanRequest): Started {
    const linked = links.length === 0 ? undefined : this.#linked(links)
    const isJaeger = this.#contexts.dialect?.tracer === 'jaeger-client'
    const byDebugId = isJaeger && decision?.debugId !== undefined
    // One object, since a spread of keys that are no identifiers costs more than the span of a tracer that does nothing.
    const tags = tagsOf(attributes)
    tags['span.kind'] = kind
    if (linked !== undefined) Object.assign(tags, linked.tags)
    if (decision !== undefined && !byDebugId) Object.assign(tags, decisionTags(decision))
    const options: SpanOptions = linked === undefined ? { startTime, tags } : { ...linked, startTime, tags }
    // jaeger-client adopts its first FOLLOWS_FROM as parent unless there is one: an invalid one makes a new trace. It is also how
    // jaeger-client is told baggage and a debug id without ids.
    const needsInvalid = isJaeger && (links.length > 0 || byDebugId)
    const given = parent ?? (needsInvalid ? { baggage: [] } : undefined)
    const hung = given && this.#parentOf(given, decision)
    if (hung !== undefined) options.childOf = contextOf(hung)
    const span =
      hung !== undefined || this.#detach === undefined
        ? this.#tracer.startSpan(name, options)
        : detached(this.#detach, this.#tracer, name, options)
    return { span, hung }
  }

  #linked(links: readonly TraceContext[]) {
    return linkOptions(this.#linking(), links, (link) => this.#contexts.toNative({ context: link, baggage: [] }))
  }

  #linking(): Linking {
    if (this.#detach !== undefined) return 'references'
    const tracer = this.#contexts.dialect?.tracer
    return tracer === 'jaeger-client' ? 'references' : tracer === 'dd-trace' ? 'span-links' : 'tags'
  }

  #parentOf(parent: SpanParent, decision?: SpanRequest['decision']): Active | undefined {
    if ('native' in parent) return parent.native as Active
    return this.#contexts.toNative({ context: parent.remote, baggage: parent.baggage, decision })
  }

  /** Baggage that the text map could not take in, as where only baggage arrived. */
  #carryBaggage(span: Span, baggage: readonly { readonly key: string; readonly value: string }[]): void {
    if (baggage.length === 0 || this.#contexts.dialect?.tracer === 'jaeger-client') return
    for (const { key, value } of baggage) if (span.getBaggageItem(key) !== value) span.setBaggageItem(key, value)
  }
}

/** A function of its own, so that the usual span makes no closure. */
function detached(detach: (fn: () => Span) => Span, tracer: Tracer, name: string, options: SpanOptions): Span {
  return detach(() => tracer.startSpan(name, options))
}
