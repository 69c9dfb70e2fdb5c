import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { isRunning, ownIdentity, startTimeOf, type ProcessIdentity } from './process-identity'
import { createRunFolder, removeOrphanedRunFolders } from './run-folder'
import { startProcess } from './running-process'

let parent = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'harness-test-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

function folderOf(owner: ProcessIdentity | string): string {
  const { path } = createRunFolder('run', parent)
  writeFileSync(join(path, 'owner.json'), typeof owner === 'string' ? owner : JSON.stringify(owner))
  return path
}

test('a run folder says whose it is, and is removed with all it holds', () => {
  const { path, remove } = createRunFolder('kafka', parent)
  expect(path.startsWith(join(parent, 'filrouge-kafka-'))).toBe(true)
  const owner = JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8')) as ProcessIdentity
  expect(owner).toEqual({ host: hostname(), pid: process.pid, startTime: startTimeOf(process.pid) })
  mkdirSync(join(path, 'log-1'))
  remove()
  remove()
  expect(existsSync(path)).toBe(false)
})

test("a start removes the folder of a run that was killed, not the one of a run alive beside it, nor this process's own", async () => {
  const killed = startProcess('sleep', ['300'], { name: 'killed run' })
  const alive = startProcess('sleep', ['300'], { name: 'run beside' })
  try {
    await Promise.all([killed.ready, alive.ready])
    const [ofKilled, ofAlive] = [killed, alive].map(({ pid = 0 }) =>
      folderOf({ host: hostname(), pid, startTime: startTimeOf(pid) ?? '' }),
    )
    const own = createRunFolder('run', parent)
    expect(removeOrphanedRunFolders(parent)).toEqual([])
    await killed.signal('SIGKILL')
    await killed.exited
    expect(removeOrphanedRunFolders(parent)).toEqual([ofKilled])
    expect([ofKilled, ofAlive, own.path].map((path) => existsSync(path ?? ''))).toEqual([false, true, true])
  } finally {
    await Promise.all([killed.stop(), alive.stop()])
  }
})

test('a pid that was given to another process does not keep a folder', () => {
  const path = folderOf({ ...ownIdentity(), startTime: '1' })
  expect(removeOrphanedRunFolders(parent)).toEqual([path])
})

test("another host's folder stays: its processes are not seen from here", () => {
  folderOf({ host: `${hostname()}-other`, pid: 1, startTime: '1' })
  expect(removeOrphanedRunFolders(parent)).toEqual([])
})

test.each(['', '{', '{"pid":"1"}', 'null'])('a folder with the owner file %j stays for a day', (owner) => {
  const path = folderOf(owner)
  const days = (count: number) => Date.now() + count * 24 * 3600 * 1000
  expect(removeOrphanedRunFolders(parent, days(0.9))).toEqual([])
  expect(removeOrphanedRunFolders(parent, days(1.1))).toEqual([path])
})

test('what is not a run folder stays, however old', () => {
  const other = join(parent, 'other')
  mkdirSync(other)
  writeFileSync(join(parent, 'filrouge-file'), '')
  utimesSync(other, 0, 0)
  utimesSync(join(parent, 'filrouge-file'), 0, 0)
  expect(removeOrphanedRunFolders(parent)).toEqual([])
})

test('a process that has ended, or never was, does not run', () => {
  expect(isRunning(ownIdentity())).toBe(true)
  expect(isRunning({ ...ownIdentity(), pid: 2 ** 30 })).toBe(false)
})
