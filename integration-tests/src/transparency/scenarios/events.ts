import { logLevel, type LogEntry } from 'kafkajs'
import { createServer, type AddressInfo } from 'node:net'
import { theme } from '../scenario'
import type { World } from '../world'
import { untyped } from './sending'

/** Every event of a client by its name in `events`. A listener gets an object that kafkajs makes for it. */
interface Source {
  readonly events: Readonly<Record<string, string>>
  on(name: string, listener: (event: object) => void): () => void
}

/** Takes down all events of a client; gives what removes the listeners again. */
export function noteEvents(world: World, client: object): () => void {
  const source = client as Source
  const removers = Object.values(source.events).map((name) =>
    source.on(name, (event) => world.note('events', name, event)),
  )
  return () => removers.forEach((remove) => remove())
}

const logging = (world: World) => ({
  logLevel: logLevel.DEBUG,
  logCreator: () => (entry: LogEntry) => {
    const { message } = entry.log
    // of what is logged for each request only the client's own part is told
    if (entry.namespace === 'Producer' || entry.namespace === 'Consumer')
      world.note('events', 'log', { ...entry, log: { message } })
  },
})

export const events = theme('events', [
  {
    name: 'of a producer',
    covers: [
      'Producer.on',
      'ProducerEvents.CONNECT',
      'ProducerEvents.DISCONNECT',
      'ProducerEvents.REQUEST',
      'ProducerEvents.REQUEST_QUEUE_SIZE',
    ],
    observes: ['events', 'result'],
    async run(world) {
      const producer = world.producer({ maxInFlightRequests: 1 })
      noteEvents(world, producer)
      await world.attempt('connect', () => producer.connect())
      const record = { topic: world.topic(), messages: [{ value: 'a' }] }
      await world.attempt('sends', () =>
        Promise.all([producer.send(record), producer.send(record), producer.send(record)]).then(() => 'sent'),
      )
      await world.attempt('disconnect', () => producer.disconnect())
    },
  },
  {
    name: 'the requests of a send',
    covers: ['ProducerEvents.REQUEST', 'ProducerConfig.metadataMaxAge'],
    observes: ['order'],
    async run(world) {
      const producer = await world.connectedProducer()
      const record = { topic: world.topic(), messages: [{ value: 'a' }] }
      await producer.send(record)
      producer.on(producer.events.REQUEST, ({ payload }) => world.note('order', payload.apiName, payload.apiVersion))
      await producer.send(record)
      await producer.sendBatch({ topicMessages: [record] })
      await world.inTrace(() => producer.send(record))
    },
  },
  {
    name: 'a listener that is removed, one that throws, one that rejects',
    covers: ['Producer.on'],
    observes: ['events', 'result', 'error'],
    async run(world) {
      const producer = world.producer(undefined, logging(world))
      const remove = producer.on(producer.events.CONNECT, () => world.note('events', 'removed, and heard'))
      await world.attempt('remove', () => {
        remove()
      })
      producer.on(producer.events.CONNECT, () => Promise.reject(new Error('rejects')) as never)
      await world.attempt('connect', () => producer.connect())
      await world.attempt('unknown event', () => void producer.on(untyped('producer.nothing'), () => undefined))
      await world.attempt('event of a consumer', () => void producer.on(untyped('consumer.connect'), () => undefined))
      await world.attempt('no event', () => void producer.on(untyped(undefined), () => undefined))
    },
  },
  {
    name: 'a request that runs out of time',
    covers: ['ProducerEvents.REQUEST_TIMEOUT', 'ConsumerEvents.REQUEST_TIMEOUT', 'KafkaConfig.requestTimeout'],
    observes: ['order', 'error'],
    async run(world) {
      const silent = await silentBroker(world)
      const kafka = { brokers: [silent], requestTimeout: 50, retry: { retries: 0 } }
      for (const client of [world.producer({ retry: { retries: 0 } }, kafka), world.consumer({}, kafka)]) {
        const source = client as unknown as Source
        source.on(source.events['REQUEST_TIMEOUT'] ?? '', () => world.note('order', 'timeout'))
        await world.attempt('connect', () => client.connect())
      }
    },
  },
  {
    name: 'the logger of a client',
    covers: ['Producer.logger', 'Consumer.logger', 'Kafka.logger'],
    observes: ['events', 'result'],
    async run(world) {
      const producer = world.producer(undefined, logging(world))
      const consumer = world.consumer({}, logging(world))
      await world.attempt('loggers', () => [Object.keys(producer.logger()), Object.keys(consumer.logger())])
      producer.logger().info('said by a user', { tenant: 'acme' })
      consumer.logger().warn('said by a user')
      await world.attempt('same', () => producer.logger() === producer.logger())
    },
  },
])

/** Takes connections and never answers. */
async function silentBroker(world: World): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => undefined).resume())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world.kept({ disconnect: () => new Promise<void>((resolve) => server.close(() => resolve())) })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
