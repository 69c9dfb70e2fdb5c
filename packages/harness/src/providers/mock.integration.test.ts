import { expect, test } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import { aliveBrokers } from '../kafka-admin'
import { startKafka } from '../start-kafka'
import { createTopics } from '../topics'

const environment = { ...process.env, KAFKA_BROKERS: undefined }

test('the mock cluster says what it is, takes a topic and a record, and ends', async () => {
  const lines: string[] = []
  const kafka = await startKafka({ provider: 'mock', brokers: 2, environment, onProgress: (line) => lines.push(line) })
  try {
    expect(lines[0]).toBe("the broker is librdkafka's mock cluster, a stand-in and not Apache Kafka")
    expect(kafka.kind).toBe('mock')
    expect(kafka.version).toMatch(/^librdkafka/)
    expect([...(await aliveBrokers(kafka.bootstrap)).values()].sort()).toEqual([...kafka.bootstrap].sort())
    await createTopics(kafka.bootstrap, [{ topic: 'orders', partitions: 1 }])
    const producer = new Kafka({ brokers: [...kafka.bootstrap], logLevel: logLevel.NOTHING }).producer()
    await producer.connect()
    const [written] = await producer.send({ topic: 'orders', messages: [{ key: 'o', value: '1', partition: 0 }] })
    expect(written).toMatchObject({ errorCode: 0, baseOffset: '0' })
    await producer.disconnect()
    await expect(kafka.brokers[0]?.restart()).rejects.toThrow('a broker of the mock provider takes no restart')
  } finally {
    await kafka.stop()
  }
  await expect(aliveBrokers(kafka.bootstrap)).rejects.toThrow(/ECONNREFUSED/)
})
