import {
  avro,
  AvroType,
  confluent,
  confluentRegistry,
  singleObject,
  typed,
  type AvroSchema,
  type AvroValue,
  type DeadLetters,
  type Framing,
} from '@filrouge/avro'
import { createTopics, startSchemaRegistry, waitFor, type RunningSchemaRegistry } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { recordingReporter } from '@filrouge/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import jaeger from 'jaeger-client'
import { Kafka, logLevel, type IHeaders, type RecordMetadata } from 'kafkajs'
import { createHash, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { Random } from '../random'
import { RecordReader, type ReadRecord } from '../transparency/record-reader'
import { corrupted, places, type Corruption } from './corruption'

/** The first start on a machine fetches the registry. */
const FETCH_MS = 600_000
const SEED = 20_260_301
const PARTITIONS = 3
const DEADLINE_MS = 60_000
const MOST_SHOWN = 5

const ORDER = {
  type: 'record',
  name: 'shop.Order',
  fields: [
    { name: 'number', type: 'long' },
    { name: 'placed', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 } },
    { name: 'skus', type: { type: 'array', items: 'string' } },
    { name: 'note', type: ['null', 'string'] },
  ],
} as const satisfies AvroSchema

type Order = AvroValue<typeof ORDER>

function order(number: number): Order {
  return {
    number: BigInt(number),
    placed: new Date(1_764_000_000_000 + number),
    total: `${number}.50`,
    skus: Array.from({ length: number % 4 }, (_, index) => `sku-${number}-${index}`),
    note: number % 3 === 0 ? null : `note ${number}`,
  }
}

/** Each record is sent in a trace of its own, which is known without asking who carries it. */
const traceIdOf = (number: number) => createHash('sha256').update(`trace ${number}`).digest('hex').slice(0, 32)
const contextOf = (number: number) => `00-${traceIdOf(number)}-00f067aa0ba902b7-01`

const textOf = (headers: IHeaders | ReadRecord['headers'] | undefined, key: string) =>
  (headers?.[key] as Buffer | undefined)?.toString()

/** Of both contexts that are written: W3C's and Jaeger's. */
function traceIdsIn(headers: IHeaders | ReadRecord['headers'] | undefined): unknown[] {
  return [textOf(headers, 'traceparent')?.split('-')[1], textOf(headers, 'uber-trace-id')?.split(':')[0]]
}

/** One part of the run. */
interface Part {
  readonly framing: string
  readonly records: number
  readonly corruptions: Readonly<Partial<Record<Corruption, number>>>
  /** what `filrouge-error` says of each kind, behind the record's place */
  readonly reasons: Readonly<Partial<Record<Corruption, RegExp>>>
  /** whether `republish` of the tracing makes the dead letter */
  readonly republishes: boolean
}

const SCHEMA = '(, schema (id \\d+|fingerprint [0-9a-f]{16}))?(, at [a-z0-9[\\].]+)?'
const TRUNCATED = new RegExp(`^${SCHEMA}: truncated at byte \\d+$`)
const TRAILING = new RegExp(`^${SCHEMA}: trailing_bytes at byte \\d+$`)

const PARTS: Part[] = [
  {
    framing: 'confluent',
    records: 7_000,
    corruptions: { truncated: 15, padded: 15, 'unknown id': 25 },
    reasons: {
      truncated: TRUNCATED,
      padded: TRAILING,
      'unknown id': /^, schema id \d{10}: unknown_schema: schema registry \S+, id \d{10}: it does not know it/,
    },
    republishes: true,
  },
  {
    framing: 'single-object',
    records: 3_000,
    corruptions: { truncated: 10, padded: 10, 'wrong fingerprint': 25 },
    reasons: {
      truncated: TRUNCATED,
      padded: TRAILING,
      'wrong fingerprint': /^, schema fingerprint [0-9a-f]{16}: unknown_schema at byte 2$/,
    },
    republishes: false,
  },
]

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })
const admin = kafka.admin()
const reader = new RecordReader(brokers)
const errors: Error[] = []
const tracing = kafkaTracing({
  tracer: openTracing(
    jaeger.initTracer({ serviceName: 'orders', sampler: { type: 'const', param: 1 } }, {
      traceId128bit: true,
      reporter: recordingReporter(),
    } as unknown as jaeger.TracingOptions),
  ),
  onError: (error) => errors.push(error),
})
// a send of several partitions is sent anew as a whole where one of them has no leader yet: not twice, if the broker sees that
const producer = tracing.producer(kafka.producer({ idempotent: true }))
let running: RunningSchemaRegistry

beforeAll(async () => {
  running = await startSchemaRegistry()
  await Promise.all([admin.connect(), producer.connect(), reader.connect()])
}, FETCH_MS)
afterAll(async () => {
  await Promise.all([admin.disconnect(), producer.disconnect(), reader.disconnect()])
  await tracing.close()
  await running.stop()
})

/** Each side has a framing of its own, as two programs have. */
function framing(name: string): Framing {
  return name === 'confluent' ? confluent(confluentRegistry(running.url)) : singleObject([new AvroType(ORDER)])
}

/** A corrupt record as it was sent. */
interface Corrupt {
  readonly number: number
  readonly corruption: Corruption
  readonly value: Buffer
  readonly partition: number
  readonly offset: string
}

/** Sends all records of a part in the order of their numbers, the corrupt ones as bytes; gives these. */
async function sendAll(part: Part, topic: string): Promise<Corrupt[]> {
  const random = new Random(SEED)
  const codec = avro(ORDER, { framing: framing(part.framing) })
  const sends = typed(producer, { value: codec })
  const kinds = Object.entries(part.corruptions).flatMap(([kind, count]) =>
    new Array<Corruption>(count).fill(kind as Corruption),
  )
  const corruptions = new Map(places(kinds.length, part.records, random).map((place, index) => [place, kinds[index]]))
  const message = <V>(number: number, value: V) => {
    return { key: `k${number}`, value, partition: number % PARTITIONS, headers: { traceparent: contextOf(number) } }
  }
  const corrupt: Corrupt[] = []
  let good: ReturnType<typeof message<Order>>[] = []
  const sendGood = async () => {
    if (good.length > 0) await sends.send({ topic, messages: good })
    good = []
  }
  for (let number = 0; number < part.records; number++) {
    const corruption = corruptions.get(number)
    if (corruption === undefined) {
      good.push(message(number, order(number)))
      continue
    }
    await sendGood()
    const { bytes } = await codec.encode(order(number), { topic, part: 'value' })
    const value = corrupted(bytes, corruption, random)
    const [{ partition, baseOffset } = {} as RecordMetadata] = await producer.send({
      topic,
      messages: [message(number, value)],
    })
    corrupt.push({ number, corruption, value, partition, offset: baseOffset ?? '' })
  }
  await sendGood()
  return corrupt
}

/** Whether the group has committed the end of each partition. */
async function isDone(groupId: string, topic: string): Promise<boolean> {
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]))
  const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] })
  return committed?.partitions.every(({ partition, offset }) => offset === ends.get(partition)) === true
}

describe.each(PARTS)('$records records with $framing framing, one in a hundred corrupt', (part) => {
  const topic = `orders-${randomUUID()}`
  const dead = `${topic}.dead`
  const handled: { readonly place: string; readonly number: number }[] = []
  const wrong: unknown[] = []
  let corrupt: Corrupt[]
  let letters: readonly ReadRecord[]

  beforeAll(async () => {
    await createTopics(brokers, [
      { topic, partitions: PARTITIONS },
      { topic: dead, partitions: 1 },
    ])
    corrupt = await sendAll(part, topic)
    const consumer = tracing.consumer(kafka.consumer({ groupId: topic, maxWaitTimeInMs: 50 }))
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    const deadLetters: DeadLetters = {
      producer,
      topic: (error) => `${error.topic}.dead`,
      ...(part.republishes && { tracing }),
    }
    await typed(consumer, { value: avro(ORDER, { framing: framing(part.framing) }), deadLetters }).run({
      eachMessage: async ({ partition, message, decode }) => {
        const value = await decode()
        const number = Number(value?.number)
        handled.push({ place: `${partition}@${message.offset}`, number })
        // avsc gives objects of a class of its own
        const seen = [{ ...value }, message.key?.toString(), ...traceIdsIn(message.headers)]
        const sent = [order(number), `k${number}`, traceIdOf(number), traceIdOf(number)]
        if (!isDeepStrictEqual(seen, sent) && wrong.length < MOST_SHOWN) wrong.push({ seen, sent })
      },
    })
    await waitFor('the end of the topic', () => isDone(topic, topic), { deadlineMs: DEADLINE_MS })
    await consumer.disconnect()
    letters = await reader.read(dead)
  })

  it('hands each good one to the handler once, as it was sent and in its trace', () => {
    const bad = new Set(corrupt.map(({ number }) => number))
    const good = Array.from({ length: part.records }, (_, number) => number).filter((number) => !bad.has(number))
    expect(new Set(handled.map(({ place }) => place)).size).toBe(handled.length)
    expect(handled.map(({ number }) => number).sort((a, b) => a - b)).toEqual(good)
    expect(wrong).toEqual([])
    expect(errors).toEqual([])
  })

  it('sends each corrupt one to the dead letters once, and nothing else', () => {
    const sent = corrupt.map(({ number, value }) => [`k${number}`, value.toString('hex')])
    const found = letters.map(({ key, value }) => [key?.toString(), value?.toString('hex')])
    expect(found.toSorted()).toEqual(sent.toSorted())
    expect(letters).toHaveLength(Object.values(part.corruptions).reduce((sum, count) => sum + count, 0))
  })

  it('keeps the context of each, says where it stood, and why it is there', () => {
    const byKey = new Map(letters.map((letter) => [letter.key?.toString(), letter.headers]))
    const told = corrupt.map(({ number, corruption, partition, offset }) => {
      const headers = byKey.get(`k${number}`)
      const error = textOf(headers, 'filrouge-error')
      const place = `AvroDecodeError: value of ${topic}[${partition}]@${offset}`
      const why = error?.startsWith(place) === true ? error.slice(place.length) : undefined
      return {
        number,
        corruption,
        traceIds: traceIdsIn(headers),
        original: ['topic', 'partition', 'offset'].map((name) => textOf(headers, `filrouge-original-${name}`)),
        reason: part.reasons[corruption]?.test(why ?? '') === true ? corruption : error,
      }
    })
    expect(told).toEqual(
      corrupt.map(({ number, corruption, partition, offset }) => ({
        number,
        corruption,
        traceIds: [traceIdOf(number), traceIdOf(number)],
        original: [topic, String(partition), offset],
        reason: corruption,
      })),
    )
  })
})

it('corrupts 25 of each kind of 10,000', () => {
  const sum = (kind: Corruption) => PARTS.reduce((total, { corruptions }) => total + (corruptions[kind] ?? 0), 0)
  const kinds = ['truncated', 'padded', 'unknown id', 'wrong fingerprint'] as const
  expect(kinds.map(sum)).toEqual([25, 25, 25, 25])
  expect(PARTS.reduce((total, { records }) => total + records, 0)).toBe(10_000)
})
