import { AsyncResource } from 'node:async_hooks'

/** A tracer's own notion of what is active, as dd-trace has it; OpenTracing for JavaScript has none. */
export interface TracerScope {
  active(): unknown
  activate<T>(span: unknown, fn: () => T): T
}

/** Asked anew each time: before its `init` dd-trace gives another one. */
export function scopeOf(tracer: unknown): TracerScope | undefined {
  const { scope } = (tracer ?? {}) as { scope?: () => unknown }
  if (typeof scope !== 'function') return undefined
  const given = scope.call(tracer) as Partial<TracerScope> | null | undefined
  return typeof given?.active === 'function' && typeof given.activate === 'function'
    ? (given as TracerScope)
    : undefined
}

/** Runs `fn` so that what it enters into async contexts does not outlive it: dd-trace's `extract` replaces the active baggage. */
export function isolated<T>(fn: () => T): T {
  return new AsyncResource('filrouge').runInAsyncScope(fn)
}
