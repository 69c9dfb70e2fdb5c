import type { Consumer, EachMessagePayload } from 'kafkajs'
import { running } from './damaged-run'
import { damaged, withMethods, type Mutant } from './mutant'

/** What wrappers have done to consumers. */
export const consumerMutants: readonly Mutant[] = [
  {
    name: 'the options of run lost',
    stands: 'configs that are built anew from their handlers',
    noticed: [
      'run: without automatic commits',
      'run: with a threshold of commits',
      'eachMessage: in several partitions at once, and no more than that',
    ],
    wrap: running(({ eachMessage, eachBatch }) => ({ eachMessage, eachBatch })),
  },
  {
    name: 'a run without eachMessage dropped',
    stands: 'dd-trace #1211',
    noticed: ['eachBatch: that returns nothing'],
    wrap: running((config) => ({ ...config, eachBatch: undefined })),
  },
  {
    name: 'the config of the caller written to',
    stands: 'OpenTelemetry: eachMessage is replaced in place',
    noticed: ['run: one config for two consumers', 'run: with a frozen config'],
    wrap: running((config) => {
      const { eachMessage } = config
      return Object.assign(config, { eachMessage: (payload: EachMessagePayload) => eachMessage?.(payload) })
    }),
  },
  {
    name: 'a stop that is not waited for',
    stands: 'wrappers that end their own things and forget the promise',
    noticed: ['consumer: disconnect waits for a handler that is at work'],
    wrap: consumerBy((consumer) => ({
      disconnect: () => {
        void consumer.disconnect()
        return Promise.resolve()
      },
    })),
  },
  {
    name: 'a throw that became a rejection',
    stands: 'async wrappers around methods that throw',
    noticed: ['consumer: seek, called wrongly or too early'],
    wrap: consumerBy((consumer) => ({
      seek: (to) => void Promise.resolve().then(() => consumer.seek(to)),
    })),
  },
  {
    name: 'a seek that is lost',
    stands: 'opentracing-contrib java-kafka-client #87: methods that the wrapper does not know',
    noticed: ['consumer: seek in a handler, back and forth'],
    wrap: consumerBy(() => ({ seek: () => undefined })),
  },
]

function consumerBy(methods: (consumer: Consumer) => Partial<Consumer>): Mutant['wrap'] {
  return damaged({ overConsumer: (consumer) => withMethods(consumer, methods(consumer)) })
}
