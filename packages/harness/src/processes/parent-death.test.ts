import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { waitFor } from '../condition'
import { eachLine } from './output-tail'
import { chooseGuard, type ParentDeathGuard } from './parent-death-guard'
import { startTimeOf } from './process-identity'
import { transpileSources } from './transpiled-sources.fixture'

const folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
const ENDED_WITHIN_MS = 10_000
let sources = ''
beforeAll(() => {
  sources = transpileSources(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const parents: ChildProcess[] = []
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL')
})

/** A real parent with a child that ignores SIGTERM and has a child of its own. Gives the three pids. */
async function startFamily(guard: ParentDeathGuard, extra = ''): Promise<{ parent: ChildProcess; pids: number[] }> {
  const script = join(folder, `parent-${guard}.js`)
  writeFileSync(
    script,
    `const { startProcess } = require(${JSON.stringify(join(sources, 'processes', 'running-process.js'))})
     const { onSignals } = require(${JSON.stringify(join(sources, 'processes', 'signals.js'))})
     const child = startProcess('/bin/sh', ['-c', 'trap "" TERM; sleep 300 & echo $$ $!; wait; sleep 300'], {
       name: 'child', guard: '${guard}', readyLine: (line) => line,
     })
     child.ready.then((pids) => console.log(pids))
     ${extra}
     setInterval(() => {}, 1000)`,
  )
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  parents.push(parent)
  const line = await new Promise<string>((resolve) => eachLine(parent.stdout, resolve))
  return { parent, pids: line.split(' ').map(Number) }
}

function untilGone(pids: number[]): Promise<unknown> {
  return waitFor('the end of the children', () => pids.every((pid) => startTimeOf(pid) === undefined), {
    deadlineMs: ENDED_WITHIN_MS,
  })
}

const guards: ParentDeathGuard[] = chooseGuard(undefined, {}) === 'setpriv' ? ['setpriv', 'supervisor'] : ['supervisor']

describe.each(guards)('children under %s', (guard) => {
  test('end when their parent is killed, and another parent keeps its own', async () => {
    const { parent, pids } = await startFamily(guard)
    const beside = await startFamily(guard)
    parent.kill('SIGKILL')
    // The kernel's signal reaches the child alone; a supervisor ends the group.
    const bound = guard === 'setpriv' ? pids.slice(0, 1) : pids
    await untilGone(bound)
    expect(beside.pids.map(startTimeOf)).not.toContain(undefined)
    beside.parent.kill('SIGKILL')
    await untilGone(guard === 'setpriv' ? beside.pids.slice(0, 1) : beside.pids)
    for (const pid of [...pids, ...beside.pids]) killIfThere(pid)
  })

  test('end with all that they started, and the run folder goes, when their parent exits', async () => {
    const exit = `
      const { createRunFolder } = require(${JSON.stringify(join(sources, 'processes', 'run-folder.js'))})
      const runFolder = createRunFolder('exit', ${JSON.stringify(folder)})
      child.ready.then(() => setImmediate(() => process.exit(0)))`
    const { parent, pids } = await startFamily(guard, exit)
    if (parent.exitCode === null) await new Promise((resolve) => parent.once('exit', resolve))
    await untilGone(pids)
    expect(readdirSync(folder).filter((name) => name.startsWith('filrouge-exit-'))).toEqual([])
  })

  test('end on the second signal, while the cleanup of the first hangs', async () => {
    const hang = `onSignals((signal) => { console.error = () => {}; console.log('cleaning after ' + signal); return new Promise(() => {}) })`
    const { parent, pids } = await startFamily(guard, hang)
    const lines: string[] = []
    if (parent.stdout) parent.stdout.on('data', (chunk: string) => lines.push(chunk))
    const exit = new Promise((resolve) => parent.once('exit', resolve))
    parent.kill('SIGTERM')
    await waitFor('the cleanup', () => lines.join('').includes('cleaning after SIGTERM'))
    expect(pids.map(startTimeOf)).not.toContain(undefined)
    parent.kill('SIGINT')
    expect(await exit).toBe(130)
    await untilGone(pids)
  })
})

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s runs the cleanup once and ends the program with its code %i', async (signal, code) => {
  const cleanup = `onSignals(async () => { console.log('cleaned'); await child.stop(50) })`
  const { parent, pids } = await startFamily('supervisor', cleanup)
  const lines: string[] = []
  parent.stdout?.on('data', (chunk: string) => lines.push(chunk))
  const exit = new Promise((resolve) => parent.once('exit', resolve))
  parent.kill(signal)
  expect(await exit).toBe(code)
  expect(lines.join('').match(/cleaned/g)).toHaveLength(1)
  await untilGone(pids)
})

test('a guard that is not known is refused with the variable that names it', () => {
  expect(() => chooseGuard(undefined, { FILROUGE_PARENT_DEATH: 'prayer' })).toThrow(
    /FILROUGE_PARENT_DEATH is prayer: set it to/,
  )
  expect(chooseGuard(undefined, { FILROUGE_PARENT_DEATH: 'supervisor' })).toBe('supervisor')
})

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone, as it should be.
  }
}
