import type { Consumer } from 'kafkajs'
import { theme } from '../scenario'
import { Gate, Handled, running, text } from './consuming'
import { untyped } from './sending'

export const flow = theme('consumer', [
  {
    name: 'seek in a handler, back and forth',
    covers: ['Consumer.seek'],
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b', 'c', 'd', 'e'])
      const handled = new Handled(world)
      const seek = (offset: string) => consumer.seek({ topic: world.topic(), partition: 0, offset })
      const consumer: Consumer = await running(world, {
        run: {
          eachMessage: async ({ message }) => {
            handled.note(message)
            if (text(message) === 'c' && handled.count('c') === 1) seek('1')
            else if (text(message) === 'b' && handled.count('b') === 2) seek('4')
            await Promise.resolve()
          },
        },
      })
      await handled.until('e')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'seek to the beginning and to the end by special offsets',
    covers: ['Consumer.seek'],
    observes: ['order'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const consumer = await running(world, { run: { autoCommit: false, eachMessage: untyped(handled.each) } })
      await handled.until('b')
      consumer.seek({ topic: world.topic(), partition: 0, offset: '0' })
      await handled.until('b', 2)
      consumer.seek({ topic: world.topic(), partition: 0, offset: '1' })
      await handled.until('b', 3)
    },
  },
  {
    name: 'pause and resume from outside',
    covers: ['Consumer.pause', 'Consumer.resume', 'Consumer.paused'],
    observes: ['order', 'result'],
    topics: { orders: { partitions: 2 } },
    async run(world) {
      const handled = new Handled(world)
      const consumer = await running(world, { run: { eachMessage: untyped(handled.each) } })
      await world.attempt('paused at first', () => consumer.paused())
      await world.attempt('pause', () => consumer.pause([{ topic: world.topic(), partitions: [1] }]))
      await world.attempt('paused', () => consumer.paused())
      await world.seed([{ value: 'held', partition: 1 }])
      await world.seed([{ value: 'free', partition: 0 }])
      await handled.until('free')
      await world.attempt('resume', () => consumer.resume([{ topic: world.topic() }]))
      await handled.until('held')
      await world.attempt('pause of all', () => consumer.pause([{ topic: world.topic() }]))
      await world.attempt('paused all', () => consumer.paused())
    },
  },
  {
    name: 'disconnect waits for a handler that is at work',
    covers: ['Consumer.disconnect', 'Consumer.stop'],
    observes: ['awaiting', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const started = new Handled(world, 'awaiting')
      const gate = new Gate()
      const consumer = await running(world, {
        run: {
          eachMessage: async ({ message }) => {
            started.note(message, 'started')
            await gate.opened
            world.note('awaiting', 'ended', text(message))
          },
        },
      })
      await started.until('a')
      const gone = consumer.disconnect().then(() => world.note('awaiting', 'disconnected'))
      await world.noteOffsets()
      gate.open()
      await gone
      await world.noteOffsets()
    },
  },
  {
    name: 'stop in a handler, which does not wait for it',
    covers: ['Consumer.stop', 'ConsumerEvents.STOP'],
    observes: ['order', 'offsets', 'events'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      let stopping: Promise<void> | undefined
      const consumer: Consumer = await running(world, {
        before: (client) => void client.on(client.events.STOP, () => world.note('events', 'stopped')),
        run: {
          eachMessage: async ({ message }) => {
            handled.note(message)
            if (text(message) === 'b') stopping = consumer.stop()
            await Promise.resolve()
          },
        },
      })
      await world.until('the stop', () => stopping !== undefined)
      await stopping
      await world.noteOffsets()
    },
  },
  {
    name: 'describeGroup',
    covers: ['Consumer.describeGroup'],
    observes: ['result', 'order'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      const consumer = await running(world, { run: { eachMessage: untyped(handled.each) } })
      await handled.until('a')
      await world.attempt('describeGroup', async () => {
        const { groupId, protocol, protocolType, state, members } = await consumer.describeGroup()
        return {
          groupId,
          protocol,
          protocolType,
          state,
          members: members.map(({ memberId, clientId }) => [memberId, clientId]),
        }
      })
    },
  },
])
