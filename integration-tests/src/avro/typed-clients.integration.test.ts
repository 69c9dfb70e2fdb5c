import {
  avro,
  confluent,
  confluentRegistry,
  typed,
  type PayloadCodec,
  type PayloadPlace,
  type SchemaRegistry,
} from '@filrouge/avro'
import { createTopics, startSchemaRegistry, waitFor, type RunningSchemaRegistry } from '@filrouge/harness'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel, type Producer } from 'kafkajs'
import { randomUUID } from 'node:crypto'
import { RecordReader } from '../transparency/record-reader'
import { RegistryProxy } from './registry-proxy'

/** The first start on a machine fetches the registry. */
const FETCH_MS = 600_000
const DELAY_MS = 500
const PARTITIONS = 2

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { initialRetryTime: 50, retries: 2 } })
const admin = kafka.admin()
const reader = new RecordReader(brokers)
let producer: Producer
let running: RunningSchemaRegistry
let proxy: RegistryProxy
let suffix: string

beforeAll(async () => {
  running = await startSchemaRegistry()
  producer = kafka.producer()
  await Promise.all([admin.connect(), producer.connect(), reader.connect()])
}, FETCH_MS)
afterAll(async () => {
  await Promise.all([admin.disconnect(), producer.disconnect(), reader.disconnect()])
  await running.stop()
})
beforeEach(async () => {
  suffix = randomUUID()
  proxy = new RegistryProxy(running.url)
  await proxy.listen()
})
afterEach(() => proxy.close())

async function topics(...names: string[]): Promise<string[]> {
  const made = names.map((name) => `${name}-${suffix}`)
  await createTopics(
    brokers,
    made.map((topic) => ({ topic, partitions: PARTITIONS })),
  )
  return made
}

/**
 * Numbers of two schemas in one topic, each with a subject of its own: odd ones are ints, even ones longs. Who reads longs reads both.
 */
function numbers(registry: SchemaRegistry): PayloadCodec<bigint> {
  const subjectOf =
    (type: string) =>
    ({ topic, part }: PayloadPlace) =>
      `${topic}-${part}-${type}`
  const longs = avro('long', { framing: confluent(registry, { subject: subjectOf('long') }) })
  const ints = avro('int', { framing: confluent(registry, { subject: subjectOf('int') }) })
  return {
    encode: (value, place) => (value % 2n === 0n ? longs.encode(value, place) : ints.encode(Number(value), place)),
    decode: (payload, headers, place) => longs.decode(payload, headers, place),
  }
}

/** The numbers that stand in a topic, by partition in the order of the log. */
async function numbersIn(topic: string): Promise<bigint[][]> {
  const found = Array.from({ length: PARTITIONS }, (): bigint[] => [])
  const codec = numbers(confluentRegistry(running.url))
  for (const { partition, offset, value, headers } of await reader.read(topic)) {
    const place = { topic, partition, offset, part: 'value' } as const
    found[partition]?.push(await codec.decode(value ?? Buffer.of(), headers, place))
  }
  return found
}

describe('a typed producer before a registry that takes 500 ms for each answer', () => {
  it.each(['send', 'sendBatch'] as const)('lets calls of %s leave in their order', async (method) => {
    const names = await topics('orders', 'payments', 'refunds')
    const registry = confluentRegistry(proxy.url)
    const key = avro('string', { framing: confluent(registry) })
    const sends = typed(producer, { key, value: numbers(registry) })
    const sent = new Map(names.map((topic) => [topic, Array.from({ length: PARTITIONS }, (): bigint[] => [])]))
    const calls: Promise<unknown>[] = []
    const call = (topic: string, number: number, partition: number) => {
      const messages = [{ key: `k${number}`, value: BigInt(number), partition }]
      sent.get(topic)?.[partition]?.push(BigInt(number))
      calls.push(
        method === 'send' ? sends.send({ topic, messages }) : sends.sendBatch({ topicMessages: [{ topic, messages }] }),
      )
    }
    // each partition has a leader then, and the schema of even numbers is known, which could overtake the other
    for (const topic of names) for (let partition = 0; partition < PARTITIONS; partition++) call(topic, 0, partition)
    await Promise.all(calls)
    proxy.delayMs = DELAY_MS
    for (let number = 1; number <= 120; number++) {
      for (const topic of names) call(topic, number, Math.floor(number / 10) % PARTITIONS)
    }
    await Promise.all(calls)
    for (const topic of names) expect(await numbersIn(topic)).toEqual(sent.get(topic))
    const parts = ['key', 'value-long', 'value-int']
    const posts = names.flatMap((topic) => parts.map((part) => `POST /subjects/${topic}-${part}/versions`))
    expect(proxy.asked.toSorted()).toEqual(posts.toSorted())
  })

  it('sends nothing of a call whose schema is refused, and all others in their order', async () => {
    const [topic = ''] = await topics('orders')
    const registry = confluentRegistry(proxy.url)
    const known = numbers(registry)
    const refused = avro('string', { framing: confluent(registry, { register: false }) })
    const isRefused = (number: bigint) => number % 10n === 3n
    const either: PayloadCodec<bigint> = {
      encode: (number, place) => (isRefused(number) ? refused.encode('', place) : known.encode(number, place)),
      decode: (payload, headers, place) => known.decode(payload, headers, place),
    }
    const sends = typed(producer, { value: either })
    await sends.send({ topic, messages: [{ value: 0n, partition: 0 }] })
    proxy.delayMs = DELAY_MS
    const sent = Array.from({ length: 40 }, (_, index) => BigInt(index + 1))
    const outcomes = await Promise.allSettled(
      sent.map((value) => sends.send({ topic, messages: [{ value, partition: 0 }] })),
    )
    expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(sent.map(isRefused))
    expect(outcomes[2]).toMatchObject({ reason: { reason: 'unknown_schema', subject: `${topic}-value` } })
    expect((await numbersIn(topic))[0]).toEqual([0n, ...sent.filter((number) => !isRefused(number))])
  })
})

describe('a typed consumer', () => {
  it('gets a record again and again that came while the registry was down, and handles it once that is back', async () => {
    const [topic = '', dead = ''] = await topics('orders', 'orders.dead')
    const asking = numbers(confluentRegistry(proxy.url, { tries: 2, pauseMs: 10 }))
    await proxy.close()
    const consumer = kafka.consumer({ groupId: suffix, maxWaitTimeInMs: 50 })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    const reasons: unknown[] = []
    const handled: bigint[] = []
    await typed(consumer, { value: asking, deadLetters: { producer, topic: dead } }).run({
      eachMessage: async ({ decode }) => {
        const value = await decode().catch((error: unknown) => {
          reasons.push((error as { reason?: unknown }).reason)
          throw error
        })
        handled.push(value ?? -1n)
      },
    })
    try {
      const messages = [1n, 2n, 3n].map((value) => ({ value, partition: 0 }))
      await typed(producer, { value: numbers(confluentRegistry(running.url)) }).send({ topic, messages })
      // more often than kafkajs tries before it starts the consumer anew
      await waitFor('the record, handed out six times', () => reasons.length >= 6, { deadlineMs: 60_000 })
      expect(handled).toEqual([])
      await proxy.listen()
      await waitFor('all records', () => handled.length >= 3, { deadlineMs: 60_000 })
      const committed = async () => {
        const [found] = await admin.fetchOffsets({ groupId: suffix, topics: [topic] })
        return found?.partitions.find(({ partition }) => partition === 0)?.offset === '3'
      }
      await waitFor('their offset', committed)
      expect(handled).toEqual([1n, 2n, 3n])
      expect(new Set(reasons)).toEqual(new Set(['unreachable']))
      expect(await reader.read(dead)).toEqual([])
    } finally {
      await consumer.disconnect()
    }
  })
})
