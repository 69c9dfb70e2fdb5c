import { eachBatchBy } from './damaged-run'
import type { Mutant } from './mutant'

/** What wrappers have done to handlers of batches. */
export const batchMutants: readonly Mutant[] = [
  {
    name: 'the promise of a batch handler dropped',
    stands: 'New Relic #3958, for batches',
    noticed: ['eachBatch: is waited for'],
    wrap: eachBatchBy((handler, payload, self) => void handler.call(self, payload)),
  },
  {
    name: 'an offset resolved before the handler is done',
    stands: 'New Relic #3958: at least once is gone',
    noticed: [
      'eachBatch: that rejects after it resolved some: only the rest comes again',
      'eachBatch: that resolves nothing, without automatic resolving',
    ],
    wrap: eachBatchBy((handler, payload, self) => {
      payload.resolveOffset(payload.batch.lastOffset())
      return handler.call(self, payload)
    }),
  },
  {
    name: 'a batch without its class',
    stands: 'wrappers that copy a batch and lose its methods',
    noticed: ['eachBatch: the payload'],
    wrap: eachBatchBy((handler, payload, self) => handler.call(self, { ...payload, batch: { ...payload.batch } })),
  },
  {
    name: 'isStale and isRunning as they were',
    stands: 'values that are read once, at the beginning',
    noticed: [
      'eachBatch: heartbeat, isRunning and isStale',
      'eachBatch: stop in the middle: the rest comes to the next member',
    ],
    wrap: eachBatchBy((handler, payload, self) => {
      const [stale, active] = [payload.isStale(), payload.isRunning()]
      return handler.call(self, { ...payload, isStale: () => stale, isRunning: () => active })
    }),
  },
]
