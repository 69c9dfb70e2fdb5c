import type { SpanParent } from '@filrouge/messaging'
import { context, propagation, trace, type Context, type Span, type SpanContext } from '@opentelemetry/api'
import { withBaggage } from './context-baggage'
import { withTraceContext } from './trace-context-in'

/** The contexts of spans that carry baggage: a span alone, which is what users hold, does not know it. */
const carrying = new WeakMap<object, Context>()

/** What is active now without a span and its baggage. Values of others stay, such as the SDK's mark that suppresses tracing. */
export function rootContext(): Context {
  return propagation.deleteBaggage(trace.deleteSpan(context.active()))
}

/**
 * The context that a span hangs on: no parent gives a root, never the span that happens to be active.
 *
 * @throws TypeError for a native parent that is no context, span or span context
 */
export function contextOf(parent: SpanParent | undefined): Context {
  if (parent === undefined) return rootContext()
  if ('native' in parent) return nativeContext(parent.native)
  const base = withBaggage(rootContext(), parent.baggage)
  return parent.remote === undefined ? base : withTraceContext(base, parent.remote)
}

/** Remembers the context of a span, for `contextOf` of the span alone. */
export function remember(span: Span, spanContext: Context): void {
  if (propagation.getBaggage(spanContext) !== undefined) carrying.set(span, spanContext)
}

function nativeContext(native: unknown): Context {
  if (isContext(native)) return native
  if (isSpan(native)) return carrying.get(native) ?? trace.setSpan(context.active(), native)
  if (isSpanContext(native)) return trace.setSpanContext(context.active(), native)
  throw new TypeError('a parent is a context, a span or a span context of OpenTelemetry')
}

function isContext(value: unknown): value is Context {
  const { getValue, setValue } = (value ?? {}) as Partial<Context>
  return typeof getValue === 'function' && typeof setValue === 'function'
}

function isSpan(value: unknown): value is Span {
  return typeof (value as Partial<Span> | null | undefined)?.spanContext === 'function'
}

function isSpanContext(value: unknown): value is SpanContext {
  const { traceId, spanId, traceFlags } = (value ?? {}) as Partial<SpanContext>
  return typeof traceId === 'string' && typeof spanId === 'string' && typeof traceFlags === 'number'
}
