import { waitFor } from '@filrouge/harness'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const program = join(__dirname, '../../dist/demo/main.js')

export interface Surroundings {
  readonly folder?: string
  readonly env?: NodeJS.ProcessEnv
  /** As at a terminal: a signal to the group reaches all that did not leave it. */
  readonly ownGroup?: boolean
}

/** A demo in a folder of its own, whose processes are found by a mark in their environment. */
export class DemoRun {
  readonly folder: string
  readonly mark = randomUUID()
  readonly child: ChildProcess
  readonly exited: Promise<number | NodeJS.Signals | null>
  out = ''
  progress = ''

  constructor(args: readonly string[], { folder = mkdtempSync(join(tmpdir(), 'demo-test-')), ...given }: Surroundings) {
    this.folder = folder
    const env: NodeJS.ProcessEnv = { ...process.env, ...given.env, TMPDIR: this.folder, DEMO_TEST: this.mark }
    if (given.env?.['KAFKA_BROKERS'] === undefined) delete env['KAFKA_BROKERS'] // it starts a broker of its own
    this.child = spawn(process.execPath, [program, ...args], {
      cwd: this.folder,
      env,
      detached: given.ownGroup === true,
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

  /** Its exit code, which is there before any process had to be killed for not ending (5 s). */
  async endedBy(signal: NodeJS.Signals, { group = false } = {}): Promise<number | NodeJS.Signals | null> {
    if (group) process.kill(-(this.child.pid ?? NaN), signal)
    else this.child.kill(signal)
    const ended = () => this.child.exitCode !== null || this.child.signalCode !== null
    await waitFor(`the end of the demo on ${signal}`, ended, { deadlineMs: 4_500 })
    return this.exited
  }

  gone(): Promise<boolean> {
    return waitFor('the end of all processes', () => this.processes().length === 0, {
      deadlineMs: 10_000,
      remedy: () => `still there: ${this.processes().join(', ')}`,
    })
  }

  folders(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      basename(path).startsWith('filrouge-'),
    )
  }
}

/** The demos of one test. */
export class DemoRuns {
  readonly #runs: DemoRun[] = []

  start(args: readonly string[], surroundings: Surroundings = {}): DemoRun {
    const run = new DemoRun(args, surroundings)
    this.#runs.push(run)
    return run
  }

  /** Ends what still runs, and removes the folders. */
  async end(): Promise<void> {
    for (const run of this.#runs.splice(0)) {
      run.child.kill('SIGKILL')
      await run.exited
      await run.gone()
      rmSync(run.folder, { recursive: true, force: true })
    }
  }
}
