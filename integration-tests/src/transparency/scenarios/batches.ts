import { CompressionTypes, type Producer } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import type { World } from '../world'
import { untyped } from './sending'

const COVERS = ['Producer.sendBatch', 'ProducerBatch.topicMessages', 'TopicMessages.topic', 'TopicMessages.messages']
const TWO = { orders: {}, invoices: {} }

const batch = (name: string, of: (world: World) => unknown, refused = false, nothing = false): Scenario => ({
  name,
  covers: COVERS,
  observes: refused ? ['error', 'inputs'] : nothing ? ['result', 'inputs'] : ['result', 'inputs', 'records'],
  topics: TWO,
  async run(world) {
    const producer: Producer = await world.connectedProducer()
    await world.attempt('sendBatch', () => producer.sendBatch(untyped(world.input(of(world)))))
    await world.attempt('in a trace', () => world.inTrace(() => producer.sendBatch(untyped(world.input(of(world))))))
    await world.noteRecords()
    await world.noteRecords(world.topic('invoices'))
  },
})
const messages = (...values: string[]) => values.map((value) => ({ value }))

export const batches = theme('sendBatch', [
  batch('to two topics', (world) => ({
    topicMessages: [
      { topic: world.topic(), messages: messages('a', 'b') },
      { topic: world.topic('invoices'), messages: messages('c') },
    ],
  })),
  batch('to one topic twice, which is joined', (world) => ({
    topicMessages: [
      { topic: world.topic(), messages: messages('a') },
      { topic: world.topic('invoices'), messages: messages('b') },
      { topic: world.topic(), messages: messages('c') },
    ],
  })),
  batch('the same entry twice', (world) => {
    const entry = { topic: world.topic(), messages: messages('a') }
    return { topicMessages: [entry, entry] }
  }),
  batch('frozen all through', (world) =>
    Object.freeze({
      topicMessages: Object.freeze([
        Object.freeze({ topic: world.topic(), messages: Object.freeze(messages('a').map(Object.freeze)) }),
      ]),
      acks: -1,
      timeout: 4_000,
      compression: CompressionTypes.GZIP,
    }),
  ),
  batch('of nothing', () => ({}), false, true),
  batch('of no entries', () => ({ topicMessages: [] }), false, true),
  batch('with an entry of no messages', (world) => ({
    topicMessages: [
      { topic: world.topic(), messages: [] },
      { topic: world.topic('invoices'), messages: messages('a') },
    ],
  })),
  batch('of null entries', () => ({ topicMessages: null }), true),
  batch('of entries that are no array', (world) => ({ topicMessages: { topic: world.topic(), messages: [] } }), true),
  batch(
    'with an entry that is null',
    (world) => ({ topicMessages: [{ topic: world.topic(), messages: messages('a') }, null] }),
    true,
  ),
  batch(
    'with an entry without a topic',
    (world) => ({
      topicMessages: [{ topic: world.topic(), messages: messages('a') }, { messages: messages('b') }],
    }),
    true,
  ),
  batch(
    'with an entry without messages',
    (world) => ({
      topicMessages: [{ topic: world.topic(), messages: messages('a') }, { topic: world.topic('invoices') }],
    }),
    true,
  ),
  batch(
    'with a message that is refused behind good ones',
    (world) => ({
      topicMessages: [
        { topic: world.topic(), messages: messages('a') },
        { topic: world.topic('invoices'), messages: [{ value: 'b' }, { key: 'no value', headers: { own: 'x' } }] },
      ],
    }),
    true,
  ),
  batch(
    'with a topic that is not there',
    (world) => ({
      topicMessages: [{ topic: world.topic('nowhere'), messages: messages('b') }],
    }),
    true,
  ),
  {
    name: 'of a class with getters',
    covers: COVERS,
    observes: ['result', 'records', 'inputs'],
    async run(world) {
      const producer = await world.connectedProducer()
      await world.attempt('sendBatch', () => producer.sendBatch(untyped(world.input(new Outbox(world.topic())))))
      await world.noteRecords()
    },
  },
])

class Outbox {
  readonly #topic: string
  constructor(topic: string) {
    this.#topic = topic
  }
  get topicMessages(): readonly unknown[] {
    return [new Entry(this.#topic)]
  }
}

class Entry {
  readonly #topic: string
  readonly messages = [{ value: 'of an entry' }]
  constructor(topic: string) {
    this.#topic = topic
  }
  get topic(): string {
    return this.#topic
  }
}
