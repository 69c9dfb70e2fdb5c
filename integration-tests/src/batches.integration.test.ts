import { createTopics, startProcess, waitFor } from '@filrouge/harness'
import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import { join } from 'node:path'
import { Tracer } from 'opentracing'

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })
const admin = kafka.admin()
let topic: string

beforeAll(() => admin.connect())
afterAll(() => admin.disconnect())
beforeEach(() => {
  topic = `batches-${String(process.pid)}-${String(Date.now())}`
})

async function send(count: number): Promise<void> {
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic, messages: Array.from({ length: count }, (_, index) => ({ value: String(index) })) })
  await producer.disconnect()
}
const committed = async () => {
  const [found] = await admin.fetchOffsets({ groupId: topic, topics: [topic] })
  return found?.partitions[0]?.offset
}

describe('forEachMessage', () => {
  it('after a crash with a message pending and the next one done, the pending one comes again', async () => {
    await createTopics(brokers, [{ topic, partitions: 1 }])
    await send(3)
    const done: string[] = []
    const crashing = startProcess(
      process.execPath,
      [join(__dirname, '../dist/peer/crashing-consumer.js'), brokers.join(','), topic],
      { name: 'the consumer that crashes', onLine: (line) => done.push(line) },
    )
    try {
      await waitFor('both others done', () => done.includes('done 0') && done.includes('done 2'))
      await waitFor('the first one committed', async () => (await committed()) === '1')
    } finally {
      await crashing.signal('SIGKILL')
      await crashing.exited
    }
    const again: string[] = []
    const consumer = kafka.consumer({ groupId: topic })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void again.push(message.offset)) })
    await waitFor('the messages again', () => again.length >= 2)
    await consumer.disconnect()
    expect(again).toEqual(['1', '2'])
  })
})

describe('queue time', () => {
  it.each(['CreateTime', 'LogAppendTime'])('tells whose clock it is from: %s', async (type) => {
    await admin.createTopics({
      topics: [{ topic, configEntries: [{ name: 'message.timestamp.type', value: type }] }],
      waitForLeaders: true,
    })
    const producer = kafka.producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ value: 'x', timestamp: String(Date.now() - 3_600_000) }] })
    await producer.disconnect()
    const seen: (number | undefined)[] = []
    const tracing = kafkaTracing({
      tracer: openTracing(new Tracer()),
      observers: [{ onHop: ({ queueTimeMs }) => void seen.push(queueTimeMs) }],
    })
    const consumer = tracing.consumer(kafka.consumer({ groupId: topic }))
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({ eachMessage: () => Promise.resolve() })
    await waitFor('the event', () => seen.length === 1)
    await consumer.disconnect()
    if (type === 'CreateTime') expect(seen[0]).toBeGreaterThan(3_590_000)
    else expect(seen[0] ?? 0).toBeLessThan(60_000)
  })
})
