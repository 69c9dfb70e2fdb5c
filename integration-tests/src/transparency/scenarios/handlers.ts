import type { Message } from 'kafkajs'
import { KafkaJSNonRetriableError } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import { Handled, running, text } from './consuming'
import { noteEvents } from './events'
import { untyped } from './sending'

const EACH = ['ConsumerRunConfig.eachMessage', 'Consumer.run', 'EachMessagePayload.message']
const NO_RESTART = { retry: { initialRetryTime: 5, retries: 2, restartOnFailure: () => Promise.resolve(false) } }

const seeded: readonly Message[] = [
  {
    key: 'text',
    value: 'a',
    headers: { own: 'x', bytes: Buffer.from([255, 0]), many: ['1', Buffer.from([254])], empty: '' },
  },
  { key: Buffer.from([255]), value: Buffer.from([0, 255]), timestamp: '1600000000000' },
  { key: null, value: null, headers: { own: 'tombstone' } },
  { key: '', value: '', headers: { 'uber-trace-id': 'broken', traceparent: ['broken', 'twice'] } },
  { value: 'last' },
]

/** What rejects need be no error. */
async function rejection(reason: unknown): Promise<never> {
  await Promise.resolve()
  throw reason
}

/** A handler that ends in some way for each message: the client must see exactly that end. */
const ending = (name: string, end: (value: string) => unknown): Scenario => ({
  name: `that ${name}`,
  covers: EACH,
  observes: ['order', 'offsets', 'events'],
  async run(world) {
    await world.seed(['a', 'b', 'c'])
    const handled = new Handled(world)
    const consumer = await running(world, {
      before: (client) => {
        const { COMMIT_OFFSETS, END_BATCH_PROCESS, CRASH } = client.events
        for (const event of [COMMIT_OFFSETS, END_BATCH_PROCESS, CRASH])
          client.on(event, ({ payload }: { payload: unknown }) => world.note('events', event, payload))
      },
      run: {
        eachMessage: untyped(({ message }: { message: never }) => {
          handled.note(message)
          return end(text(message))
        }),
      },
    })
    await handled.until('c')
    await consumer.disconnect()
    await world.noteOffsets()
  },
})

/** A handler that fails at its second message, the first so many times. */
const failing = (name: string, fail: (value: string) => unknown, times = 1): Scenario => {
  let failures = new Map<object, number>()
  return {
    name: `that ${name}`,
    covers: [...EACH, 'ConsumerConfig.retry'],
    observes: ['order', 'offsets'],
    async run(world) {
      failures = failures.set(world, 0)
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      const consumer = await running(world, {
        config: { retry: { initialRetryTime: 5, retries: 5 } },
        run: {
          eachMessage: untyped(({ message }: { message: never }) => {
            handled.note(message)
            const failed = failures.get(world) ?? 0
            if (text(message) !== 'b' || failed >= times) return undefined
            failures.set(world, failed + 1)
            return fail(text(message))
          }),
        },
      })
      await handled.until('c')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  }
}

/** A handler whose error ends the consumer: the event tells of it. */
const crashing = (name: string, fail: () => unknown): Scenario => ({
  name: `that ${name}, which ends the consumer`,
  covers: [...EACH, 'ConsumerEvents.CRASH', 'RetryOptions.restartOnFailure'],
  observes: ['order', 'events', 'offsets', 'error'],
  async run(world) {
    await world.seed(['a', 'b'])
    const handled = new Handled(world)
    let crashed = false
    await running(world, {
      config: NO_RESTART,
      before: (client) =>
        client.on(client.events.CRASH, ({ payload: { error, restart } }) => {
          world.note('error', 'crash', { error, cause: error.cause })
          world.note('events', 'crash', { restart })
          crashed = true
        }),
      run: {
        eachMessage: untyped(({ message }: { message: never }) => {
          handled.note(message)
          return text(message) === 'b' ? fail() : undefined
        }),
      },
    })
    await world.until('the crash', () => crashed)
    await world.noteOffsets()
  },
})

export const handlers = theme('eachMessage', [
  {
    name: 'the payload',
    covers: [
      ...EACH,
      'EachMessagePayload.topic',
      'EachMessagePayload.partition',
      'EachMessagePayload.heartbeat',
      'EachMessagePayload.pause',
    ],
    observes: ['handler', 'events'],
    async run(world) {
      await world.seed(seeded)
      let done = false
      const consumer = await running(world, {
        before: (client) => void noteEvents(world, client),
        run: {
          eachMessage: async (payload) => {
            world.notePayload(payload)
            done = text(payload.message) === 'last'
            await Promise.resolve()
          },
        },
      })
      await world.until('the last', () => done)
      await consumer.disconnect()
    },
  },
  ending('resolves later', () => Promise.resolve('ignored')),
  ending('returns nothing', () => undefined),
  ending('returns no promise', () => 5),
  ending('returns a function', () => () => 'never called'),
  ending('returns null', () => null),
  failing('throws', () => {
    throw new Error('thrown')
  }),
  failing('rejects', () => Promise.reject(new Error('rejected'))),
  failing('rejects twice', () => Promise.reject(new Error('rejected')), 2),
  failing('throws a text', () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- what is thrown need be no error
    throw 'a text'
  }),
  failing('rejects with an object', () => rejection({ retriable: true })),
  crashing('rejects always', () => Promise.reject(new Error('rejected always'))),
  crashing('throws always', () => {
    throw new RangeError('out of range')
  }),
  crashing('rejects with an error of kafkajs', () => Promise.reject(new KafkaJSNonRetriableError('given up'))),
  crashing('rejects with undefined', () => rejection(undefined)),
  crashing('rejects with an error that says it is not retriable', () =>
    Promise.reject(Object.assign(new Error('no'), { retriable: false })),
  ),
])
