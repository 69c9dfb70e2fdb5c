/** Who is told how something ended; neither may throw. */
export interface Settled<V> {
  resolved(value: V): void
  failed(error: unknown): void
}

/**
 * Calls `fn` and tells how it ended, changing nothing of it: a thrown error stays thrown, and the promise that is handed on is the
 * one that comes after the telling. Handing on `fn`'s own would hide a rejection that the caller does not handle: to Node it were
 * handled, by the telling. A thenable is called once, since a lazy one (a query builder) would run again.
 */
export function observeSettlement<T>(fn: () => T, settled: Settled<Awaited<T>>): T {
  let result: T
  try {
    result = fn()
  } catch (error) {
    settled.failed(error)
    throw error
  }
  return observed(result, settled)
}

/** The same of what was called already, and threw nothing. */
export function observed<T>(result: T, settled: Settled<Awaited<T>>): T {
  if (!isThenable(result)) {
    settled.resolved(result as Awaited<T>)
    return result
  }
  const promise = result instanceof Promise ? result : Promise.resolve(result)
  return promise.then(
    (value) => {
      settled.resolved(value as Awaited<T>)
      return value
    },
    (error: unknown) => {
      settled.failed(error)
      throw error
    },
  ) as T
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value !== null && typeof value === 'object' && typeof (value as { then?: unknown }).then === 'function'
}
