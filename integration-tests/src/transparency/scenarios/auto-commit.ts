import { theme } from '../scenario'
import { Handled, running, text } from './consuming'
import { untyped } from './sending'

export const autoCommit = theme('run', [
  {
    name: 'without automatic commits',
    covers: ['ConsumerRunConfig.autoCommit', 'Consumer.commitOffsets'],
    observes: ['order', 'offsets', 'result', 'events'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        before: (client) =>
          void client.on(client.events.COMMIT_OFFSETS, ({ payload }) => world.note('events', 'commit', payload.topics)),
        run: { autoCommit: false, eachMessage: untyped(handled.each) },
      })
      await handled.until('c')
      await world.noteOffsets()
      const offsets = [{ topic: world.topic(), partition: 0, offset: '2', metadata: 'by hand' }]
      await world.attempt('commitOffsets', () => consumer.commitOffsets(offsets))
      await world.noteOffsets()
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'with a threshold of commits',
    covers: ['ConsumerRunConfig.autoCommitThreshold', 'ConsumerEvents.COMMIT_OFFSETS'],
    observes: ['order', 'offsets', 'events'],
    async run(world) {
      await world.seed(['a', 'b', 'c', 'd', 'e'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        before: (client) =>
          void client.on(client.events.COMMIT_OFFSETS, ({ payload }) => {
            world.note('events', 'commit', payload.topics)
            world.note('order', 'committed')
          }),
        run: { autoCommitThreshold: 2, eachMessage: untyped(handled.each) },
      })
      await handled.until('e')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'with an interval of commits',
    covers: ['ConsumerRunConfig.autoCommitInterval'],
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        run: {
          autoCommitInterval: 1,
          eachMessage: async ({ message }) => {
            const until = Date.now() + 5
            handled.note(message)
            await world.until('the interval', () => Date.now() > until)
            if (text(message) === 'b') await world.noteOffsets()
          },
        },
      })
      await handled.until('b')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
])
