/* eslint-disable @typescript-eslint/unbound-method -- handlers take their payload apart, as users do */
import type { EachBatchPayload } from 'kafkajs'
import { theme } from '../scenario'
import { Handled, running, text } from './consuming'
import { untyped } from './sending'

const offsetOf = ({ batch }: EachBatchPayload, index: number) => batch.messages[index]?.offset ?? ''

/** What a batch handler does with its payload. */
export const batchCalls = theme('eachBatch', [
  {
    name: 'commits and what is uncommitted',
    covers: [
      'EachBatchPayload.commitOffsetsIfNecessary',
      'EachBatchPayload.uncommittedOffsets',
      'ConsumerRunConfig.autoCommitThreshold',
    ],
    observes: ['result', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b', 'c', 'd'])
      let done = false
      const consumer = await running(world, {
        run: {
          autoCommitThreshold: 2,
          eachBatch: async (payload) => {
            const { resolveOffset, commitOffsetsIfNecessary, uncommittedOffsets } = payload
            const step = async (label: string, offsets?: never) => {
              await world.attempt(`${label}: uncommitted`, () => uncommittedOffsets())
              await world.attempt(`${label}: commit`, () => commitOffsetsIfNecessary(offsets))
              await world.noteOffsets()
            }
            await step('nothing resolved')
            resolveOffset(offsetOf(payload, 0))
            await step('below the threshold')
            resolveOffset(offsetOf(payload, 1))
            await step('at the threshold')
            await step(
              'named',
              untyped({ topics: [{ topic: world.topic(), partitions: [{ partition: 0, offset: '1' }] }] }),
            )
            done = true
          },
        },
      })
      await world.until('the batch', () => done)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'heartbeat, isRunning and isStale',
    covers: ['EachBatchPayload.heartbeat', 'EachBatchPayload.isRunning', 'EachBatchPayload.isStale'],
    observes: ['heartbeats', 'result', 'order'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      let ended = 0
      const consumer = await running(world, {
        config: { heartbeatInterval: 1, sessionTimeout: 6_000 },
        run: {
          eachBatch: async ({ batch, heartbeat, isRunning, isStale }) => {
            for (const message of batch.messages) {
              if (isStale() || handled.note(message) > 3) break
              await world.attempt('heartbeat', heartbeat)
              world.note('heartbeats', 'alive', [isRunning(), isStale()])
              if (handled.values.length === 2) consumer.seek({ topic: world.topic(), partition: 0, offset: '2' })
            }
            world.note('heartbeats', 'at the end', [isRunning(), isStale()])
            ended++
          },
        },
      })
      await handled.until('c')
      await world.until('the end of the second', () => ended === 2)
      await world.attempt('disconnect', () => consumer.disconnect())
    },
  },
  {
    name: 'pauses its partition',
    covers: ['EachBatchPayload.pause'],
    observes: ['order', 'result'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      let resume: (() => void) | undefined
      const consumer = await running(world, {
        run: {
          eachBatch: ({ batch, pause }) => {
            for (const message of batch.messages) handled.note(message)
            resume ??= pause()
            return Promise.resolve()
          },
        },
      })
      await world.until('the pause', () => resume)
      await world.seed(['b'])
      await world.attempt('paused', () => consumer.paused())
      await world.attempt('resume', () => resume?.())
      await handled.until('b')
    },
  },
  {
    name: 'resolveOffset of what is no offset',
    covers: ['EachBatchPayload.resolveOffset'],
    observes: ['error'],
    async run(world) {
      await world.seed(['a'])
      let done = false
      await running(world, {
        run: {
          eachBatch: async ({ resolveOffset }) => {
            if (done) return
            await world.attempt('text', () => resolveOffset('none'))
            await world.attempt('undefined', () => resolveOffset(untyped(undefined)))
            done = true
          },
        },
      })
      await world.until('the batch', () => done)
    },
  },
  {
    name: 'stop in the middle: the rest comes to the next member',
    covers: ['Consumer.stop', 'EachBatchPayload.isRunning', 'ConsumerRunConfig.eachBatchAutoResolve'],
    observes: ['order', 'offsets', 'awaiting'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      let stopped: Promise<unknown> | undefined
      const consumer = await running(world, {
        run: {
          eachBatchAutoResolve: false,
          eachBatch: async ({ batch, isRunning, resolveOffset }) => {
            for (const message of batch.messages) {
              if (!isRunning()) {
                world.note('awaiting', 'not running')
                return
              }
              handled.note(message)
              resolveOffset(message.offset)
              if (text(message) === 'b') {
                stopped = consumer.stop().then(() => world.note('awaiting', 'stopped'))
                await world.until('the stop', () => !isRunning())
              }
            }
          },
        },
      })
      await world.until('the stop', () => stopped !== undefined)
      await stopped
      await world.noteOffsets()
      await running(world, { run: { eachMessage: untyped(handled.each) } })
      await handled.until('c')
    },
  },
])
