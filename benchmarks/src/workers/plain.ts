import type { Variant } from './variant'

/** kafkajs as it is. */
export const PLAIN: Variant = {
  producer: (kafka) => kafka.producer(),
  consumer: (kafka, groupId) => kafka.consumer({ groupId, ...POLLING }),
  finishedSpans: () => Promise.resolve(0),
}

/** A paused consumer looks again that soon whether it is to go on; a fetch waits no longer for bytes. */
export const POLLING = { maxWaitTimeInMs: 50 }
