import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { waitFor } from '../condition'
import { jarsAreCached, kafkaJars } from './jar-cache'
import { FakeMaven } from './maven.fixture'

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

let folder = ''
let maven: FakeMaven
let lines: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
  lines = []
  maven = new FakeMaven(folder)
  mkdirSync(join(folder, 'recipe'))
  const lock = ['one', 'two'].map((name) => ({ file: `${name}.jar`, sha256: sha256(name), bytes: name.length }))
  writeFileSync(join(folder, 'recipe', 'kafka.lock.json'), JSON.stringify(lock))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const DOWNLOADED = `
  echo '[INFO] Downloaded from central: repo://x/one/1/one.jar (3 B at 1 kB/s)'
  echo '[INFO] Downloaded from central: repo://x/plugin/1/plugin.jar (3 B at 1 kB/s)'
`

function fakeMaven(jars: Record<string, string>, ending = ''): void {
  maven.install(jars, DOWNLOADED + ending)
}

function fetch(signal?: AbortSignal): Promise<string[]> {
  return kafkaJars({
    version: '4.1.1',
    environment: maven.environment,
    onProgress: (line) => lines.push(line),
    recipe: join(folder, 'recipe'),
    signal,
  })
}

test('fetches the locked jars once, says which, and gives their paths in a fixed order', async () => {
  fakeMaven({ 'two.jar': 'two', 'one.jar': 'one' })
  const expected = ['one.jar', 'two.jar'].map((file) => join(folder, 'cache', 'kafka-4.1.1', file))
  expect(await fetch()).toEqual(expected)
  expect(lines).toEqual(['fetching Kafka 4.1.1 with mvn (2 jars, 0 MB)', 'downloaded one.jar (1 of 2)'])
  expect(await fetch()).toEqual(expected)
  expect(maven.calls()).toHaveLength(1)
  expect(readdirSync(join(folder, 'cache'))).toEqual(['kafka-4.1.1'])
})

test('a jar with a wrong checksum is named with both sums and the remedy, and nothing is left', async () => {
  fakeMaven({ 'one.jar': 'one', 'two.jar': 'evil' })
  await expect(fetch()).rejects.toThrow(
    `two.jar has sha256 ${sha256('evil')} (4 bytes), expected ${sha256('two')} (3 bytes): ` +
      'delete that artifact from the local Maven repository (~/.m2/repository) and run again',
  )
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

test.each([
  ['missing', { 'one.jar': 'one' }, /^two\.jar is missing: /],
  ['not locked', { 'one.jar': 'one', 'two.jar': 'two', 'three.jar': '3' }, /^three\.jar is not in the lock: /],
])('a jar that is %s is refused', async (_what, jars, message) => {
  fakeMaven(jars)
  await expect(fetch()).rejects.toThrow(message)
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

test('two fetches at once both succeed, and the loser drops its own folder', async () => {
  fakeMaven({ 'one.jar': 'one', 'two.jar': 'two' }, '/bin/sleep 0.2')
  const [first, second] = await Promise.all([fetch(), fetch()])
  expect(first).toEqual(second)
  expect(first.every((jar) => existsSync(jar))).toBe(true)
  expect(maven.calls()).toHaveLength(2)
  expect(readdirSync(join(folder, 'cache'))).toEqual(['kafka-4.1.1'])
})

test('a cached jar that was changed is said and fetched again', async () => {
  fakeMaven({ 'one.jar': 'one', 'two.jar': 'two' })
  const [one = ''] = await fetch()
  writeFileSync(one, 'changed')
  await fetch()
  expect(lines).toContainEqual(expect.stringMatching(/^cached jars are not as locked \(one\.jar has sha256 /))
  expect(readFileSync(one, 'utf8')).toBe('one')
  expect(readdirSync(join(folder, 'cache'))).toEqual(['kafka-4.1.1'])
})

test("Maven's first error is the message, and nothing is left", async () => {
  fakeMaven({}, "echo '[ERROR] no such host'; exit 1")
  await expect(fetch()).rejects.toThrow('mvn could not fetch Kafka: no such host: see that Maven reaches')
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

test('intact jars in the cache need no Maven', async () => {
  const { environment } = maven
  const recipe = join(folder, 'recipe')
  expect(jarsAreCached(environment, '4.1.1', recipe)).toBe(false)
  fakeMaven({ 'one.jar': 'one', 'two.jar': 'two' })
  const jars = await fetch()
  rmSync(join(folder, 'bin', 'mvn'))
  expect(jarsAreCached(environment, '4.1.1', recipe)).toBe(true)
  expect(await fetch()).toEqual(jars)
  writeFileSync(join(folder, 'cache', 'kafka-4.1.1', 'one.jar'), 'changed')
  expect(jarsAreCached(environment, '4.1.1', recipe)).toBe(false)
})

test('no mvn on PATH is said with the remedy', async () => {
  await expect(fetch()).rejects.toThrow('mvn is not on PATH: install Maven')
})

test('an aborted fetch ends Maven and what it started, and leaves nothing', async () => {
  fakeMaven({ 'one.jar': 'one' }, `/bin/sleep 600 & echo $! > '${join(folder, 'child')}'; wait`)
  const controller = new AbortController()
  const fetched = fetch(controller.signal)
  await waitFor('the fetch', () => existsSync(join(folder, 'child')), { deadlineMs: 5000 })
  controller.abort(new Error('no longer wanted'))
  await expect(fetched).rejects.toThrow('no longer wanted')
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
  const child = Number(readFileSync(join(folder, 'child'), 'utf8'))
  await waitFor('the end of its child', () => !existsSync(`/proc/${String(child)}`), { deadlineMs: 5000 })
})
