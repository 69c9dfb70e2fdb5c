import { waitFor } from '@filrouge/harness'
import { afterEach, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel } from 'kafkajs'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DemoRuns, type DemoRun } from './demo-run.fixture'
import type { ResourceSpans } from './otlp'

/** Names of the demo's topics and groups on the cluster that all tests share. */
async function cluster(): Promise<string[]> {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  const topics = await admin.listTopics()
  const { groups } = await admin.listGroups()
  await admin.disconnect()
  return [...topics, ...groups.map(({ groupId }) => groupId)].filter((name) =>
    /^(price|pricing|gateway|demo)\b/.test(name),
  )
}

interface Summary {
  readonly services: readonly unknown[]
  readonly traceIds: readonly string[]
}

/** The last line of `--json`. */
function resultOf(run: DemoRun): Summary {
  return JSON.parse(run.out.trim().split('\n').at(-1) ?? '') as Summary
}

/** Of each span in an OTLP document, its trace id. */
function spansIn(file: string): string[] {
  const { resourceSpans } = JSON.parse(readFileSync(file, 'utf8')) as { resourceSpans: readonly ResourceSpans[] }
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(({ traceId }) => traceId)),
  )
}

describe('the demo', () => {
  const runs = new DemoRuns()
  const start: DemoRuns['start'] = (...given) => runs.start(...given)
  afterEach(() => runs.end())

  it('makes complete traces with a real broker and the Rust service, twice at the same time', async () => {
    for (const [calls, run] of [200, 3].map(
      (count) => [count, start(['--json', '--strict', '--repeat', `${count}`])] as const,
    )) {
      expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 0 })
      const summary = resultOf(run)
      expect(summary).toMatchObject({ brokerKind: 'local', degraded: false, calls, complete: calls, broken: 0 })
      expect(summary).toHaveProperty('brokerVersion', expect.stringMatching(/^\d+\.\d+\.\d+$/))
      expect(summary.services).toEqual([
        { name: 'gateway', language: 'node', pid: expect.any(Number) },
        { name: 'pricing', language: 'rust', pid: expect.any(Number) },
      ])
      expect(new Set(summary.traceIds).size).toBe(calls)
      expect(new Set(spansIn(join(run.folder, 'trace.otlp.json'))).size).toBe(1)
      expect(spansIn(join(run.folder, 'trace.otlp.json'))).toHaveLength(7)
      expect(run.folders()).toEqual([])
    }
  })

  it('makes complete traces on a shared cluster, twice at the same time, and leaves no topic and no group there', async () => {
    const env = { KAFKA_BROKERS: process.env['KAFKA_BROKERS'] }
    const before = await cluster()
    const both = [start(['--repeat', '2'], { env }), start(['--repeat', '2'], { env })]
    for (const run of both) {
      expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 0 })
      expect(run.out).toContain('2 of 2 traces complete')
      const [, traceId] = /^trace ([0-9a-f]{32})$/m.exec(run.out) ?? []
      expect(run.out.slice(run.out.indexOf('the headers of its record in'))).toContain(
        `00-${traceId?.slice(0, 13) ?? ''}`,
      )
    }
    // a broker may list a topic for a moment after the controller has deleted it
    await waitFor('the cluster as it was before', async () => String(await cluster()) === String(before))
    expect(await cluster()).toEqual(before)
  })

  it('says that a stand-in takes part, and exits 3 with --strict', async () => {
    const run = start(['--json', '--strict'], { env: { FILROUGE_KAFKA: 'mock' } })
    expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 3 })
    const summary: unknown = JSON.parse(run.out)
    expect(summary).toMatchObject({ brokerKind: 'mock', degraded: true, complete: 1 })
    expect(summary).toHaveProperty('brokerVersion', expect.stringMatching(/^librdkafka \d+\.\d+\.\d+$/))
  })

  it('has a Node replier stand in where there is no cargo, and says so', async () => {
    const env = { KAFKA_BROKERS: process.env['KAFKA_BROKERS'], FILROUGE_PEER: undefined, PATH: '/nowhere' }
    const run = start(['--json', '--strict'], { env })
    expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 3 })
    expect(run.progress).toMatch(/^a Node replier stands in for the Rust service: .*cargo/m)
    const summary = resultOf(run)
    expect(summary).toMatchObject({ degraded: true, calls: 1, complete: 1, broken: 0 })
    expect(summary.services).toContainEqual({ name: 'pricing', language: 'node', pid: expect.any(Number) })
  })

  it('says what to install where there is nothing to start Kafka with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
    const env = { PATH: '/nowhere', JAVA_HOME: undefined, FILROUGE_PEER: undefined, DOCKER_HOST: 'unix:///nowhere' }
    const run = start([], { folder, env })
    expect(await run.exited).toBe(1)
    expect(run.progress).toMatch(/^no Kafka to be had:\n {2}external: .*\n {2}local: .*install a JDK/m)
    expect(run.progress).not.toMatch(/^ {4}at /m)
    await run.gone()
    expect(run.folders()).toEqual([])
  })

  it.each([
    ['SIGTERM', 'building', 143],
    ['SIGINT', 'starting Kafka', 130],
    ['SIGHUP', 'kafka 4', 129],
    ['SIGINT', '50 of', 130],
  ] as const)('leaves nothing on %s at "%s", and says only that it stops', async (signal, moment, code) => {
    const run = start(['--json', '--repeat', '10000'])
    await run.reaches(moment)
    expect(await run.endedBy(signal)).toBe(code)
    const after = run.progress.slice(run.progress.indexOf('interrupted'))
    expect({ after, out: run.out }).toEqual({ after: 'interrupted: stopping\n', out: '' })
    await run.gone()
    expect(run.folders()).toEqual([])
  })

  it("takes a terminal's Ctrl-C during the look at Java for what it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/java'), `#!/bin/sh\n>'${folder}/asked'\nexec sleep 60\n`, { mode: 0o755 })
    const run = start([], { folder, ownGroup: true, env: { JAVA_HOME: folder } })
    await waitFor('the look at Java', () => existsSync(join(folder, 'asked')), { deadlineMs: 60_000 })
    expect(await run.endedBy('SIGINT', { group: true })).toBe(130)
    expect(run.progress).toMatch(/^interrupted: stopping$/m)
    expect(run.progress).not.toMatch(/install|Kafka/)
    await run.gone()
  })

  it('prints the result even when its trace can no longer be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
    mkdirSync(join(folder, 'gone'))
    const env = { KAFKA_BROKERS: process.env['KAFKA_BROKERS'] }
    const run = start(['--json', '--output', 'gone/x'], { folder, env })
    await run.reaches('using the brokers')
    rmSync(join(folder, 'gone'), { recursive: true })
    expect(await run.exited).toBe(1)
    expect(JSON.parse(run.out)).toMatchObject({ complete: 1, broken: 0 })
    expect(run.progress).toMatch(/^--output 'gone\/x' was not written: ENOENT.*\n$/m)
  })

  it('leaves nothing on SIGTERM while it fetches jars', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
    const run = start(['--json'], { folder, env: { FILROUGE_CACHE: join(folder, 'cache') } })
    await run.reaches('fetching Kafka')
    expect(await run.endedBy('SIGTERM')).toBe(143)
    await run.gone()
    expect(readdirSync(join(folder, 'cache'))).toEqual([])
  })

  it('leaves nothing on SIGTERM, no process on SIGKILL and its folder to the next start, beside a living run', async () => {
    const living = start(['--json', '--repeat', '10000'])
    await living.reaches('are up')
    const ended = start(['--json', '--repeat', '10000'], living)
    await ended.reaches('are up')
    // beside a living run it may take longer than alone
    ended.child.kill('SIGTERM')
    expect(await ended.exited).toBe(143)
    await ended.gone()
    expect(living.folders()).toHaveLength(1)
    const killed = start(['--json', '--repeat', '10000'], living)
    await killed.reaches('are up')
    expect(living.folders()).toHaveLength(2)
    killed.child.kill('SIGKILL')
    await killed.exited
    await killed.gone()
    const next = start(['--json'], living)
    expect({ code: await next.exited, progress: next.progress }).toMatchObject({ code: 0 })
    expect(living.folders()).toHaveLength(1)
    expect(living.child.exitCode).toBeNull()
  })
})
