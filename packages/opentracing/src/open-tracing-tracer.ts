import type { MessageSpan, MessageTracer, SpanIdentity, SpanParent, SpanRequest } from '@filrouge/messaging'
import type { BaggageEntry, FormatName, HeaderFormat, TraceContext } from '@filrouge/propagation'
import type { Span, SpanOptions, Tracer } from 'opentracing'
import { activeIn, withActive, type Active } from './active-span'
import { closeTracer } from './close-tracer'
import { OpenTracingMessageSpan } from './message-span'
import { contextOf, NativeContexts } from './native-contexts'
import { isNoop } from './no-op'
import { decisionTags, linkOptions, type Linking } from './relation'
import { tagsAtStart } from './tags'
import { scopeOf } from './tracer-scope'

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
    const hung = this.#hungOn(request)
    const span = this.#startSpan(request, hung)
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

  /** What its span hangs on: a root on nothing, or on an invalid context. */
  #hungOn({ parent, links, decision }: SpanRequest): Active | undefined {
    if (parent !== undefined) return this.#parentOf(parent, decision)
    // jaeger-client adopts its first FOLLOWS_FROM as parent unless there is one: an invalid one makes a new trace. It is also how
    // jaeger-client is told baggage and a debug id without ids.
    const needsInvalid = this.#isJaeger && (links.length > 0 || decision?.debugId !== undefined)
    return needsInvalid ? this.#parentOf(NO_PARENT, decision) : undefined
  }

  #startSpan({ name, kind, startTime, links, decision, attributes }: SpanRequest, hung: Active | undefined): Span {
    const linked = links.length === 0 ? undefined : this.#linked(links)
    // One object, since a spread of keys that are no identifiers costs more than the span of a tracer that does nothing.
    const tags = tagsAtStart(kind, attributes)
    if (linked !== undefined) Object.assign(tags, linked.tags)
    const byDebugId = this.#isJaeger && decision?.debugId !== undefined
    if (decision !== undefined && !byDebugId) Object.assign(tags, decisionTags(decision))
    const options = hung === undefined ? { startTime, tags } : { startTime, tags, childOf: contextOf(hung) }
    const given: SpanOptions = linked === undefined ? options : { ...linked, ...options }
    if (hung === undefined && this.#detach !== undefined) return detached(this.#detach, this.#tracer, name, given)
    return this.#tracer.startSpan(name, given)
  }

  get #isJaeger(): boolean {
    return this.#contexts.dialect?.tracer === 'jaeger-client'
  }

  #linked(links: readonly TraceContext[]) {
    return linkOptions(this.#linking(), links, (link) => this.#contexts.toNative(link, NO_BAGGAGE))
  }

  #linking(): Linking {
    if (this.#detach !== undefined) return 'references'
    const tracer = this.#contexts.dialect?.tracer
    return tracer === 'jaeger-client' ? 'references' : tracer === 'dd-trace' ? 'span-links' : 'tags'
  }

  #parentOf(parent: SpanParent, decision?: SpanRequest['decision']): Active | undefined {
    if ('native' in parent) return parent.native as Active
    return this.#contexts.toNative(parent.remote, parent.baggage, decision)
  }

  /** Baggage that the text map could not take in, as where only baggage arrived. */
  #carryBaggage(span: Span, baggage: readonly { readonly key: string; readonly value: string }[]): void {
    if (baggage.length === 0 || this.#isJaeger) return
    for (const { key, value } of baggage) if (span.getBaggageItem(key) !== value) span.setBaggageItem(key, value)
  }
}

const NO_BAGGAGE: readonly BaggageEntry[] = []
const NO_PARENT: SpanParent = { baggage: NO_BAGGAGE }

/** A function of its own, so that the usual span makes no closure. */
function detached(detach: (fn: () => Span) => Span, tracer: Tracer, name: string, options: SpanOptions): Span {
  return detach(() => tracer.startSpan(name, options))
}
