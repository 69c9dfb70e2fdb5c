import type { Tracer } from 'opentracing'

/**
 * Closes a tracer that can be: jaeger-client's `close` flushes its reporter and takes a callback, others give a promise or are done
 * at once. OpenTracing itself knows no end; dd-trace sends what is left when the process exits.
 */
export function closeTracer(tracer: Tracer): Promise<void> {
  const { close } = tracer as { close?: (done?: () => void) => unknown }
  if (typeof close !== 'function') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const given = close.call(tracer, resolve)
    if (typeof (given as Partial<PromiseLike<unknown>> | undefined)?.then === 'function') {
      ;(given as PromiseLike<unknown>).then(() => resolve(), reject)
    } else if (close.length === 0) resolve()
  })
}
