import type { MessageSpan, MessageTracer, SpanIdentity, SpanParent, SpanRequest } from '@filrouge/messaging'
import type { FormatName } from '@filrouge/propagation'
import { context, isSpanContextValid, SpanKind, trace, type Context, type Tracer } from '@opentelemetry/api'
import { baggageOf, withBaggage } from './context-baggage'
import { attributesAtStart, type ConventionsVersion } from './conventions'
import { withDecision } from './decision'
import { hrTimeOf } from './hr-time'
import { OpenTelemetryMessageSpan } from './message-span'
import { contextOf, remember } from './parent-context'
import { toSpanContext } from './span-context'
import { traceContextIn } from './trace-context-in'

/** What is asked of a provider; those of the SDK have `forceFlush`. */
export interface TracerProviderLike {
  getTracer(name: string): Tracer
  forceFlush?(): Promise<void>
}

const NAME = '@filrouge/opentelemetry'
const WRITTEN: readonly FormatName[] = ['traceparent']
const KINDS = { producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const

/** Of the API's own provider, which has a tracer only when an SDK has been registered. */
function hasNoTracer(provider: TracerProviderLike & { getDelegateTracer?(name: string): Tracer | undefined }): boolean {
  return typeof provider.getDelegateTracer === 'function' && provider.getDelegateTracer(NAME) === undefined
}

/** Over the API alone: an SDK behind it may be registered at any time. */
export class OpenTelemetryTracer implements MessageTracer {
  readonly #tracer: Tracer
  readonly #provider: TracerProviderLike
  readonly #version: ConventionsVersion
  #mayBeNoop: boolean

  /** @param tracer by default one of the provider */
  constructor(tracer: Tracer | undefined, provider: TracerProviderLike, version: ConventionsVersion) {
    this.#tracer = tracer ?? provider.getTracer(NAME)
    this.#mayBeNoop = tracer === undefined
    this.#provider = provider
    this.#version = version
  }

  defaultFormats(): readonly FormatName[] {
    return WRITTEN
  }

  start(request: SpanRequest): MessageSpan {
    const { name, kind, startTime, parent, links, attributes } = request
    const hung = this.#contextFor(request)
    // `decision` is of a new trace alone: the context that becomes active does not keep it
    const decision = trace.getSpan(hung) === undefined ? request.decision : undefined
    const described = attributesAtStart(this.#version, kind, attributes)
    if (decision?.debugId !== undefined) described['jaeger-debug-id'] = decision.debugId
    const span = this.#tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        startTime: hrTimeOf(startTime),
        root: trace.getSpan(hung) === undefined,
        links: links.map((link) => ({ context: toSpanContext(link) })),
        attributes: described,
      },
      withDecision(hung, decision),
    )
    const active = trace.setSpan(hung, span)
    remember(span, active)
    const made = traceContextIn(active)
    // Without an SDK the API hands a remote parent on as if it were the span: nobody traced this hop, so nothing is written.
    const received = parent === undefined || 'native' in parent ? undefined : parent.remote
    const echoed = received !== undefined && made?.spanId === received.spanId
    return new OpenTelemetryMessageSpan(span, this.#version, {
      context: echoed ? undefined : made,
      baggage: baggageOf(active),
    })
  }

  active(): SpanParent | undefined {
    const native = context.active()
    const span = trace.getSpanContext(native)
    return span !== undefined && isSpanContextValid(span) ? { native } : undefined
  }

  identityOf(parent: SpanParent): SpanIdentity {
    const hung = contextOf(parent)
    const carried = traceContextIn(hung)
    return { ...(carried !== undefined && { context: carried }), baggage: baggageOf(hung) }
  }

  /** Once an SDK is registered the API's provider keeps it, so that it is not asked again. */
  isNoop(): boolean {
    return (this.#mayBeNoop &&= hasNoTracer(this.#provider))
  }

  withActive<T>(parent: SpanParent | undefined, fn: () => T): T {
    return context.with(contextOf(parent), fn)
  }

  /** Flushes the provider and leaves it open: it belongs to all that traces in this process, and to who shuts it down. */
  async close(): Promise<void> {
    const provider = this.#provider as TracerProviderLike & { getDelegate?: () => TracerProviderLike }
    // what the API registers stands behind a proxy, which has no flush
    const registered = typeof provider.getDelegate === 'function' ? provider.getDelegate() : provider
    await registered.forceFlush?.()
  }

  /** What is sent takes the active baggage along, with or without an active span; a received record has only its own. */
  #contextFor({ kind, parent }: SpanRequest): Context {
    const hung = contextOf(parent)
    return kind === 'producer' && (parent === undefined || !('native' in parent))
      ? withBaggage(hung, baggageOf(context.active()))
      : hung
  }
}
