import { theme } from '../scenario'
import { assigning } from './assigner'
import { Handled, running } from './consuming'
import { noteEvents } from './events'
import { untyped } from './sending'

const event = (...names: readonly string[]) => names.map((name) => `ConsumerEvents.${name}`)

export const consumerEvents = theme('events', [
  {
    name: 'of a consumer',
    covers: [
      'Consumer.on',
      ...event('CONNECT', 'DISCONNECT', 'STOP', 'GROUP_JOIN', 'FETCH_START', 'FETCH', 'HEARTBEAT', 'COMMIT_OFFSETS'),
      ...event('START_BATCH_PROCESS', 'END_BATCH_PROCESS', 'REQUEST'),
    ],
    observes: ['events', 'order'],
    async run(world) {
      await world.seed(['a', 'b'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        before: (client) => void noteEvents(world, client),
        run: { autoCommitThreshold: 1, eachMessage: untyped(handled.each) },
      })
      await handled.until('b')
      await consumer.stop()
      await consumer.disconnect()
    },
  },
  {
    name: 'of a consumer whose requests wait for each other',
    covers: event('REQUEST_QUEUE_SIZE', 'REQUEST'),
    observes: ['order'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      let queued = false
      const consumer = await running(world, {
        config: { maxInFlightRequests: 1 },
        before: (client) =>
          void client.on(client.events.REQUEST_QUEUE_SIZE, () => {
            queued = true
          }),
        run: { eachMessage: untyped(handled.each) },
      })
      await handled.until('a')
      await Promise.all([consumer.describeGroup(), consumer.describeGroup(), consumer.describeGroup()])
      world.note('order', 'queued', queued)
    },
  },
  {
    name: 'of a consumer that is given topics for which it did not ask',
    covers: [...event('RECEIVED_UNSUBSCRIBED_TOPICS'), 'ConsumerConfig.partitionAssigners'],
    observes: ['events', 'order'],
    topics: { orders: {}, invoices: {} },
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      await running(world, {
        config: { partitionAssigners: [assigning((topics) => [...topics, world.topic('invoices')])] },
        before: (client) => {
          const { RECEIVED_UNSUBSCRIBED_TOPICS, GROUP_JOIN } = client.events
          client.on(RECEIVED_UNSUBSCRIBED_TOPICS, ({ payload }) => world.note('events', 'not asked for', payload))
          client.on(GROUP_JOIN, ({ payload }) => world.note('events', 'joined', payload))
        },
        run: { eachMessage: untyped(handled.each) },
      })
      await handled.until('a')
    },
  },
  {
    name: 'a listener of a consumer that throws, and events that are none',
    covers: ['Consumer.on'],
    observes: ['error', 'order'],
    async run(world) {
      const consumer = world.consumer()
      consumer.on(consumer.events.CONNECT, () => {
        world.note('order', 'connected')
        return Promise.reject(new Error('listener')) as never
      })
      await consumer.connect()
      await world.attempt('unknown event', () => void consumer.on(untyped('consumer.nothing'), () => undefined))
      await world.attempt(
        'event of a producer',
        () => void consumer.on(untyped('producer.network.request'), () => undefined),
      )
    },
  },
])
