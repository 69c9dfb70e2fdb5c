import type { ConsumerRunConfig, EachBatchPayload, EachMessagePayload } from 'kafkajs'
import { damaged, withMethods, type Mutant } from './mutant'

type Each = (this: unknown, payload: EachMessagePayload) => unknown
type Batch = (this: unknown, payload: EachBatchPayload) => unknown

/** Another config for `run`, made of the caller's. */
export const running = (change: (config: ConsumerRunConfig) => object): Mutant['wrap'] =>
  damaged({
    overConsumer: (consumer) =>
      withMethods(consumer, { run: (config) => consumer.run(config && (change(config) as ConsumerRunConfig)) }),
  })
export const eachMessageBy = (
  call: (handler: Each, payload: EachMessagePayload, self: unknown) => unknown,
): Mutant['wrap'] =>
  running(({ eachMessage, ...rest }) => ({
    ...rest,
    ...(eachMessage !== undefined && {
      eachMessage(this: unknown, payload: EachMessagePayload) {
        return call(eachMessage, payload, this)
      },
    }),
  }))
export const eachBatchBy = (
  call: (handler: Batch, payload: EachBatchPayload, self: unknown) => unknown,
): Mutant['wrap'] =>
  running(({ eachBatch, ...rest }) => ({
    ...rest,
    ...(eachBatch !== undefined && {
      eachBatch(this: unknown, payload: EachBatchPayload) {
        return call(eachBatch, payload, this)
      },
    }),
  }))
