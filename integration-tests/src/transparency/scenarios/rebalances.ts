/* eslint-disable @typescript-eslint/unbound-method -- handlers take their payload apart, as users do */
import type { Consumer } from 'kafkajs'
import { theme } from '../scenario'
import type { World } from '../world'
import { Gate, Handled, running } from './consuming'
import { untyped } from './sending'

const QUICK = {
  heartbeatInterval: 100,
  sessionTimeout: 6_000,
  rebalanceTimeout: 6_000,
  retry: { initialRetryTime: 5, retries: 5 },
}
const PAIR = { orders: { partitions: 2 } }

/** The assignments of a member, as it hears of them. */
function assignments(consumer: Consumer, name: string): { readonly name: string; latest: readonly number[] } {
  const member: { name: string; latest: number[] } = { name, latest: [] }
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    member.latest = Object.values(payload.memberAssignment).flat()
  })
  return member
}

export const rebalances = theme('rebalance', [
  {
    name: 'a second member joins, and leaves again',
    covers: [
      'ConsumerEvents.GROUP_JOIN',
      'ConsumerEvents.REBALANCING',
      'Consumer.disconnect',
      'ConsumerConfig.rebalanceTimeout',
    ],
    observes: ['order', 'events', 'offsets'],
    topics: PAIR,
    async run(world) {
      const members: ReturnType<typeof assignments>[] = []
      let rebalanced = 0
      const handled: string[] = []
      const join = (name: string) =>
        running(world, {
          config: QUICK,
          before: (client) => {
            members.push(assignments(client, name))
            client.on(client.events.REBALANCING, () => rebalanced++)
          },
          run: { eachMessage: ({ message }) => Promise.resolve(void handled.push(String(message.value))) },
        })
      const shares = () => members.map(({ latest }) => latest.length).join('+')
      const first = await join('first')
      world.note('events', 'alone', shares())
      const second = await join('second')
      await world.until('one partition each', () => shares() === '1+1')
      world.note('events', 'together', shares())
      for (const partition of [0, 1]) await world.seed([{ value: `together ${partition}`, partition }])
      await world.until('both', () => handled.length === 2)
      await second.disconnect()
      await world.until('both partitions again', () => members[0]?.latest.length === 2)
      for (const partition of [0, 1]) await world.seed([{ value: `alone ${partition}`, partition }])
      await world.until('all', () => handled.length === 4)
      world.note('events', 'rebalancing heard', rebalanced > 0)
      await first.disconnect()
      for (const value of handled.sort()) world.note('order', 'handled', value)
      await world.noteOffsets()
    },
  },
  {
    name: 'heartbeat tells a handler of it, by an error of its own',
    covers: ['EachMessagePayload.heartbeat', 'ConsumerEvents.REBALANCING'],
    observes: ['error', 'order', 'offsets'],
    topics: PAIR,
    async run(world) {
      await world.seed([{ value: 'long', partition: 0 }])
      const handled = new Handled(world)
      let failure: Error | undefined
      const first = await running(world, {
        config: { ...QUICK, heartbeatInterval: 1 },
        run: {
          eachMessage: async ({ message, heartbeat }) => {
            if (handled.note(message) > 1) return
            await world.until('the rebalance', async () => {
              failure = await heartbeat().then(
                () => undefined,
                (error: unknown) => error as Error,
              )
              return failure
            })
            world.note('error', 'heartbeat', failure)
            throw failure as Error
          },
        },
      })
      await handled.until('long')
      const second = running(world, { config: QUICK, run: { eachMessage: untyped(handled.each) } })
      await handled.until('long', 2)
      await (await second).disconnect()
      await first.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'a handler at work when its member loses the partition',
    covers: ['ConsumerRunConfig.eachMessage', 'EachBatchPayload.isStale', 'ConsumerConfig.sessionTimeout'],
    observes: ['awaiting', 'order'],
    topics: PAIR,
    async run(world) {
      await world.seed([{ value: 'long', partition: 0 }])
      const gate = new Gate()
      const handled = new Handled(world, 'awaiting')
      const member: { latest: readonly number[] }[] = []
      const before = (client: Consumer) => void member.push(assignments(client, 'member'))
      const first = await running(world, {
        config: QUICK,
        before,
        run: {
          eachMessage: async ({ message }) => {
            handled.note(message, 'started')
            await gate.opened
            world.note('awaiting', 'ended')
          },
        },
      })
      await handled.until('long')
      const joining = running(world, { config: QUICK, before, run: { eachMessage: () => Promise.resolve() } })
      await rebalancing(world)
      gate.open()
      const second = await joining
      await world.until('one partition each', () => member.every(({ latest }) => latest.length === 1))
      world.note('order', 'one each')
      await second.disconnect()
      await first.disconnect()
    },
  },
  {
    name: 'two groups read the same, each all of it',
    covers: ['ConsumerConfig.groupId'],
    observes: ['order', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b'])
      const values: string[] = []
      const groups = [world.id('one'), world.id('two')]
      for (const groupId of groups) {
        const before = values.length
        const eachMessage = ({ message }: { message: { value: Buffer | null } }) =>
          Promise.resolve(void values.push(`${groupId} ${String(message.value)}`))
        const consumer = await running(world, { config: { groupId }, run: { eachMessage } })
        await world.until('both', () => values.length === before + 2)
        await consumer.disconnect()
      }
      for (const value of values) world.note('order', 'handled', value)
      for (const groupId of groups) await world.noteOffsets([world.topic()], groupId)
    },
  },
])

/** Until the coordinator waits for members to join anew. */
function rebalancing(world: World): Promise<unknown> {
  return world.until('a rebalance', async () => (await world.groupState()) === 'PreparingRebalance')
}
