import type { ConsumerRunConfig, EachMessagePayload } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import { Handled, running } from './consuming'
import { untyped } from './sending'

const RUN = ['Consumer.run']

/** An argument of `run` that is taken as it is, or refused. */
const runs = (name: string, argument: unknown, refused: boolean): Scenario => ({
  name,
  covers: RUN,
  observes: [refused ? 'error' : 'result'],
  async run(world) {
    const consumer = world.consumer()
    await consumer.connect()
    await consumer.subscribe({ topics: [world.topic()] })
    await world.attempt('run', () => consumer.run(untyped(argument)))
    await consumer.disconnect()
  },
})

/** A config in some form, whose handler is called for one message. */
const handles = (
  name: string,
  config: (eachMessage: (payload: EachMessagePayload) => Promise<void>) => unknown,
): Scenario => ({
  name,
  covers: [...RUN, 'ConsumerRunConfig.eachMessage'],
  observes: ['order', 'inputs', 'result'],
  async run(world) {
    await world.seed(['a'])
    const handled = new Handled(world)
    const consumer = world.consumer()
    await consumer.connect()
    await consumer.subscribe({ topics: [world.topic()], fromBeginning: true })
    const eachMessage = ({ message }: EachMessagePayload) => Promise.resolve(void handled.note(message))
    await world.attempt('run', () => consumer.run(world.input(config(eachMessage)) as ConsumerRunConfig))
    await handled.until('a')
  },
})

class Config {
  readonly #eachMessage: unknown
  constructor(eachMessage: unknown) {
    this.#eachMessage = eachMessage
  }
  get eachMessage(): unknown {
    return this.#eachMessage
  }
}

export const runConfig = theme('run', [
  runs('with undefined', undefined, false),
  runs('with null', null, true),
  runs('with a text', 'text', false),
  runs('with an empty object', {}, false),
  runs('with a handler that is null', { eachMessage: null }, false),
  handles('with a frozen config', (eachMessage) => Object.freeze({ eachMessage, autoCommit: true })),
  handles('with a config of a class with getters', (eachMessage) => new Config(eachMessage)),
  handles('with a config without a prototype', (eachMessage) =>
    Object.assign(Object.create(null) as object, { eachMessage }),
  ),
  handles('with members that kafkajs does not know', (eachMessage) => ({ eachMessage, tenant: 'acme' })),
  handles('with both handlers', (eachMessage) => ({ eachMessage, eachBatch: eachMessage })),
  {
    name: 'one config for two consumers',
    covers: RUN,
    observes: ['order', 'inputs'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      const config = world.input({
        eachMessage: ({ message }: EachMessagePayload) => Promise.resolve(void handled.note(message)),
      })
      for (const group of ['one', 'two']) await running(world, { config: { groupId: world.id(group) }, run: config })
      await handled.until('a', 2)
    },
  },
  {
    name: 'twice',
    covers: RUN,
    observes: ['result', 'order'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      const consumer = await running(world, { run: { eachMessage: untyped(handled.each) } })
      const second = new Handled(world)
      await world.attempt('run again', () => consumer.run({ eachMessage: untyped(second.each) }))
      await handled.until('a')
    },
  },
  {
    name: 'after stop, and without a connection',
    covers: ['Consumer.stop', 'Consumer.run', 'Consumer.connect'],
    observes: ['result', 'order', 'offsets'],
    async run(world) {
      await world.seed(['a'])
      const handled = new Handled(world)
      const run = { eachMessage: untyped(handled.each) }
      const consumer = await running(world, { run })
      await handled.until('a')
      await world.attempt('stop', () => consumer.stop())
      await world.attempt('stop again', () => consumer.stop())
      await world.seed(['b'])
      await world.attempt('run anew', () => consumer.run(run))
      await handled.until('b')
      await consumer.disconnect()
      await world.noteOffsets()
    },
  },
  {
    name: 'of a consumer that is not connected and not subscribed',
    covers: ['Consumer.run', 'Consumer.disconnect', 'Consumer.connect'],
    observes: ['result'],
    async run(world) {
      const consumer = world.consumer()
      await world.attempt('run', () => consumer.run({ eachMessage: () => Promise.resolve() }))
      await world.attempt('disconnect', () => consumer.disconnect())
      await world.attempt('disconnect again', () => consumer.disconnect())
    },
  },
])
