import type { EachBatchPayload } from 'kafkajs'
import { theme } from '../scenario'
import { Gate, Handled, running, timeToGoOn } from './consuming'
import { untyped } from './sending'

const BATCH = ['ConsumerRunConfig.eachBatch', 'EachBatchPayload.batch']
const RESOLVE = ['EachBatchPayload.resolveOffset', 'ConsumerRunConfig.eachBatchAutoResolve']
const QUICK = { retry: { initialRetryTime: 5, retries: 5 } }
const offsetOf = ({ batch }: EachBatchPayload, index: number) => batch.messages[index]?.offset ?? ''

export const eachBatch = theme('eachBatch', [
  {
    name: 'the payload',
    covers: [
      ...BATCH,
      'Batch.topic',
      'Batch.partition',
      'Batch.highWatermark',
      'Batch.messages',
      'Batch.isEmpty',
      'Batch.firstOffset',
      'Batch.lastOffset',
      'Batch.offsetLag',
      'Batch.offsetLagLow',
    ],
    observes: ['handler', 'offsets'],
    async run(world) {
      await world.seed(['a', { key: 'k', value: null, headers: { own: ['1', Buffer.from([255])] } }, 'c'])
      let done = false
      const consumer = await running(world, {
        run: {
          eachBatch: (payload) => {
            world.notePayload(payload)
            done = true
            return Promise.resolve()
          },
        },
      })
      await world.until('the batch', () => done)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'is called with one argument and the this of kafkajs',
    covers: BATCH,
    observes: ['handler'],
    async run(world) {
      await world.seed(['a'])
      let done = false
      function each(this: unknown, ...given: unknown[]): Promise<void> {
        const owner = (this as object | undefined)?.constructor.name ?? 'none'
        world.note('handler', 'called', { arguments: given.length, this: owner })
        done = true
        return Promise.resolve()
      }
      await running(world, { run: { eachBatch: each } })
      await world.until('the batch', () => done)
    },
  },
  {
    name: 'is waited for',
    covers: BATCH,
    observes: ['awaiting', 'offsets'],
    async run(world) {
      await world.seed(['a'])
      const started = new Handled(world, 'awaiting')
      const gate = new Gate()
      const consumer = await running(world, {
        run: {
          eachBatch: async ({ batch }) => {
            for (const message of batch.messages) started.note(message, 'started')
            await gate.opened
            world.note('awaiting', 'ended')
          },
        },
      })
      await started.until('a')
      await world.seed(['b'])
      await timeToGoOn(world, () => started.count('b') > 0)
      await world.noteOffsets()
      gate.open()
      await started.until('b')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'that returns nothing',
    covers: BATCH,
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        run: {
          eachBatch: untyped(({ batch }: EachBatchPayload) =>
            batch.messages.forEach((message) => handled.note(message)),
          ),
        },
      })
      await handled.until('b')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  ...(['throws', 'rejects'] as const).map((how) => ({
    name: `that ${how} after it resolved some: only the rest comes again`,
    covers: [...BATCH, ...RESOLVE],
    observes: ['order', 'offsets'] as const,
    async run(world: Parameters<typeof running>[0]) {
      await world.seed(['a', 'b', 'c', 'd'])
      const handled = new Handled(world)
      let failed = false
      const consumer = await running(world, {
        config: QUICK,
        run: {
          eachBatch: untyped((payload: EachBatchPayload) => {
            for (const message of payload.batch.messages) handled.note(message)
            if (failed) return Promise.resolve()
            failed = true
            payload.resolveOffset(offsetOf(payload, 1))
            const error = new Error(how)
            if (how === 'throws') throw error
            return Promise.reject(error)
          }),
        },
      })
      await handled.until('d', 2)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  })),
  {
    name: 'that resolves nothing, without automatic resolving',
    covers: RESOLVE,
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        run: {
          eachBatchAutoResolve: false,
          eachBatch: (payload) => {
            const times = handled.count('b') + 1
            if (times > 2) return Promise.resolve()
            for (const message of payload.batch.messages) handled.note(message, `time ${times}`)
            if (times === 2) payload.resolveOffset(offsetOf(payload, 1))
            return Promise.resolve()
          },
        },
      })
      await handled.until('b', 2)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
])
