import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import { waitFor } from '../condition'
import { aliveBrokers, withAdmin } from '../kafka-admin'
import { startTimeOf } from '../processes/process-identity'
import type { BrokerHandle, RunningKafka } from '../running-kafka'
import { startKafka } from '../start-kafka'
import { createTopics } from '../topics'

const TOPIC = 'orders'
const BROKERS = 3

let cluster: RunningKafka

beforeAll(async () => {
  cluster = await startKafka({
    provider: 'local',
    brokers: BROKERS,
    environment: { ...process.env, KAFKA_BROKERS: undefined },
  })
  await createTopics(cluster.bootstrap, [{ topic: TOPIC, partitions: 1 }])
})

afterEach(async () => {
  await waitFor('all replicas in sync', async () => (await partition()).isr.length === BROKERS, { deadlineMs: 60_000 })
})

afterAll(async () => {
  await cluster.stop()
})

/** Leader and in-sync replicas of the topic's partition as a living broker sees them. */
async function partition(except?: BrokerHandle): Promise<{ leader: number; isr: number[] }> {
  const asked = cluster.bootstrap.filter((address) => address !== except?.address)
  const { topics } = await withAdmin(asked, (admin) => admin.fetchTopicMetadata({ topics: [TOPIC] }))
  const [found] = topics[0]?.partitions ?? []
  if (found === undefined) throw new Error('the topic has no partition')
  return found
}

async function leader(): Promise<BrokerHandle> {
  const { leader: id } = await partition()
  const broker = cluster.brokers.find((candidate) => candidate.id === id)
  if (broker === undefined) throw new Error(`broker ${id} leads and is not ours`)
  return broker
}

/** The offset of a record that all in-sync replicas have, sent as often as it takes. */
function produce(value: string, except?: BrokerHandle): Promise<number> {
  return waitFor(`an acknowledged record ${value}`, () => produceOnce(value, except), { deadlineMs: 60_000 })
}

/**
 * A new client for each attempt. One that knows a broker which hangs stays with it: after a request that timed out kafkajs asks
 * the same connection for newer metadata.
 */
async function produceOnce(value: string, except: BrokerHandle | undefined): Promise<number> {
  const kafka = new Kafka({
    clientId: 'failures-test',
    brokers: cluster.bootstrap.filter((address) => address !== except?.address),
    logLevel: logLevel.NOTHING,
    requestTimeout: 3_000,
    retry: { initialRetryTime: 200, retries: 2 },
  })
  const producer = kafka.producer()
  try {
    await producer.connect()
    const [written] = await producer.send({ topic: TOPIC, acks: -1, messages: [{ value }] })
    return Number(written?.baseOffset)
  } finally {
    await producer.disconnect()
  }
}

/** Waits until the others have another leader without it, then produces again. */
async function expectToGoOnWithout(broker: BrokerHandle, after: number): Promise<void> {
  await waitFor(
    `another leader than ${broker.id}`,
    async () => {
      const { leader: id, isr } = await partition(broker)
      return id !== broker.id && id >= 0 && !isr.includes(broker.id)
    },
    { deadlineMs: 30_000 },
  )
  expect(await produce(`without ${broker.id}`, broker)).toBeGreaterThan(after)
}

describe('a cluster of three', () => {
  test('has three brokers in processes of their own', async () => {
    expect((await aliveBrokers(cluster.bootstrap)).size).toBe(BROKERS)
    expect(new Set(cluster.brokers.map(({ pid }) => pid)).size).toBe(BROKERS)
    expect((await partition()).isr.sort()).toEqual([1, 2, 3])
  })

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'goes on after its leader got %s, which comes back by restart()',
    async (signal) => {
      const broker = await leader()
      const pid = broker.pid ?? 0
      const offset = await produce('before')
      await broker.kill(signal)
      expect(startTimeOf(pid)).toBeUndefined()
      expect(broker.pid).toBeUndefined()
      await expect(broker.kill(signal)).rejects.toThrow(
        `Kafka node ${broker.id} does not run: restart() it before ${signal}`,
      )
      await expectToGoOnWithout(broker, offset)
      await broker.restart()
      expect(broker.pid).not.toBe(pid)
      expect((await aliveBrokers([broker.address])).size).toBe(BROKERS)
    },
  )

  test('goes on after its leader hangs in SIGSTOP, which comes back by SIGCONT', async () => {
    const broker = await leader()
    const { pid } = broker
    const offset = await produce('before')
    await broker.kill('SIGSTOP')
    try {
      await expectToGoOnWithout(broker, offset)
    } finally {
      await broker.kill('SIGCONT')
    }
    await waitFor('the hung broker', async () => (await aliveBrokers([broker.address])).has(broker.id))
    expect(broker.pid).toBe(pid)
  })
})

test('stop() ends a cluster with a broker that hangs in SIGSTOP', async () => {
  const other = await startKafka({
    provider: 'local',
    brokers: 2,
    environment: { ...process.env, KAFKA_BROKERS: undefined },
  })
  const pids = other.brokers.map(({ pid }) => pid ?? 0)
  try {
    await other.brokers[0]?.kill('SIGSTOP')
  } finally {
    await other.stop()
  }
  expect(pids.map(startTimeOf)).toEqual([undefined, undefined])
})
