import { createServer } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { waitFor } from './condition'
import { startTimeOf } from './processes/process-identity'
import { engineFault } from './providers/container-engine'
import { startKafka } from './start-kafka'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function command(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

const nowhere = () => ({
  PATH: folder,
  FILROUGE_CACHE: join(folder, 'cache'),
  DOCKER_HOST: `unix://${folder}/none.sock`,
})

describe('without anything to run Kafka on', () => {
  test('a line for each provider says why it failed and how to get it', async () => {
    const error = await startKafka({ environment: nowhere() }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'HarnessError' })
    expect((error as Error).message.split('\n')).toEqual([
      'no Kafka to be had:',
      expect.stringMatching(/^ {2}external: KAFKA_BROKERS is not set: set it/),
      expect.stringMatching(/^ {2}local: java is not on PATH: install a JDK 17 or later/),
      expect.stringMatching(/^ {2}testcontainers: no container engine answers at unix:.*ENOENT.*: start Docker/),
      expect.stringMatching(/^ {2}mock: cargo is not on PATH: install Rust from https:\/\/rustup.rs/),
    ])
  })

  test.each([
    [
      'an old Java',
      () => command('java', 'echo \'openjdk version "11.0.2"\' >&2'),
      /local: \S+\/java is Java 11: install a JDK 17/,
    ],
    ['a Java 8', () => command('java', 'echo \'java version "1.8.0_1"\' >&2'), /local: \S+\/java is Java 8: /],
    [
      'a Java alone',
      () => command('java', 'echo \'openjdk version "21"\' >&2'),
      /local: mvn is not on PATH: install Maven/,
    ],
  ])('%s is not enough', async (_what, prepare, message) => {
    prepare()
    await expect(startKafka({ environment: nowhere() })).rejects.toThrow(message)
  })

  test('a fall back says why each better provider was not taken', async () => {
    command('java', 'echo \'openjdk version "21"\' >&2')
    command('peer', 'test "$1" = --version && echo filrouge-peer 0.1.0')
    const lines: string[] = []
    const environment = { ...nowhere(), FILROUGE_PEER: join(folder, 'peer') }
    await expect(startKafka({ environment, onProgress: (line) => lines.push(line) })).rejects.toThrow('mock cluster')
    expect(lines).toEqual([
      expect.stringMatching(/^local Kafka is not used: mvn is not on PATH: install Maven/),
      expect.stringMatching(/^testcontainers Kafka is not used: no container engine answers at unix:/),
      expect.stringMatching(/^the broker is librdkafka's mock cluster/),
    ])
  })

  test('a signal during the look at Java ends it, in its own process group, and no other provider is tried', async () => {
    command('java', `echo $$ > '${folder}/pid'; exec /bin/sleep 60`)
    const lines: string[] = []
    const controller = new AbortController()
    const environment = nowhere()
    const started = startKafka({ environment, signal: controller.signal, onProgress: (line) => lines.push(line) })
    await waitFor('the look at Java', () => existsSync(join(folder, 'pid')), { deadlineMs: 5_000 })
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    const group = (id: number | 'self') => readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[2]
    if (process.platform === 'linux') expect(group(pid)).not.toBe(group('self'))
    controller.abort(new Error('no longer wanted'))
    await expect(started).rejects.toThrow('no longer wanted')
    expect(startTimeOf(pid)).toBeUndefined()
    expect(lines).toEqual([])
  })

  test('JAVA_HOME without a Java is said', async () => {
    const environment = { ...nowhere(), JAVA_HOME: folder }
    await expect(startKafka({ environment, provider: 'local' })).rejects.toThrow(/^JAVA_HOME \(.*\) has no bin\/java: /)
  })
})

describe('a provider that was chosen', () => {
  test.each(['garbage', 'kafka:', 'kafka:0', 'kafka:65536', 'http://kafka:9092', 'one:9092,two'])(
    'KAFKA_BROKERS=%s is refused at once',
    async (named) => {
      await expect(startKafka({ environment: { KAFKA_BROKERS: named } })).rejects.toThrow(
        /^KAFKA_BROKERS names \S+, which is no host:port: set it to host:port, several with commas, or unset it$/,
      )
    },
  )

  test('a cluster that does not answer is not waited for after a signal', async () => {
    const controller = new AbortController()
    const environment = { KAFKA_BROKERS: '127.0.0.1:1' }
    const onProgress = () => setImmediate(() => controller.abort(new Error('no longer wanted')))
    const started = startKafka({ environment, signal: controller.signal, onProgress })
    await expect(started).rejects.toThrow('no longer wanted')
  })

  test('external without an address is refused', async () => {
    await expect(startKafka({ provider: 'external', environment: {} })).rejects.toThrow('KAFKA_BROKERS names no broker')
  })

  test.each(['redpanda', 'constructor'])('FILROUGE_KAFKA=%s is refused with the names there are', async (name) => {
    await expect(startKafka({ environment: { FILROUGE_KAFKA: name } })).rejects.toThrow(
      `FILROUGE_KAFKA is ${name}: set it to one of external, local, testcontainers, mock`,
    )
  })

  test('FILROUGE_KAFKA wins over KAFKA_BROKERS, and its failure is not passed over', async () => {
    const environment = { ...nowhere(), FILROUGE_KAFKA: 'mock', KAFKA_BROKERS: '127.0.0.1:1' }
    await expect(startKafka({ environment })).rejects.toThrow(/^cargo is not on PATH/)
  })

  test.each([0, 1.5, -1])('%s brokers are refused', async (brokers) => {
    await expect(startKafka({ brokers })).rejects.toThrow(RangeError)
  })
})

describe('a container engine', () => {
  test('is there when its socket answers a ping, and not when it answers otherwise', async () => {
    let status = 200
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/_ping' ? status : 404).end()
    })
    const socket = join(folder, 'engine.sock')
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    try {
      const environment = { DOCKER_HOST: `unix://${socket}` }
      expect(await engineFault(environment)).toBeUndefined()
      status = 503
      expect((await engineFault(environment))?.message).toMatch(/\(status 503\)/)
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    expect((await engineFault({ DOCKER_HOST: 'ssh://somewhere' }))?.message).toMatch(/neither unix:\/\/ nor tcp:\/\//)
  })
})

describe('the version of Kafka', () => {
  test('one that there is no recipe for is refused at once', async () => {
    const environment = { ...nowhere(), FILROUGE_KAFKA_VERSION: '2.8' }
    await expect(startKafka({ environment })).rejects.toThrow(
      'FILROUGE_KAFKA_VERSION is 2.8: set it to one of 4.1.1, 3.9.2, 2.8.2, or unset it',
    )
  })

  test('only the local provider has a choice', async () => {
    const asked = startKafka({ environment: nowhere(), provider: 'mock', version: '3.9.2' })
    await expect(asked).rejects.toThrow('the mock provider has no choice of versions: leave version out')
  })
})
