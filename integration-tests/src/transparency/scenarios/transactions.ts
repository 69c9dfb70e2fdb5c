import type { Producer, Transaction } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import type { World } from '../world'
import { untyped } from './sending'

export const TRANSACTION = [
  'Producer.transaction',
  'ProducerConfig.transactionalId',
  'Transaction.send',
  'Transaction.commit',
]
export const recordOf = (world: World, ...values: string[]) => ({
  topic: world.topic(),
  messages: values.map((value) => ({ value })),
})

export function transactional(world: World): Promise<Producer> {
  // the broker still ends the last transaction when the next one begins
  const retry = { initialRetryTime: 20, maxRetryTime: 100, retries: 50 }
  const config = { transactionalId: world.id('till'), idempotent: true, maxInFlightRequests: 1, retry }
  return world.connectedProducer(config, { retry })
}

/** What is done in one transaction; its records are read with the markers that end it. */
const inTransaction = (
  name: string,
  use: (world: World, open: Transaction) => Promise<unknown>,
  fails = false,
): Scenario => ({
  name,
  covers: [...TRANSACTION, 'Transaction.sendBatch', 'Transaction.isActive'],
  observes: fails ? ['result', 'error', 'records', 'inputs'] : ['result', 'records', 'inputs'],
  topics: { orders: {}, invoices: {} },
  async run(world) {
    const producer = await transactional(world)
    const open = await producer.transaction()
    await world.attempt('isActive', () => open.isActive())
    await use(world, open)
    if (open.isActive()) await world.attempt('commit', () => open.commit())
    await world.attempt('isActive no more', () => open.isActive())
    await world.noteRecords(world.topic(), 1)
    await world.noteRecords(world.topic('invoices'))
  },
})
const sending = (world: World, open: Transaction, given: unknown) =>
  world.attempt('send', () => open.send(untyped(world.input(given))))

export const transactions = theme('transaction', [
  inTransaction('commit', (world, open) => sending(world, open, recordOf(world, 'a', 'b'))),
  inTransaction('commit inside a trace', (world, open) =>
    world.inTrace(() => sending(world, open, recordOf(world, 'a'))),
  ),
  inTransaction('abort', async (world, open) => {
    await sending(world, open, recordOf(world, 'a'))
    await world.attempt('abort', () => open.abort())
  }),
  inTransaction('sendBatch to two topics', (world, open) => {
    const invoice = { topic: world.topic('invoices'), messages: [{ value: 'i' }] }
    return world.attempt('sendBatch', () =>
      open.sendBatch(world.input({ topicMessages: [recordOf(world, 'a'), invoice, recordOf(world, 'b')] })),
    )
  }),
  inTransaction('frozen messages with shared headers', (world, open) => {
    const headers = Object.freeze({ own: Buffer.from([255]) })
    const messages = ['a', 'b'].map((value) => Object.freeze({ value, headers }))
    return sending(world, open, Object.freeze({ topic: world.topic(), messages: Object.freeze(messages) }))
  }),
  inTransaction(
    'a message that is refused',
    async (world, open) => {
      await sending(world, open, { topic: world.topic(), messages: [{ key: 'no value', headers: { own: 'x' } }] })
      await sending(world, open, { topic: world.topic(), messages: [{ value: 'a', headers: { own: null } }] })
      await sending(world, open, recordOf(world, 'good'))
    },
    true,
  ),
  inTransaction(
    'acks 0',
    async (world, open) => {
      await sending(world, open, { ...recordOf(world, 'a'), acks: 0 })
      await sending(world, open, recordOf(world, 'good'))
    },
    true,
  ),
  inTransaction(
    'ended: every call is refused',
    async (world, open) => {
      await sending(world, open, recordOf(world, 'a'))
      await world.attempt('commit', () => open.commit())
      await sending(world, open, recordOf(world, 'late'))
      await world.attempt('sendBatch', () => open.sendBatch({ topicMessages: [recordOf(world, 'late')] }))
      await world.attempt('commit again', () => open.commit())
      await world.attempt('abort', () => open.abort())
      const offsets = { consumerGroupId: world.id(), topics: [] }
      await world.attempt('sendOffsets', () => open.sendOffsets(offsets))
    },
    true,
  ),
])
