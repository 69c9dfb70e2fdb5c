import { spawn, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { HarnessError } from '../harness-error'
import type { Environment } from './environment'
import { noteLiveProcess } from './live-processes'
import { eachLine, OutputTail } from './output-tail'
import { chooseGuard, guardedCommand, type ParentDeathGuard } from './parent-death-guard'

export interface ProcessOptions<T> {
  /** For messages. */
  name: string
  cwd?: string
  /** The whole environment of the child; this process's own when left out. */
  env?: Environment
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Called for each line until it returns something: the process is then ready, with that value. */
  readyLine?: (line: string) => T | undefined
  /** How long to wait for the ready line. */
  deadlineMs?: number
  /** `pipe` keeps standard input open until `stop()`: for a child that ends at its end of file. */
  stdin?: 'ignore' | 'pipe'
  guard?: ParentDeathGuard
  /** Aborted: the process is stopped. */
  signal?: AbortSignal | undefined
}

export interface ExitStatus {
  code: number | null
  signal: NodeJS.Signals | null
}

const READY_DEADLINE_MS = 60_000
const TERM_DEADLINE_MS = 5_000
const LAST_OUTPUT_MS = 500

/**
 * Starts a process that cannot outlive this one: see `ParentDeathGuard`. It gets a process group of its own, so that a
 * terminal's Ctrl-C reaches it only through the program that started it, and so that `stop()` reaches all that it started.
 * Does not throw for a command that fails: `ready` rejects and `exited` resolves.
 */
export function startProcess<T = void>(
  command: string,
  args: readonly string[],
  options: ProcessOptions<T>,
): RunningProcess<T> {
  return new RunningProcess<T>(command, args, options)
}

export class RunningProcess<T = void> {
  readonly name: string
  /** Resolves with what `readyLine` returned (without `readyLine`: once started); rejects when it ends first or the deadline passes. */
  readonly ready: Promise<T>
  readonly exited: Promise<ExitStatus>
  readonly output = new OutputTail()
  readonly stdin: Writable | null
  readonly #child: ChildProcess
  #pid: number | undefined
  #started: Promise<void>
  #status: ExitStatus | undefined

  constructor(command: string, args: readonly string[], options: ProcessOptions<T>) {
    this.name = options.name
    const env = options.env ?? process.env
    const guard = chooseGuard(options.guard, process.env)
    const [file, fileArgs] = guardedCommand(guard, command, args)
    this.#child = spawn(file, fileArgs, {
      cwd: options.cwd,
      env,
      detached: true,
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe', guard === 'supervisor' ? 'pipe' : 'ignore'],
    })
    this.stdin = this.#child.stdin
    this.stdin?.on('error', () => undefined)
    this.exited = this.#watchExit()
    this.#started = guard === 'supervisor' ? this.#readPid() : this.#ownPid()
    this.ready = this.#watchOutput(options).then(async (value) => {
      await Promise.race([this.#started, this.exited])
      return value
    })
    this.ready.catch(() => undefined)
    noteLiveProcess(this)
    if (options.signal !== undefined) this.#stopOn(options.signal)
  }

  /** The command's own pid; nothing until it is known, which takes a moment under a supervisor. */
  get pid(): number | undefined {
    return this.#pid
  }

  get status(): ExitStatus | undefined {
    return this.#status
  }

  /** Sends a signal to the process and its group. Does nothing once it has ended. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    await Promise.race([this.#started, this.exited])
    this.signalNow(signal)
  }

  /** As `signal`, at once: for a program that is about to end. */
  signalNow(signal: NodeJS.Signals): void {
    if (this.#status !== undefined || this.#pid === undefined) return
    sendToGroup(this.#pid, signal)
  }

  /** SIGTERM, SIGKILL after a deadline; returns when the process has ended. Idempotent. */
  async stop(termDeadlineMs = TERM_DEADLINE_MS): Promise<void> {
    this.stdin?.end()
    await this.signal('SIGTERM')
    const timer = setTimeout(() => this.signalNow('SIGKILL'), termDeadlineMs)
    await this.exited
    clearTimeout(timer)
    // What the process had started and left behind is still in its group.
    if (this.#pid !== undefined) sendToGroup(this.#pid, 'SIGKILL')
  }

  #stopOn(signal: AbortSignal): void {
    const stop = () => void this.stop()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    void this.exited.then(() => signal.removeEventListener('abort', stop))
  }

  #ownPid(): Promise<void> {
    this.#pid = this.#child.pid
    return Promise.resolve()
  }

  #readPid(): Promise<void> {
    const pipe = this.#child.stdio[3] as Socket
    pipe.on('error', () => undefined)
    return new Promise((resolve) => {
      eachLine(pipe, (line) => {
        this.#pid = Number(line)
        resolve()
      })
    })
  }

  #watchExit(): Promise<ExitStatus> {
    return new Promise((resolve) => {
      const end = (status: ExitStatus) => {
        this.#status ??= status
        resolve(this.#status)
      }
      this.#child.on('error', (error) => {
        this.output.add(error.message)
        end({ code: 127, signal: null })
      })
      this.#child.on('close', (code, signal) => end({ code, signal }))
      // A grandchild may hold the pipes open: the process has ended all the same.
      this.#child.on('exit', (code, signal) => setTimeout(() => end({ code, signal }), LAST_OUTPUT_MS).unref())
    })
  }

  #watchOutput({ readyLine, onLine, deadlineMs = READY_DEADLINE_MS }: ProcessOptions<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const receive = (line: string, stream: 'stdout' | 'stderr') => {
        this.output.add(line)
        onLine?.(line, stream)
        const value = readyLine?.(line)
        if (value === undefined) return
        clearTimeout(timer)
        resolve(value)
      }
      for (const stream of ['stdout', 'stderr'] as const) {
        const readable = this.#child[stream]
        if (readable !== null) eachLine(readable, (line) => receive(line, stream))
      }
      const fail = (what: string) =>
        reject(new HarnessError(`${this.name} ${what}`, `its last output: ${this.output.toString()}`))
      void this.exited.then((status) => fail(`ended before it was ready (${describeExit(status)})`))
      const timer = setTimeout(() => fail(`was not ready after ${deadlineMs / 1000} s`), deadlineMs)
      if (readyLine === undefined) {
        clearTimeout(timer)
        this.#child.on('spawn', () => resolve(undefined as T))
      }
      void this.exited.finally(() => clearTimeout(timer))
    })
  }
}

export function describeExit({ code, signal }: ExitStatus): string {
  return signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`
}

function sendToGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // ESRCH: it has just ended by itself.
  }
}
