/* eslint-disable @typescript-eslint/unbound-method -- handlers take their payload apart, as users do */
import { theme } from '../scenario'
import { Gate, Handled, running } from './consuming'
import { untyped } from './sending'

const EACH = ['ConsumerRunConfig.eachMessage', 'Consumer.run']

/** What a handler does, and how many run. */
export const handlerFlow = theme('eachMessage', [
  {
    name: 'pauses its partition and goes on',
    covers: ['EachMessagePayload.pause', 'Consumer.paused', 'Consumer.resume'],
    observes: ['order', 'result', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      let resume: (() => void) | undefined
      const consumer = await running(world, {
        run: {
          eachMessage: async ({ message, pause }) => {
            if (handled.note(message) === 2) resume = pause()
            await Promise.resolve()
          },
        },
      })
      await world.until('the pause', () => resume)
      await world.attempt('paused', () => consumer.paused())
      await world.attempt('resume', () => resume?.())
      await handled.until('c')
      await world.attempt('paused no more', () => consumer.paused())
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'sends on what it gets',
    covers: ['Producer.send', 'ConsumerRunConfig.eachMessage', 'Message.headers'],
    observes: ['result', 'records', 'inputs'],
    topics: { orders: {}, invoices: {} },
    async run(world) {
      await world.seed([
        { key: 'k', value: 'a', headers: { own: Buffer.from([255]), many: ['1', '2'] } },
        { value: null },
      ])
      const producer = await world.connectedProducer()
      let handled = 0
      await running(world, {
        run: {
          eachMessage: async ({ message: { key, value, headers } }) => {
            const messages = [world.input({ key, value, headers: headers ?? {} }, 'sent on')]
            await world.attempt('send', () => producer.send({ topic: world.topic('invoices'), messages }))
            handled++
          },
        },
      })
      await world.until('both', () => handled === 2)
      await world.noteRecords(world.topic('invoices'))
    },
  },
  {
    name: 'five hundred messages, in their order',
    covers: EACH,
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(Array.from({ length: 500 }, (_, index) => String(index)))
      const handled = new Handled(world)
      const consumer = await running(world, { run: { eachMessage: untyped(handled.each) } })
      await handled.until('499')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'in several partitions at once, and no more than that',
    covers: ['ConsumerRunConfig.partitionsConsumedConcurrently'],
    observes: ['awaiting', 'offsets'],
    topics: { orders: { partitions: 3 } },
    async run(world) {
      for (const partition of [0, 1, 2]) await world.seed([{ value: `p${partition}`, partition }])
      let active = 0
      let most = 0
      let handled = 0
      const both = new Gate()
      const consumer = await running(world, {
        run: {
          partitionsConsumedConcurrently: 2,
          eachMessage: async () => {
            most = Math.max(most, ++active)
            if (active === 2) both.open()
            await both.opened
            active--
            handled++
          },
        },
      })
      await world.until('all three', () => handled === 3)
      world.note('awaiting', 'handlers at once', most)
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
])
