import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span, SpanContext } from 'opentracing'
import { scopeOf, type TracerScope } from './tracer-scope'

/** What is active: a span, or only a context where the parent lives in another process. */
export type Active = Span | SpanContext

interface Scope {
  readonly active: Active | undefined
  /** what the tracer's own scope held when this one began */
  readonly host?: unknown
}

// On a registered symbol, so that two installed copies of this package see each other's spans.
const KEY = Symbol.for('filrouge.opentracing.active-span')
const holder = globalThis as Record<symbol, AsyncLocalStorage<Scope> | undefined>
const storage = (holder[KEY] ??= new AsyncLocalStorage<Scope>())

/** Runs `fn`, and all that it awaits, with `span` active. It neither starts nor finishes the span. */
export function withSpan<T>(span: Span, fn: () => T): T {
  const { tracer } = span as { tracer?: () => unknown }
  return withActive(span, typeof tracer === 'function' ? scopeOf(tracer.call(span)) : undefined, fn)
}

/** The span that runs: inside a consumer's handler the span of its message. OpenTracing for JavaScript has no notion of it. */
export function activeSpan(): Span | undefined {
  const active = storage.getStore()?.active
  return active !== undefined && isSpan(active) ? active : undefined
}

/**
 * What is active here, or in the tracer's own scope, whichever began later: a span that another instrumentation of the tracer
 * made active inside a handler is what a message is then sent by.
 */
export function activeIn(scope: TracerScope | undefined): Active | undefined {
  const own = storage.getStore()
  if (scope === undefined) return own?.active
  const host = scope.active() ?? undefined
  return own !== undefined && own.host === host ? own.active : ((host as Active | undefined) ?? own?.active)
}

/** Makes `active`, or nothing, active here and in the tracer's own scope. */
export function withActive<T>(active: Active | undefined, scope: TracerScope | undefined, fn: () => T): T {
  if (scope === undefined) {
    // Where nothing is active nothing need be entered, which would make every promise of the process dearer (Node 20 and 22).
    return active === undefined && storage.getStore()?.active === undefined ? fn() : storage.run({ active }, fn)
  }
  return scope.activate(isSpan(active) ? active : null, () =>
    storage.run({ active, host: scope.active() ?? undefined }, fn),
  )
}

/** By its methods: `instanceof` fails for jaeger-client's classes and across two copies of `opentracing`. */
export function isSpan(value: unknown): value is Span {
  return typeof (value as { context?: unknown } | null | undefined)?.context === 'function'
}
