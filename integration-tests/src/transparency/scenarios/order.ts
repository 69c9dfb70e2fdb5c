import type { Message, Producer } from 'kafkajs'
import { theme } from '../scenario'
import { leftToProcess } from '../unhandled-rejections'
import type { World } from '../world'
import { untyped } from './sending'

/** How many turns of the queue of microtasks a call takes that needs no network: one `await` more is one more. */
async function turnsOf(call: () => Promise<unknown>): Promise<number> {
  const ended = { is: false }
  const end = () => {
    ended.is = true
  }
  call().then(end, end)
  let turns = 0
  for (; !ended.is && turns < 1_000; turns++) await Promise.resolve()
  return turns
}

/** Notes what the partitioner is asked, which kafkajs does once for each message, in their order. */
const noting =
  (world: World) =>
  () =>
  ({ topic, message }: { topic: string; message: Message }) => {
    world.note('order', 'partitioned', {
      topic,
      value: message.value,
      members: Object.keys(message).filter((name) => name !== 'headers'),
    })
    return 0
  }

export const order = theme('order', [
  {
    name: 'turns until a refused call is rejected',
    covers: ['Producer.send', 'Producer.sendBatch'],
    observes: ['order'],
    async run(world) {
      const producer = world.producer()
      const plain = world.rawKafka().producer()
      const messages = [{ value: 'v' }]
      const topic = world.topic()
      // Whoever watches a promise without hiding its rejection from the process hands on the next one: a turn, and no more.
      const added = async (call: (client: Producer) => Promise<unknown>) =>
        (await turnsOf(() => call(producer))) - (await turnsOf(() => call(plain))) <= 1 ? 'a turn at most' : 'more'
      world.note('order', 'send, not connected', await added((client) => client.send({ topic, messages })))
      world.note(
        'order',
        'sendBatch',
        await added((client) => client.sendBatch({ topicMessages: [{ topic, messages }] })),
      )
      world.note('order', 'send of nothing', await turnsOf(() => producer.send(untyped(undefined))))
      const empty: Message[] = untyped([{}])
      world.note('order', 'send without value', await added((client) => client.send({ topic, messages: empty })))
    },
  },
  {
    name: 'sends of one turn reach the client in their order',
    covers: ['Producer.send', 'ProducerConfig.createPartitioner', 'Producer.sendBatch'],
    observes: ['order', 'result', 'records'],
    async run(world) {
      const producer = await world.connectedProducer({ createPartitioner: noting(world), maxInFlightRequests: 1 })
      const topic = world.topic()
      await producer.send({ topic, messages: [{ value: 'first' }] })
      const sends = ['a', 'b', 'c', 'd'].map((value, index) =>
        world.attempt(`send ${value}`, () =>
          index === 2
            ? producer.sendBatch({ topicMessages: [{ topic, messages: [{ value }] }] })
            : producer.send({ topic, messages: [{ value }] }),
        ),
      )
      world.note('order', 'called')
      await Promise.all(sends)
      await world.noteRecords()
    },
  },
  {
    name: 'a list that grows after the call',
    covers: ['ProducerRecord.messages'],
    observes: ['order', 'result', 'records'],
    async run(world) {
      const producer = await world.connectedProducer({ createPartitioner: noting(world) })
      const record = { topic: world.topic(), messages: [{ value: 'a' }] }
      const topicMessages = [{ topic: world.topic(), messages: [{ value: 'c' }] }]
      await producer.send({ topic: world.topic(), messages: [{ value: 'known' }] })
      const sent = world.attempt('send', () => producer.send(record))
      record.topic = 'changed'
      await sent
      const batched = world.attempt('sendBatch', () => producer.sendBatch({ topicMessages }))
      topicMessages.pop()
      await batched
      await world.noteRecords()
    },
  },
  {
    name: 'a partitioner that throws',
    covers: ['ProducerConfig.createPartitioner'],
    observes: ['error'],
    async run(world) {
      const failing = () => () => {
        throw new RangeError('no partition')
      }
      const producer = await world.connectedProducer({ createPartitioner: failing })
      await world.attempt('send', () => producer.send({ topic: world.topic(), messages: [{ value: 'a' }] }))
      await world.attempt('sendBatch', () => batchOf(producer, world))
    },
  },
  {
    name: 'a rejection that nobody handles',
    covers: ['Producer.send', 'Producer.sendBatch'],
    observes: ['error'],
    async run(world) {
      for (const call of ['send', 'sendBatch'] as const) {
        const error = new RangeError('nobody handles this')
        const failing = () => () => {
          throw error
        }
        const producer = await world.connectedProducer({ createPartitioner: failing })
        let told = false
        void leftToProcess(error).then(() => (told = true))
        const record = { topic: world.topic(), messages: [{ value: 'a' }] }
        void (call === 'send' ? producer.send(record) : producer.sendBatch({ topicMessages: [record] }))
        await world.until('the process to be told', () => told)
        world.note('error', call, 'reached the process')
      }
    },
  },
  {
    name: 'a send that nobody waits for',
    covers: ['Producer.send', 'Producer.disconnect'],
    observes: ['records', 'order'],
    async run(world) {
      const producer = await world.connectedProducer({ maxInFlightRequests: 1 })
      await producer.send({ topic: world.topic(), messages: [{ value: 'first of all' }] })
      const done = (label: string) => () => world.note('order', label)
      void producer.send({ topic: world.topic(), messages: [{ value: 'a' }] }).then(done('sent'))
      await producer.send({ topic: world.topic(), messages: [{ value: 'b' }] }).finally(done('finally'))
      await world.until('the first', () => world.recorder.has('order', 'sent'))
      await world.noteRecords()
    },
  },
])

function batchOf(producer: Producer, world: World): Promise<unknown> {
  return producer.sendBatch({ topicMessages: [{ topic: world.topic(), messages: [{ value: 'b' }] }] })
}
