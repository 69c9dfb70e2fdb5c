import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { LineSplitter } from './line-splitter'
import { LogTail } from './log-tail'
import { endGroup, noteGroup, signalGroup } from './process-group'

/** Bytes of the longest answer. */
const LONGEST_LINE = 1024 * 1024
/** After the end of stdin, and then after SIGTERM. */
const END_MS = 2_000
const TERM_MS = 1_000
/** How long the last output of an ended process, or the end behind a closed pipe, is waited for. */
const SETTLE_MS = 500

export interface SubjectListener {
  onLine(line: string): void
  /** Why nothing more is to be expected of it: once, and not after `end` or `kill`. */
  onBroken(reason: string): void
}

/** A subject's process with a group of its own: lines in, lines out, ended for certain with all that it started. */
export class SubjectProcess {
  readonly log = new LogTail()
  readonly #child: ChildProcessWithoutNullStreams
  readonly #listener: SubjectListener
  readonly #exited: Promise<void>
  readonly #stdout: LineSplitter
  #over = false

  constructor(command: readonly string[], listener: SubjectListener) {
    this.#listener = listener
    const [file = '', ...args] = command
    this.#child = spawn(file, args, { detached: true, stdio: 'pipe' })
    if (this.#child.pid !== undefined) noteGroup(this.#child.pid)
    this.#stdout = new LineSplitter(
      LONGEST_LINE,
      (line) => {
        if (!this.#over) listener.onLine(line)
      },
      () => this.#break('wrote a line of more than 1 MiB'),
    )
    this.#child.stdout.on('data', (chunk: Buffer) => {
      if (!this.#over) this.#stdout.push(chunk)
    })
    this.#child.stderr.on('data', (chunk: Buffer) => this.log.push(chunk))
    this.#exited = this.#watch(file)
  }

  write(line: string): void {
    if (!this.#over) this.#child.stdin.write(`${line}\n`)
  }

  /** Closes stdin and waits for the end; what is not over in time is killed. Idempotent. */
  async end(): Promise<void> {
    this.#over = true
    this.#child.stdin.end()
    const term = setTimeout(() => this.#signal('SIGTERM'), END_MS)
    const kill = setTimeout(() => this.#signal('SIGKILL'), END_MS + TERM_MS)
    await this.#exited
    clearTimeout(term)
    clearTimeout(kill)
    this.#clear()
  }

  /** Ends the group at once. */
  async kill(): Promise<void> {
    this.#over = true
    this.#signal('SIGKILL')
    await this.#exited
    this.#clear()
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, signal)
  }

  /** Grandchildren that are left hold our ends of the pipes open. */
  #clear(): void {
    if (this.#child.pid !== undefined) endGroup(this.#child.pid)
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy()
  }

  #break(reason: string): void {
    if (this.#over) return
    this.#over = true
    this.#listener.onBroken(reason)
  }

  #watch(file: string): Promise<void> {
    const { stdin, stdout } = this.#child
    // A pipe that closes because the process ends is no news: its end says more.
    const later = (reason: string) => void setTimeout(() => this.#break(reason), SETTLE_MS)
    stdin.on('error', () => later('closed its stdin'))
    stdout.on('close', () => later('closed its stdout'))
    return new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#break(`cannot be started: ${file}: ${error.message}`)
        resolve()
      })
      this.#child.on('exit', (code, signal) => {
        const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`
        // Its last output may still be in the pipe, and a grandchild may hold the pipe open.
        const over = () => {
          clearTimeout(timer)
          const { unfinished } = this.#stdout
          this.#break(`ended with ${how}${unfinished === '' ? '' : ', in the middle of a line'}`)
          resolve()
        }
        const timer = setTimeout(over, SETTLE_MS)
        this.#child.on('close', over)
      })
    })
  }
}
