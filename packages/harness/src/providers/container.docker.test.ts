import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs'
import { aliveBrokers } from '../kafka-admin'
import { freePorts } from '../processes/free-ports'
import { findExecutable } from '../processes/executable'
import { waitFor } from '../condition'
import { startKafka } from '../start-kafka'
import { createTopics } from '../topics'

const ROOT = join(__dirname, '..', '..', '..', '..')

const cleanups: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Produces one record with headers, in a transaction, and reads it back through a group. */
async function roundTrip(bootstrap: readonly string[]): Promise<KafkaMessage> {
  await createTopics(bootstrap, [{ topic: 'orders', partitions: 2 }])
  const kafka = new Kafka({ clientId: 'docker-test', brokers: [...bootstrap], logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ transactionalId: 'orders-1', idempotent: true, maxInFlightRequests: 1 })
  const consumer = kafka.consumer({ groupId: 'billing', maxWaitTimeInMs: 50 })
  try {
    await producer.connect()
    const transaction = await producer.transaction()
    await transaction.send({
      topic: 'orders',
      messages: [{ value: '42', headers: { traceparent: 'é', raw: Buffer.of(0xff, 0) } }],
    })
    await transaction.commit()
    await consumer.connect()
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
    return await new Promise((resolve, reject) => {
      consumer
        .run({
          eachMessage: ({ message }) => {
            resolve(message)
            return Promise.resolve()
          },
        })
        .catch(reject)
    })
  } finally {
    await consumer.disconnect()
    await producer.disconnect()
  }
}

function expectOrder({ value, headers }: KafkaMessage): void {
  expect(value?.toString()).toBe('42')
  expect(headers).toEqual({ traceparent: Buffer.from('é'), raw: Buffer.of(0xff, 0) })
}

function docker(...args: string[]): string {
  const run = spawnSync('docker', args, { encoding: 'utf8' })
  expect(`${run.status ?? run.error?.message ?? ''} ${run.stderr}`).toBe('0 ')
  return run.stdout.trim()
}

function containersOf(image: string): string[] {
  return docker('ps', '--all', '--quiet', '--filter', `ancestor=${image}`).split('\n').filter(Boolean)
}

const image = process.env.KAFKA_IMAGE ?? 'apache/kafka:4.1.1'

describe('the testcontainers provider', () => {
  test('starts Kafka that takes and gives records, and leaves no container', async () => {
    const before = containersOf(image)
    const lines: string[] = []
    const environment = { ...process.env, KAFKA_BROKERS: undefined }
    const kafka = await startKafka({ provider: 'testcontainers', environment, onProgress: (line) => lines.push(line) })
    cleanups.push(() => kafka.stop())
    expect(kafka).toMatchObject({ kind: 'testcontainers', version: image.split(':').at(-1) })
    expect(lines).toEqual([`starting a container of ${image}`])
    expect(containersOf(image)).toHaveLength(before.length + 1)
    expectOrder(await roundTrip(kafka.bootstrap))
    await kafka.stop()
    await kafka.stop()
    expect(containersOf(image)).toEqual(before)
    await expect(aliveBrokers(kafka.bootstrap)).rejects.toThrow(/ECONNREFUSED/)
  })

  test('names an image that the engine cannot have, and the variable that chooses another', async () => {
    const environment = { ...process.env, KAFKA_IMAGE: 'filrouge-no-such-image:1' }
    await expect(startKafka({ provider: 'testcontainers', environment })).rejects.toThrow(
      /^the engine did not start filrouge-no-such-image:1: .* KAFKA_IMAGE/,
    )
  })
})

describe('docker-compose.yml', () => {
  test('starts Kafka that becomes healthy and is reached over the published port', async () => {
    const [port = 0] = await freePorts(1)
    const project = `filrouge-test-${process.pid}`
    const env = { ...process.env, KAFKA_PORT: String(port) }
    const compose = (...args: string[]) => {
      const [command, first]: [string, string[]] =
        findExecutable('docker-compose', process.env) === undefined ? ['docker', ['compose']] : ['docker-compose', []]
      const run = spawnSync(command, [...first, '--project-name', project, ...args], {
        cwd: ROOT,
        env,
        encoding: 'utf8',
      })
      if (run.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${run.error?.message ?? run.stderr}`)
      return run.stdout.trim()
    }
    compose('config', '--quiet')
    compose('--profile', 'jaeger', 'config', '--quiet')
    cleanups.push(() => Promise.resolve(compose('down', '--volumes')))
    compose('up', '--detach')
    const container = compose('ps', '--quiet', 'kafka')
    await waitFor(
      'a healthy container',
      () => docker('inspect', '-f', '{{.State.Health.Status}}', container) === 'healthy',
      {
        deadlineMs: 60_000,
      },
    )
    expectOrder(await roundTrip([`127.0.0.1:${port}`]))
    compose('down', '--volumes')
    expect(docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${project}`)).toBe('')
  })
})
