/**
 * Calls `fn` and tells how it ended, changing nothing of it: a thrown error stays thrown, a native promise is handed on as it
 * is. Other thenables are called once, since a lazy one (a query builder) would run again, and a promise of theirs is handed on.
 */
export function observeSettlement<T>(
  fn: () => T,
  settled: { resolved(value: Awaited<T>): void; failed(error: unknown): void },
): T {
  let result: T
  try {
    result = fn()
  } catch (error) {
    settled.failed(error)
    throw error
  }
  if (!isThenable(result)) {
    settled.resolved(result as Awaited<T>)
    return result
  }
  const promise = result instanceof Promise ? result : Promise.resolve(result)
  promise.then(
    (value) => settled.resolved(value as Awaited<T>),
    (error: unknown) => settled.failed(error),
  )
  return promise as T
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value !== null && typeof value === 'object' && typeof (value as { then?: unknown }).then === 'function'
}
