import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { once } from 'node:events'
import type { Answer, Command, ParityReport, RunReport, Timing } from './protocol'

/** Longer than any run takes: a worker that says nothing for so long has hung. */
const PATIENCE_MS = 120_000

/** A variant in a process of its own. What goes wrong in it is an error that names it. */
export class WorkerProcess {
  readonly #name: string
  readonly #child: ChildProcess
  #stderr = ''
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  #death: Error | undefined

  private constructor(name: string, program: string, settings: object, nodeOptions: readonly string[]) {
    this.#name = name
    this.#child = fork(join(__dirname, '..', `${program}.js`), [JSON.stringify(settings)], {
      execArgv: [...nodeOptions],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...QUIET },
    })
    this.#child.stderr?.on('data', (text: Buffer) => (this.#stderr = (this.#stderr + text.toString()).slice(-2000)))
    this.#child.on('message', (answer: Answer) => this.#waiting?.resolve(answer))
    this.#child.once('error', (error) => this.#die(error.message))
    this.#child.once('exit', (code, signal) => this.#die(`it ended with ${signal ?? `exit code ${String(code)}`}`))
  }

  /** Resolves when its clients are connected. */
  static async start(
    name: string,
    program: string,
    settings: object,
    nodeOptions: readonly string[] = [],
  ): Promise<WorkerProcess> {
    const worker = new WorkerProcess(name, program, settings, nodeOptions)
    try {
      await worker.#answer()
      return worker
    } catch (error) {
      worker.kill()
      throw error
    }
  }

  async run(command: Extract<Command, { do: 'warm up' | 'run' }>): Promise<RunReport> {
    return this.#told(await this.#ask(command), 'report')
  }

  async checkParity(messages: number): Promise<ParityReport> {
    return this.#told(await this.#ask({ do: 'check parity', messages }), 'parity')
  }

  async time(milliseconds: number): Promise<Timing> {
    return this.#told(await this.#ask({ do: 'time', milliseconds }), 'timing')
  }

  /** Ends it for certain. Never rejects. */
  async stop(): Promise<void> {
    if (this.#death !== undefined) return
    const gone = once(this.#child, 'exit')
    await this.#ask({ do: 'stop' }).catch(() => undefined)
    if (this.#child.connected) this.#child.disconnect()
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 5000)
    if (this.#child.exitCode === null && this.#child.signalCode === null) await gone
    clearTimeout(late)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #ask(command: Command): Promise<Answer> {
    const answer = this.#answer()
    if (this.#death === undefined) this.#child.send(command)
    return answer
  }

  async #answer(): Promise<Answer> {
    if (this.#death !== undefined) throw this.#death
    let late: NodeJS.Timeout | undefined
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        this.#waiting = { resolve, reject }
        late = setTimeout(() => reject(this.#error(`it said nothing for ${PATIENCE_MS / 1000} s`)), PATIENCE_MS)
      })
      if ('error' in answer) throw this.#error(answer.error)
      return answer
    } finally {
      clearTimeout(late)
      this.#waiting = undefined
    }
  }

  #told<K extends 'report' | 'parity' | 'timing'>(answer: Answer, what: K): Extract<Answer, Record<K, unknown>>[K] {
    if (what in answer) return (answer as Extract<Answer, Record<K, unknown>>)[what]
    throw this.#error(`expected a ${what}, got ${JSON.stringify(answer)}`)
  }

  #die(how: string): void {
    this.#death ??= this.#error(how)
    this.#waiting?.reject(this.#death)
  }

  #error(how: string): Error {
    const said = this.#stderr.trim()
    return new WorkerError(`variant ${this.#name}: ${how}${said === '' ? '' : `; it wrote: ${said}`}`)
  }
}

/** A variant's process that died, hung or threw. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError'
}

/** dd-trace: nothing is said at the start, and nothing looked for but the agent. */
const QUIET = {
  DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
  DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  DD_TRACE_STARTUP_LOGS: 'false',
}
