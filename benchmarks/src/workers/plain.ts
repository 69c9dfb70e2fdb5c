import { AsyncLocalStorage } from 'node:async_hooks'
import type { Variant } from './variant'

const scope = new AsyncLocalStorage<object>()

/** Runs `fn` inside a scope that the awaits of `fn` keep. */
export function inScope<T>(fn: () => T): T {
  return scope.run({}, fn)
}

/** kafkajs as it is. */
export const PLAIN: Variant = {
  producer: (kafka) => kafka.producer(),
  consumer: (kafka, groupId) => kafka.consumer({ groupId, ...POLLING }),
  finishedSpans: () => Promise.resolve(0),
  // a service has such a scope before it traces what it sends
  inRequest: inScope,
}

/** A paused consumer looks again that soon whether it is to go on; a fetch waits no longer for bytes. */
export const POLLING = { maxWaitTimeInMs: 50 }
