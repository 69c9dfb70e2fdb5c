import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const filrouge = join(__dirname, '../../bin/filrouge.js')
const good = [process.execPath, filrouge, 'subject']
const decimal = [process.execPath, join(__dirname, '../../../../spec/broken/subject.cjs'), 'decimal-flags']
const name = 'broken-decimal-flags'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filrouge-verify-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => {
  // CI=true: build servers set it, and a library that chooses colours by itself then writes them into pipes.
  const env = { ...process.env, CI: 'true' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [filrouge, 'verify', ...args], {
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}
const file = (fileName: string, value: unknown) => {
  const path = join(folder, fileName)
  writeFileSync(path, JSON.stringify(value))
  return path
}

describe('filrouge verify', () => {
  it('exits with 0 where all conforms, and counts on the last line', () => {
    const { status, stdout, stderr } = run('--filter', 'traceparent', '--', ...good)
    expect(stdout).toMatch(
      /^node \(javascript, .*, level full\): (\d+) vectors: \1 passed, 0 failed, 0 known to fail, 0 not run\n$/,
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('exits with 1 where something differs, and shows it', () => {
    const { status, stdout } = run('--filter', 'ub-flags-b', '--', ...decimal)
    expect(status).toBe(1)
    expect(stdout).toContain('failed ub-flags-b')
    expect(stdout).toContain('  | "uber-trace-id": "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:b"')
    expect(stdout).toMatch(/ {2}context\n {4}expected \{.*\}\n {4}actual {3}null/)
  })

  it('exits with 2 where the subject breaks, and names the vector', () => {
    const { status, stdout } = run('--filter', 'tp-sampled', '--', 'sh', '-c', 'echo oh >&2; exit 4')
    expect(status).toBe(2)
    expect(stdout).toContain('failed hello\n  the subject ended with exit code 4\n  log: oh\n')
  })

  it('gives JSON as the last line', () => {
    const { status, stdout } = run('--json', '--filter', 'ub-flags', '--', ...decimal)
    const result = lastLine(stdout)
    expect(status).toBe(1)
    expect(result).toMatchObject({ failed: result.failures.length, expectedFailures: 0, notRun: 0 })
    expect(result.total).toBe(result.passed + result.failed)
    expect(result.failures.map(({ id }) => id)).toEqual(expect.arrayContaining(['ub-flags-b', 'ub-flags-ff']))
  })

  it('writes each report', () => {
    const [json, junit, markdown] = ['r.json', 'r.xml', 'r.md'].map((path) => join(folder, path)) as [
      string,
      string,
      string,
    ]
    run(
      '--report',
      `json=${json}`,
      '--report',
      `junit=${junit}`,
      '--report',
      `markdown=${markdown}`,
      '--filter',
      'ub-flags-b',
      '--',
      ...decimal,
    )
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ total: 1, failed: 1 })
    expect(readFileSync(junit, 'utf8')).toContain('<testcase classname="uber-trace-id" name="ub-flags-b">')
    expect(readFileSync(markdown, 'utf8')).toContain('| `ub-flags-b` | the answer differs<br>')
  })

  it('takes what is known to fail', () => {
    const { failures } = lastLine(run('--json', '--filter', 'ub-flags', '--', ...decimal).stdout)
    const ids = failures.map(({ id }) => ({ id, reason: 'base 10' }))
    const list = (entries: unknown) => ['--known-failing', file('known.json', { subject: name, entries })]
    expect(run(...list(ids), '--filter', 'ub-flags', '--', ...decimal).status).toBe(0)
    const stale = run(...list([...ids, { id: 'tp-sampled', reason: 'none' }]), '--', ...decimal)
    expect(stale.stdout).toContain(
      'failed tp-sampled  sampled\n  listed as known to fail, but it passes; take the entry out',
    )
    expect(stale.status).toBe(1)
  })

  it.each([
    [['--filter', 'no-such', '--', 'true'], /^filrouge: no id and no topic contains no-such/],
    [['--vectors', 'no-such', '--', 'true'], /^filrouge: cannot read the folder of vectors: ENOENT/],
    [['--known-failing', 'no-such', '--', 'true'], /^filrouge: cannot read no-such: ENOENT/],
    [['--report', 'html=x', '--', 'true'], /argument 'html=x' is invalid\. give json=FILE, junit=FILE, markdown=FILE/],
    [['--timeout', '0', '--', 'true'], /argument '0' is invalid\. give seconds, more than 0/],
    [[], /missing required argument 'command'/],
  ])('refuses wrong usage in a line: %j', (args, message) => {
    const { status, stderr } = run(...args)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
  })

  it('ended by a signal, ends the subject', async () => {
    const subject = [process.execPath, '-e', 'console.error(process.pid); setInterval(() => undefined, 1000)']
    const marker = join(folder, 'pid')
    const shell = ['sh', '-c', `echo $$ > ${marker}; exec "$@"`, 'sh', ...subject]
    const child = spawn(process.execPath, [filrouge, 'verify', '--', ...shell], { stdio: 'ignore' })
    const pid = await until(() => Number(readFileSync(marker, 'utf8')) || undefined)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(143)
    await until(() => (isRunning(pid) ? undefined : true))
  })
})

interface Result {
  total: number
  passed: number
  failed: number
  failures: { id: string }[]
}

function lastLine(stdout: string): Result {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Result
}

function isRunning(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function until<T>(check: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const value = ((): T | undefined => {
      try {
        return check()
      } catch {
        return undefined
      }
    })()
    if (value !== undefined) return value
    if (Date.now() > deadline) throw new Error('waited 20 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('filrouge subject tells what is no request on stderr, and answers what comes behind it', () => {
  const input = 'x\nnull\n{"id":"a","ask":"extract","options":{"read":["b4"]},"headers":[]}\n'
  const { status, stdout, stderr } = spawnSync(process.execPath, [filrouge, 'subject'], { encoding: 'utf8', input })
  expect(stderr.trim().split('\n')).toEqual(
    Array(2).fill(expect.stringContaining('is no request of spec/subject-protocol.md')),
  )
  expect(JSON.parse(stdout)).toEqual({ id: 'a', error: expect.stringContaining('unknown header format "b4"') })
  expect(status).toBe(2)
})
