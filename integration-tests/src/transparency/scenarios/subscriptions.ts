import { theme, type Scenario } from '../scenario'
import type { World } from '../world'
import { Handled, running } from './consuming'
import { untyped } from './sending'

const SUBSCRIBE = ['Consumer.subscribe', 'ConsumerSubscribeTopics.topics', 'ConsumerSubscribeTopics.fromBeginning']
const TWO = { orders: {}, invoices: {} }

/** An argument of `subscribe` that the client takes, and what it then reads of two topics. */
const reads = (name: string, argument: (world: World) => unknown, expected: readonly string[]): Scenario => ({
  name: `to ${name}`,
  covers: [...SUBSCRIBE, 'ConsumerSubscribeTopic.topic', 'ConsumerSubscribeTopic.fromBeginning'],
  observes: ['result', 'order', 'inputs'],
  topics: TWO,
  async run(world) {
    await world.seed(['o'])
    await world.seed(['i'], world.topic('invoices'))
    const values: string[] = []
    const consumer = world.consumer()
    await consumer.connect()
    await world.attempt('subscribe', () => consumer.subscribe(untyped(world.input(argument(world)))))
    await consumer.run({
      eachMessage: ({ topic, message }) => Promise.resolve(void values.push(`${topic} ${String(message.value)}`)),
    })
    await world.until('the messages', () => values.length >= expected.length)
    for (const value of values.sort()) world.note('order', 'read', value)
  },
})

const refuses = (name: string, argument: unknown): Scenario => ({
  name: `to ${name}`,
  covers: SUBSCRIBE,
  observes: ['error'],
  async run(world) {
    const consumer = world.consumer()
    await consumer.connect()
    await world.attempt('subscribe', () => consumer.subscribe(untyped(argument)))
  },
})

export const subscriptions = theme('subscribe', [
  reads('two topics', (world) => ({ topics: [world.topic(), world.topic('invoices')], fromBeginning: true }), [
    'i',
    'o',
  ]),
  reads('one topic, in the older form', (world) => ({ topic: world.topic(), fromBeginning: true }), ['o']),
  reads(
    'topics by a pattern',
    (world) => ({ topics: [new RegExp(`^${world.topic('')}(orders|invoices)$`)], fromBeginning: true }),
    ['i', 'o'],
  ),
  reads('frozen', (world) => Object.freeze({ topics: Object.freeze([world.topic()]), fromBeginning: true }), ['o']),
  refuses('nothing', {}),
  refuses('undefined', undefined),
  refuses('a list that is none', { topics: 'orders' }),
  refuses('a number', { topics: [5] }),
  {
    name: 'to a topic that is not there',
    covers: ['ConsumerConfig.allowAutoTopicCreation', 'Consumer.subscribe'],
    observes: ['error'],
    async run(world) {
      const consumer = world.consumer({ allowAutoTopicCreation: false })
      await consumer.connect()
      await world.attempt('subscribe', () => consumer.subscribe({ topics: [world.topic('nowhere')] }))
    },
  },
  {
    name: 'while running',
    covers: ['Consumer.subscribe'],
    observes: ['error'],
    async run(world) {
      const consumer = await running(world, { run: { eachMessage: () => Promise.resolve() } })
      await world.attempt('subscribe', () => consumer.subscribe({ topics: [world.topic()] }))
    },
  },
  {
    name: 'from now on',
    covers: SUBSCRIBE,
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['before'])
      const handled = new Handled(world)
      let joined = false
      const consumer = await running(world, {
        fromBeginning: false,
        before: (client) => void client.on(client.events.FETCH, () => (joined = true)),
        run: { eachMessage: untyped(handled.each) },
      })
      await world.until('the first fetch', () => joined)
      await world.seed(['after'])
      await handled.until('after')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
])
