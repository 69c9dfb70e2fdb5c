import { waitFor } from '@filrouge/harness'
import { afterEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(__dirname, '../../dist/demo/main.js')

/** A demo in a folder of its own, whose processes are found by a mark in their environment. */
class DemoRun {
  readonly folder: string
  readonly mark = randomUUID()
  readonly child: ChildProcess
  readonly exited: Promise<number | NodeJS.Signals | null>
  out = ''
  progress = ''

  constructor(args: readonly string[], folder = mkdtempSync(join(tmpdir(), 'demo-test-'))) {
    this.folder = folder
    const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: this.folder, DEMO_TEST: this.mark }
    delete env['KAFKA_BROKERS'] // each demo starts a broker of its own
    this.child = spawn(process.execPath, [program, ...args], {
      cwd: this.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()))
    this.child.stderr?.on('data', (chunk: Buffer) => (this.progress += chunk.toString()))
    this.exited = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)))
  }

  reaches(line: string): Promise<boolean> {
    return waitFor(`"${line}" of the demo`, () => this.progress.includes(line), {
      deadlineMs: 100_000,
      intervalMs: 10,
      hopeless: () => (this.child.exitCode === null ? undefined : this.progress),
    })
  }

  /** Living processes that it or its children started. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.mark)
        } catch {
          return false // ended in between
        }
      })
  }

  gone(): Promise<boolean> {
    return waitFor('the end of all processes', () => this.processes().length === 0, {
      deadlineMs: 10_000,
      remedy: () => `still there: ${this.processes().join(', ')}`,
    })
  }

  folders(): string[] {
    return readdirSync(this.folder).filter((name) => name.startsWith('filrouge'))
  }
}

describe('the demo', () => {
  const runs: DemoRun[] = []
  const start = (args: readonly string[], folder?: string) => {
    const run = new DemoRun(args, folder)
    runs.push(run)
    return run
  }
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.child.kill('SIGKILL')
      await run.exited
      await run.gone()
      rmSync(run.folder, { recursive: true, force: true })
    }
  })

  it('makes complete traces with a real broker and the Rust service, twice at the same time', async () => {
    const both = [start(['--json', '--strict', '--repeat', '3']), start(['--json', '--strict', '--repeat', '3'])]
    for (const run of both) {
      expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 0 })
      expect(JSON.parse(run.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
        degraded: false,
        calls: 3,
        complete: 3,
        broken: 0,
        services: [
          { name: 'gateway', language: 'node' },
          { name: 'pricing', language: 'rust' },
        ],
      })
      expect(existsSync(join(run.folder, 'trace.otlp.json'))).toBe(true)
      expect(run.folders()).toEqual([])
    }
  })

  it('says that a stand-in takes part, and exits 3 with --strict', async () => {
    const environment = process.env['FILROUGE_KAFKA']
    process.env['FILROUGE_KAFKA'] = 'mock'
    try {
      const run = start(['--json', '--strict'])
      expect({ code: await run.exited, progress: run.progress }).toMatchObject({ code: 3 })
      expect(JSON.parse(run.out)).toMatchObject({ brokerKind: 'mock', degraded: true, complete: 1 })
    } finally {
      if (environment === undefined) delete process.env['FILROUGE_KAFKA']
      else process.env['FILROUGE_KAFKA'] = environment
    }
  })

  it.each([
    ['SIGTERM', 'building', 143],
    ['SIGINT', 'starting Kafka', 130],
    ['SIGTERM', 'kafka 4', 143],
    ['SIGINT', 'are up', 130],
  ] as const)('leaves nothing on %s at "%s"', async (signal, moment, code) => {
    const run = start(['--json', '--repeat', '10000'])
    await run.reaches(moment)
    run.child.kill(signal)
    expect(await run.exited).toBe(code)
    await run.gone()
    expect(run.folders()).toEqual([])
  })

  it('leaves no process on SIGKILL, and its folder to the next start, beside a living run', async () => {
    const living = start(['--json', '--repeat', '10000'])
    await living.reaches('are up')
    const killed = start(['--json', '--repeat', '10000'], living.folder)
    await killed.reaches('are up')
    expect(living.folders()).toHaveLength(2)
    killed.child.kill('SIGKILL')
    await killed.exited
    await killed.gone()
    const next = start(['--json'], living.folder)
    expect({ code: await next.exited, progress: next.progress }).toMatchObject({ code: 0 })
    expect(living.folders()).toHaveLength(1)
    expect(living.child.exitCode).toBeNull()
  })

  it('refuses wrong usage with exit code 2', async () => {
    const run = start(['--repeat', 'many'])
    expect(await run.exited).toBe(2)
    expect(run.progress).toContain('give 1 to 10000')
  })
})
