import type { ConsumerConfig } from 'kafkajs'
import { assigning } from './assigner'
import { theme, type Scenario } from '../scenario'
import type { World } from '../world'
import { Handled, running } from './consuming'
import { untyped } from './sending'

/** Options under which all is read as ever. */
const configured = (name: string, config: Partial<ConsumerConfig>): Scenario => ({
  name: `with ${name}`,
  covers: Object.keys(config).map((option) => `ConsumerConfig.${option}`),
  observes: ['order', 'offsets'],
  async run(world) {
    await world.seed(['a', 'b', 'c'])
    const handled = new Handled(world)
    const consumer = await running(world, { config, run: { eachMessage: untyped(handled.each) } })
    await handled.until('c')
    await consumer.disconnect()
    await world.noteOffsets()
  },
})

const refused = (name: string, config: Partial<ConsumerConfig>): Scenario => ({
  name: `with ${name}, which is refused`,
  covers: Object.keys(config).map((option) => `ConsumerConfig.${option}`),
  observes: ['error'],
  async run(world: World) {
    await world.attempt('consumer', () => {
      world.consumer(config)
    })
  },
})

export const consumerConfig = theme('consumer', [
  configured('times of its own', {
    sessionTimeout: 7_000,
    rebalanceTimeout: 8_000,
    heartbeatInterval: 500,
    metadataMaxAge: 0,
  }),
  configured('fetches of few bytes', { maxBytesPerPartition: 64, minBytes: 1, maxBytes: 100, maxWaitTimeInMs: 20 }),
  configured('a rack and one request at a time', { rackId: 'a', maxInFlightRequests: 1, readUncommitted: true }),
  configured('an assigner of its own', { partitionAssigners: [assigning((topics) => topics)] }),
  refused('no group', { groupId: '' }),
  refused('a heartbeat as long as the session', { heartbeatInterval: 6_000, sessionTimeout: 6_000 }),
  refused('assigners that are none', { partitionAssigners: untyped(['none']) }),
  {
    name: 'with batches of one message, as fetches of few bytes give',
    covers: ['ConsumerConfig.maxBytesPerPartition', 'ConsumerRunConfig.eachBatch'],
    observes: ['order'],
    async run(world) {
      // a fetch gives at least one record batch, and these are sent one by one
      for (const value of ['a', 'b', 'c']) await world.seed([value])
      const handled = new Handled(world)
      await running(world, {
        config: { maxBytesPerPartition: 1, maxBytes: 1 },
        run: {
          eachBatch: ({ batch }) => {
            world.note('order', 'batch', batch.messages.length)
            for (const message of batch.messages) handled.note(message)
            return Promise.resolve()
          },
        },
      })
      await handled.until('c')
    },
  },
  {
    name: 'that is restarted after its handler failed too often',
    covers: ['RetryOptions.restartOnFailure', 'ConsumerConfig.retry', 'ConsumerEvents.CRASH'],
    observes: ['order', 'error', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const restartOnFailure = (error: Error) => {
        world.note('error', 'restartOnFailure', error)
        return Promise.resolve(true)
      }
      const consumer = await running(world, {
        config: { retry: { initialRetryTime: 5, retries: 1, restartOnFailure } },
        run: {
          eachMessage: ({ message }) => {
            const times = handled.note(message)
            return times === 2 || times === 3 ? Promise.reject(new Error('again')) : Promise.resolve()
          },
        },
      })
      await handled.until('b', 3)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
])
