import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { aliveBrokers } from './kafka-admin'
import { findJava } from './local/java'
import { startTimeOf } from './processes/process-identity'
import { startKafka } from './start-kafka'
import type { RunningKafka } from './running-kafka'
import { createTopics } from './topics'

const environment = { ...process.env, KAFKA_BROKERS: undefined, FILROUGE_KAFKA: undefined }

const started: RunningKafka[] = []
afterEach(() => Promise.all(started.splice(0).map((kafka) => kafka.stop())))

async function start(options: Parameters<typeof startKafka>[0]): Promise<RunningKafka> {
  const kafka = await startKafka({ environment, ...options })
  started.push(kafka)
  return kafka
}

/** Kafka's run folders of this process; the broker that all test files share may have one too. */
function ownRunFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    const owner = `${tmpdir()}/${name}/owner.json`
    return (
      name.startsWith('filrouge-kafka-') &&
      existsSync(owner) &&
      readFileSync(owner, 'utf8').includes(`"pid":${process.pid},`)
    )
  })
}

describe('the local provider', () => {
  test('two starts at once give two clusters; stop ends the process and removes the folder', async () => {
    const before = ownRunFolders()
    const [first, second] = await Promise.all([start({ provider: 'local' }), start({ provider: 'local' })])
    expect([first.kind, first.version]).toEqual(['local', '4.1.1'])
    expect(first.bootstrap).not.toEqual(second.bootstrap)
    expect(ownRunFolders()).toHaveLength(before.length + 2)
    await createTopics(first.bootstrap, [{ topic: 'orders', partitions: 3 }])
    await createTopics(first.bootstrap, [{ topic: 'orders', partitions: 3 }])
    const pid = first.brokers[0]?.pid ?? 0
    expect(startTimeOf(pid)).toBeDefined()
    await first.stop()
    await first.stop()
    expect(startTimeOf(pid)).toBeUndefined()
    expect((await aliveBrokers(second.bootstrap)).size).toBe(1)
    await second.stop()
    expect(ownRunFolders()).toEqual(before)
  })

  test('an option that no Java knows ends the start with what the JVM wrote, and nothing is left', async () => {
    const before = ownRunFolders()
    const broken = { ...environment, FILROUGE_KAFKA_JAVA_OPTS: '-XX:+NoSuchOption' }
    await expect(start({ provider: 'local', environment: broken })).rejects.toThrow(
      /exit code 1 with FILROUGE_KAFKA_JAVA_OPTS=-XX:\+NoSuchOption: .*Unrecognized VM option 'NoSuchOption'/,
    )
    expect(ownRunFolders()).toEqual(before)
  })
})

test('a machine with Java and the cached jars, and no Maven, runs local Kafka', async () => {
  const java = await findJava(environment)
  if ('fault' in java) throw new Error(java.fault)
  const withoutMaven = { ...environment, PATH: '/nowhere', JAVA_HOME: dirname(dirname(java.path)) }
  expect((await start({ environment: withoutMaven })).kind).toBe('local')
})

/** A JAVA_HOME whose java says that a port is taken the first `times` times it is to start a broker; the real one afterwards. */
async function javaHomeWithTakenPorts(folder: string, times: number): Promise<string> {
  const java = await findJava(environment)
  if ('fault' in java) throw new Error(java.fault)
  mkdirSync(join(folder, 'bin'))
  const script = `#!/bin/sh
    case "$*" in *'kafka.Kafka '*)
      echo start >> '${folder}/starts'
      if [ "$(wc -l < '${folder}/starts')" -le ${times} ]; then
        echo 'java.net.BindException: Address already in use'
        exit 1
      fi
    esac
    exec '${java.path}' "$@"`
  writeFileSync(join(folder, 'bin', 'java'), script, { mode: 0o755 })
  return folder
}

describe('a port that is taken between choosing and using it', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is said, and other ports are taken', async () => {
    const lines: string[] = []
    const unlucky = { ...environment, JAVA_HOME: await javaHomeWithTakenPorts(folder, 1) }
    const kafka = await start({ provider: 'local', environment: unlucky, onProgress: (line) => lines.push(line) })
    expect(lines).toContain('a port was taken in between: trying others')
    expect((await aliveBrokers(kafka.bootstrap)).size).toBe(1)
  })

  test('is an error with its remedy after three attempts, and nothing is left', async () => {
    const before = ownRunFolders()
    const unlucky = { ...environment, JAVA_HOME: await javaHomeWithTakenPorts(folder, 9) }
    await expect(start({ provider: 'local', environment: unlucky })).rejects.toThrow(
      /^another program took a port of Kafka's in each of 3 attempts: end what listens on ports/,
    )
    expect(readFileSync(join(folder, 'starts'), 'utf8').split('\n')).toHaveLength(3 + 1)
    expect(ownRunFolders()).toEqual(before)
  })
})

describe('the external provider', () => {
  test('uses the brokers of KAFKA_BROKERS, cannot stop them, and leaves them running', async () => {
    const own = await start({ provider: 'local' })
    const external = await start({ environment: { ...environment, KAFKA_BROKERS: ` ${own.bootstrap.join(', ')},` } })
    expect(external).toMatchObject({ kind: 'external', bootstrap: own.bootstrap, version: 'unknown' })
    expect(external.brokers.map(({ address }) => address)).toEqual(own.bootstrap)
    await expect(external.brokers[0]?.kill('SIGKILL')).rejects.toThrow(
      /a broker of the external provider takes no SIGKILL/,
    )
    await external.stop()
    expect((await aliveBrokers(own.bootstrap)).size).toBe(1)
  })

  test('an address where nothing, or no Kafka, answers is an error that names it and the variable', async () => {
    const refused = { ...environment, KAFKA_BROKERS: '127.0.0.1:1' }
    await expect(start({ environment: refused })).rejects.toThrow(
      /^KAFKA_BROKERS is 127\.0\.0\.1:1, but no Kafka answers there \(.*ECONNREFUSED.*\): start that cluster, or unset/,
    )
    const silent = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(silent.address() as { port: number }).port}`
    const unknown = { ...environment, KAFKA_BROKERS: address }
    await expect(start({ environment: unknown })).rejects.toThrow(
      `KAFKA_BROKERS is ${address}, but no Kafka answers there`,
    )
    await new Promise((resolve) => silent.close(resolve))
  })
})
