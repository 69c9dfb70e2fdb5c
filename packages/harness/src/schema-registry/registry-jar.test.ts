import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { create } from 'tar'
import { waitFor } from '../condition'
import { FakeMaven } from '../local/maven.fixture'
import { registryJar } from './registry-jar'

const ARCHIVE = 'apicurio-registry-app-3.0.9-all.tar.gz'
const RUNNER = 'apicurio-registry-app-3.0.9-runner.jar'

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

let folder = ''
let lines: string[] = []
let maven: FakeMaven
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
  lines = []
  maven = new FakeMaven(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** An archive with these files, which the lock is of. */
async function lockedArchive(...files: string[]): Promise<Buffer> {
  const content = join(folder, 'content')
  mkdirSync(join(content, 'lib'), { recursive: true })
  for (const file of files) writeFileSync(join(content, file), `content of ${file}`)
  const path = join(folder, ARCHIVE)
  await create({ file: path, cwd: content, gzip: true }, files)
  const archive = readFileSync(path)
  lock(archive)
  return archive
}

function lock(archive: string | Uint8Array): void {
  const locked = [{ file: ARCHIVE, sha256: sha256(archive), bytes: archive.length }]
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(locked))
}

function fetch(signal?: AbortSignal): Promise<string> {
  const { environment } = maven
  const onProgress = (line: string) => lines.push(line)
  return registryJar({ environment, onProgress, signal }, join(folder, 'lock.json'))
}

const cached = () => readdirSync(join(folder, 'cache'))

test('fetches the locked archive once and unpacks it', async () => {
  maven.install({ [ARCHIVE]: await lockedArchive(RUNNER, 'lib/one.jar') })
  const jar = await fetch()
  expect(jar).toBe(join(folder, 'cache', 'schema-registry-3.0.9', RUNNER))
  expect(readFileSync(jar, 'utf8')).toBe(`content of ${RUNNER}`)
  expect(readFileSync(join(jar, '..', 'lib', 'one.jar'), 'utf8')).toBe('content of lib/one.jar')
  expect(lines).toEqual(['fetching Apicurio Registry 3.0.9 with mvn (0 MB)'])
  expect(await fetch()).toBe(jar)
  expect(maven.calls()).toEqual([
    expect.stringMatching(/ -Dartifact=io\.apicurio:apicurio-registry-app:3\.0\.9:tar\.gz:all /),
  ])
  expect(cached()).toEqual(['schema-registry-3.0.9'])
})

test('an archive with a wrong checksum is named with both sums and the remedy, and nothing is left', async () => {
  maven.install({ [ARCHIVE]: 'evil' })
  lock('good')
  await expect(fetch()).rejects.toThrow(
    `${ARCHIVE} has sha256 ${sha256('evil')} (4 bytes), expected ${sha256('good')} (4 bytes): ` +
      'delete that artifact from the local Maven repository (~/.m2/repository) and run again',
  )
  expect(cached()).toEqual([])
})

test('an archive that is none is said with the remedy, and nothing is left', async () => {
  maven.install({ [ARCHIVE]: 'no archive' })
  lock('no archive')
  await expect(fetch()).rejects.toThrow(
    /-all\.tar\.gz cannot be unpacked \(.+\): make room there, or let FILROUGE_CACHE/,
  )
  expect(cached()).toEqual([])
})

test('an archive without the runner is said', async () => {
  maven.install({ [ARCHIVE]: await lockedArchive('lib/one.jar') })
  await expect(fetch()).rejects.toThrow(/-runner\.jar is missing: delete .*schema-registry-3\.0\.9 and run again$/)
})

test('two fetches at once both succeed, and the loser drops its own folder', async () => {
  maven.install({ [ARCHIVE]: await lockedArchive(RUNNER, 'lib/one.jar') }, '/bin/sleep 0.2')
  const [first, second] = await Promise.all([fetch(), fetch()])
  expect(first).toBe(second)
  expect(existsSync(first)).toBe(true)
  expect(maven.calls()).toHaveLength(2)
  expect(cached()).toEqual(['schema-registry-3.0.9'])
})

test("Maven's first error is the message, and nothing is left", async () => {
  lock('x')
  maven.install({}, "echo '[ERROR] no such host'; exit 1")
  await expect(fetch()).rejects.toThrow('mvn could not fetch Apicurio Registry 3.0.9: no such host: see that Maven')
  expect(cached()).toEqual([])
})

test('no mvn on PATH is said with the remedy', async () => {
  lock('x')
  await expect(fetch()).rejects.toThrow('mvn is not on PATH: install Maven')
})

test('an aborted fetch leaves nothing', async () => {
  lock('x')
  maven.install({}, `/bin/sleep 600 & wait`)
  const controller = new AbortController()
  const fetched = fetch(controller.signal)
  await waitFor('the fetch', () => existsSync(join(folder, 'calls')), { deadlineMs: 5000 })
  controller.abort(new Error('no longer wanted'))
  await expect(fetched).rejects.toThrow('no longer wanted')
  expect(cached()).toEqual([])
})
