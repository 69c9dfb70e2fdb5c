import { theme, type Scenario } from '../scenario'
import { Handled, running, text } from './consuming'
import { untyped } from './sending'
import { recordOf, TRANSACTION, transactional } from './transactions'

export const transactionFlow = theme('transaction', [
  {
    name: 'without an id, and a second one while one is open',
    covers: ['Producer.transaction'],
    observes: ['error', 'records'],
    async run(world) {
      const plain = await world.connectedProducer()
      await world.attempt('without an id', () => plain.transaction())
      const producer = await transactional(world)
      const open = await producer.transaction()
      await world.attempt('second', () => producer.transaction())
      await open.send(recordOf(world, 'a'))
      await open.commit()
      await world.noteRecords(world.topic(), 1)
    },
  },
  {
    name: 'several, one after the other, beside plain sends',
    covers: [...TRANSACTION, 'Transaction.abort'],
    observes: ['result', 'records'],
    async run(world) {
      const producer = await transactional(world)
      const plain = await world.connectedProducer()
      for (const [value, end] of [
        ['a', 'commit'],
        ['b', 'abort'],
        ['c', 'commit'],
      ] as const) {
        const open = await producer.transaction()
        await world.attempt(`send ${value}`, () => open.send(recordOf(world, value)))
        await world.attempt(`plain ${value}`, () => plain.send(recordOf(world, `plain ${value}`)))
        await world.attempt(end, () => open[end]())
      }
      await world.noteRecords(world.topic(), 3)
    },
  },
  {
    name: 'with a time that the broker does not allow',
    covers: ['ProducerConfig.transactionTimeout'],
    observes: ['error'],
    async run(world) {
      const transactionTimeout = 2_000_000_000
      const producer = await world.connectedProducer({ transactionalId: world.id('till'), transactionTimeout })
      await world.attempt('transaction', () => producer.transaction())
    },
  },
  {
    name: 'what a handler sends, with the offsets of what it got',
    covers: ['Transaction.sendOffsets', 'Transaction.commit', 'Transaction.abort', 'ConsumerRunConfig.autoCommit'],
    observes: ['result', 'records', 'offsets', 'inputs', 'order'],
    topics: { orders: {}, invoices: {} },
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const producer = await transactional(world)
      const consumer = await running(world, {
        run: {
          autoCommit: false,
          eachMessage: async ({ topic, partition, message }) => {
            const open = await producer.transaction()
            const invoice = { topic: world.topic('invoices'), messages: [{ value: `invoice of ${text(message)}` }] }
            await world.attempt('send', () => open.send(invoice))
            const offset = String(Number(message.offset) + 1)
            const partitions = [{ partition, offset }]
            const offsets = world.input({ consumerGroupId: world.id(), topics: [{ topic, partitions }] })
            await world.attempt('sendOffsets', () => open.sendOffsets(offsets))
            if (text(message) === 'b') await open.abort()
            else {
              await open.commit()
              // the broker answers before the offset can be seen
              await world.until('the commit', async () => (await world.committed()) === offset)
              await world.noteOffsets()
            }
            world.note('order', 'done', text(message))
          },
        },
      })
      await world.until('the last', () => world.noted('order').includes('c'))
      await consumer.disconnect()
      await world.noteRecords(world.topic('invoices'), 3)
      await world.noteOffsets()
    },
  },
  ...[true, false].map((readUncommitted): Scenario => ({
    name: `what a consumer sees that reads ${readUncommitted ? 'all' : 'what is committed'}`,
    covers: ['ConsumerConfig.readUncommitted', 'Transaction.abort'],
    observes: ['order', 'offsets'],
    async run(world) {
      const producer = await transactional(world)
      for (const [value, end] of [
        ['aborted', 'abort'],
        ['committed', 'commit'],
      ] as const) {
        const open = await producer.transaction()
        await open.send(recordOf(world, value))
        await open[end]()
      }
      const handled = new Handled(world)
      const consumer = await running(world, {
        config: { readUncommitted },
        run: { eachMessage: untyped(handled.each) },
      })
      await handled.until('committed')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  })),
])
