import { afterEach, describe, expect, test } from '@jest/globals'
import { waitFor } from '../condition'
import type { ParentDeathGuard } from './parent-death-guard'
import { chooseGuard } from './parent-death-guard'
import { startTimeOf } from './process-identity'
import { startProcess, type ProcessOptions, type RunningProcess } from './running-process'

const started: { stop: (termDeadlineMs: number) => Promise<void> }[] = []
afterEach(() => Promise.all(started.splice(0).map((process) => process.stop(1_000))))

function shell<T = void>(script: string, options: Partial<ProcessOptions<T>> = {}): RunningProcess<T> {
  const process = startProcess<T>('/bin/sh', ['-c', script], { name: 'the script', ...options })
  started.push(process)
  return process
}

const guards: ParentDeathGuard[] = chooseGuard(undefined, {}) === 'setpriv' ? ['setpriv', 'supervisor'] : ['supervisor']

describe.each(guards)('a process under %s', (guard) => {
  test('is ready with the value of its ready line', async () => {
    const lines: string[] = []
    const process = shell('echo one; echo port=7 >&2; echo three; exec sleep 300', {
      guard,
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
      readyLine: (line) => /^port=(\d+)/.exec(line)?.[1],
    })
    expect(await process.ready).toBe('7')
    await waitFor('all lines', () => lines.length === 3)
    expect(lines.sort()).toEqual(['stderr port=7', 'stdout one', 'stdout three'])
    expect(startTimeOf(process.pid ?? 0)).toBeDefined()
  })

  test('that ends before it is ready rejects with its code and last words on one line', async () => {
    const process = shell('echo first; echo second >&2; sleep 0.1; exit 3', { guard, readyLine: () => undefined })
    await expect(process.ready).rejects.toThrow(
      /^the script ended before it was ready \(exit code 3\): its last output: (first \| second|second \| first)$/,
    )
    expect(await process.exited).toEqual({ code: 3, signal: null })
  })

  test('that is not ready in time rejects and can still be stopped', async () => {
    const process = shell('echo waiting; exec sleep 300', { guard, readyLine: () => undefined, deadlineMs: 300 })
    await expect(process.ready).rejects.toThrow('the script was not ready after 0.3 s')
    await process.stop()
    expect(process.status).toEqual({ code: null, signal: 'SIGTERM' })
  })

  test('that ignores SIGTERM is killed, with its children', async () => {
    const process = shell('trap "" TERM; sleep 300 & echo $!; while :; do sleep 0.05; done', {
      guard,
      readyLine: Number,
    })
    const grandchild = await process.ready
    await Promise.all([process.stop(100), process.stop(100)])
    expect(process.status).toEqual({ code: null, signal: 'SIGKILL' })
    await waitFor('the end of its child', () => startTimeOf(grandchild) === undefined)
  })

  test('that is stopped by SIGSTOP is ended all the same', async () => {
    const process = shell('trap "exit 0" TERM; echo up; while :; do sleep 0.05; done', {
      guard,
      readyLine: (line) => line,
    })
    await process.ready
    await process.signal('SIGSTOP')
    await process.stop(100)
    expect(process.status?.signal).toBe('SIGKILL')
  })

  test('ends at the end of its standard input when stopped', async () => {
    const process = shell('trap "" TERM; echo up; read line; exit 0', {
      guard,
      stdin: 'pipe',
      readyLine: (line) => line,
    })
    await process.ready
    await process.stop()
    expect(process.status).toEqual({ code: 0, signal: null })
  })

  test('whose command does not exist ends with 127 and says so', async () => {
    const process = startProcess('/nowhere/to/be/found', [], { name: 'nothing', guard, readyLine: () => undefined })
    await expect(process.ready).rejects.toThrow(
      /nothing ended before it was ready \(exit code 127\).*\/nowhere\/to\/be\/found/,
    )
  })
})
