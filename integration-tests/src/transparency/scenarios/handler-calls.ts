/* eslint-disable @typescript-eslint/unbound-method -- handlers take their payload apart, as users do */
import type { EachMessagePayload } from 'kafkajs'
import { theme } from '../scenario'
import { Gate, Handled, running, text, timeToGoOn } from './consuming'
import { untyped } from './sending'

const EACH = ['ConsumerRunConfig.eachMessage', 'Consumer.run']

/** Code that is no promise and can be waited for, as query builders are: it runs when `then` is called. */
class Lazy {
  constructor(
    private readonly onThen: () => void,
    private readonly failure?: Error,
  ) {}
  then(resolve: (value: string) => void, reject: (error: Error) => void): void {
    this.onThen()
    if (this.failure === undefined) resolve('done')
    else reject(this.failure)
  }
}

/** How a handler is called, and that the client waits for its end. */
export const handlerCalls = theme('eachMessage', [
  {
    name: 'is waited for before the next message',
    covers: EACH,
    observes: ['awaiting', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const started = new Handled(world, 'awaiting')
      const gates = new Map(['a', 'b', 'c'].map((value) => [value, new Gate()]))
      const consumer = await running(world, {
        run: {
          autoCommitThreshold: 1,
          eachMessage: async ({ message }) => {
            started.note(message, 'started')
            await gates.get(text(message))?.opened
            world.note('awaiting', 'ended', text(message))
          },
        },
      })
      for (const [value, gate] of gates) {
        await started.until(value)
        await timeToGoOn(world, () => started.values.at(-1) !== value)
        await world.noteOffsets()
        gate.open()
      }
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'that gives a foreign thenable, which is called once',
    covers: EACH,
    observes: ['order', 'awaiting', 'offsets'],
    async run(world) {
      await world.seed(['a', 'b', 'c'])
      const handled = new Handled(world)
      let failed = false
      const consumer = await running(world, {
        config: { retry: { initialRetryTime: 5, retries: 5 } },
        run: {
          eachMessage: untyped(({ message }: EachMessagePayload) => {
            handled.note(message)
            const fails = text(message) === 'b' && !failed
            failed ||= fails
            return new Lazy(() => world.note('awaiting', 'then', text(message)), fails ? new Error('lazy') : undefined)
          }),
        },
      })
      await handled.until('c')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'is called with one argument and the this of kafkajs',
    covers: EACH,
    observes: ['handler'],
    async run(world) {
      await world.seed(['a'])
      let done = false
      function eachMessage(this: unknown, ...given: unknown[]): Promise<void> {
        const owner = (this as object | undefined)?.constructor.name ?? 'none'
        world.note('handler', 'called', { arguments: given.length, this: owner })
        done = true
        return Promise.resolve()
      }
      await running(world, { run: { eachMessage } })
      await world.until('the message', () => done)
    },
  },
  {
    name: 'sends a heartbeat',
    covers: ['EachMessagePayload.heartbeat', 'ConsumerEvents.HEARTBEAT', 'ConsumerConfig.heartbeatInterval'],
    observes: ['heartbeats', 'result'],
    async run(world) {
      await world.seed(['a', 'b'])
      let beats = 0
      let done = false
      const consumer = await running(world, {
        config: { heartbeatInterval: 1, sessionTimeout: 6_000 },
        before: (client) => void client.on(client.events.HEARTBEAT, () => beats++),
        run: {
          eachMessage: async ({ message, heartbeat }) => {
            const before = beats
            await world.until('the interval', async () => (await heartbeat(), beats > before))
            world.note('heartbeats', 'heard', text(message))
            await world.attempt('heartbeat', heartbeat)
            done = text(message) === 'b'
          },
        },
      })
      await world.until('both', () => done)
      await consumer.disconnect()
    },
  },
])
