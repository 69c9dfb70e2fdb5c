import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span, SpanContext } from 'opentracing'

/** What is active: a span, or only a context where the parent lives in another process. */
export type Active = Span | SpanContext

interface Scope {
  readonly active: Active | undefined
}

// On a registered symbol, so that two installed copies of this package see each other's spans.
const KEY = Symbol.for('filrouge.opentracing.active-span')
const holder = globalThis as Record<symbol, AsyncLocalStorage<Scope> | undefined>
const storage = (holder[KEY] ??= new AsyncLocalStorage<Scope>())

/** Runs `fn`, and all that it awaits, with `span` active. It neither starts nor finishes the span. */
export function withSpan<T>(span: Span, fn: () => T): T {
  return storage.run({ active: span }, fn)
}

/** The span that runs: inside a consumer's handler the span of its message. OpenTracing for JavaScript has no notion of it. */
export function activeSpan(): Span | undefined {
  const active = storage.getStore()?.active
  return active !== undefined && isSpan(active) ? active : undefined
}

export function active(): Active | undefined {
  return storage.getStore()?.active
}

export function withActive<T>(parent: Active | undefined, fn: () => T): T {
  return storage.run({ active: parent }, fn)
}

/** By its methods: `instanceof` fails for jaeger-client's classes and across two copies of `opentracing`. */
export function isSpan(value: unknown): value is Span {
  return typeof (value as { context?: unknown } | null | undefined)?.context === 'function'
}
