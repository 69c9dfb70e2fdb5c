import { AsyncLocalStorage } from 'node:async_hooks'
import type { Variant } from './variant'

const scope = new AsyncLocalStorage<object>()

/** kafkajs as it is. */
export const PLAIN: Variant = {
  producer: (kafka) => kafka.producer(),
  consumer: (kafka, groupId) => kafka.consumer({ groupId, ...POLLING }),
  finishedSpans: () => Promise.resolve(0),
  // a service has such a scope before it traces what it sends
  inRequest: (fn) => scope.run({}, fn),
}

/** A paused consumer looks again that soon whether it is to go on; a fetch waits no longer for bytes. */
export const POLLING = { maxWaitTimeInMs: 50 }
