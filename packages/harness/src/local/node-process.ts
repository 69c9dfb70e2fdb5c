import { HarnessError } from '../harness-error'
import { startProcess, type RunningProcess } from '../processes/running-process'
import type { BrokerSignal } from '../running-kafka'
import { javaArguments, javaOptionsNote, type JavaCommand } from './java-command'
import type { NodePlan } from './server-properties'
import { propertiesFile } from './storage-format'

/** The JVM of one node, which may be ended and started again. */
export class NodeProcess {
  readonly plan: NodePlan
  readonly #command: JavaCommand
  readonly #mainClass: string
  #run: RunningProcess | undefined
  #hangs = false
  #portTaken = false

  constructor(command: JavaCommand, plan: NodePlan, mainClass = 'kafka.Kafka') {
    this.#mainClass = mainClass
    this.#command = command
    this.plan = plan
  }

  get pid(): number | undefined {
    return this.#run?.status === undefined ? this.#run?.pid : undefined
  }

  /** Whether the last start found one of its ports taken. */
  get portTaken(): boolean {
    return this.#portTaken
  }

  /** Why it does not run, or nothing while it runs. */
  get ended(): string | undefined {
    if (this.#run === undefined) return 'it was not started'
    return (
      this.#run.status &&
      `node ${this.plan.id} ended${javaOptionsNote(this.#command.environment)}; its last output: ${this.output}`
    )
  }

  get output(): string {
    return this.#run?.output.toString() ?? 'it wrote nothing'
  }

  start(): void {
    this.#hangs = false
    this.#portTaken = false
    const args = javaArguments(this.#command, this.#mainClass, [propertiesFile(this.#command.folder, this.plan)])
    this.#run = startProcess(this.#command.java, args, {
      name: `Kafka node ${this.plan.id}`,
      env: this.#command.environment,
      cwd: this.#command.folder,
      onLine: (line) => (this.#portTaken ||= line.includes('Address already in use')),
    })
  }

  async signal(signal: BrokerSignal): Promise<void> {
    if (this.#run === undefined || this.#run.status !== undefined) {
      throw new HarnessError(`Kafka node ${this.plan.id} does not run`, `restart() it before ${signal}`)
    }
    await this.#run.signal(signal)
    if (signal === 'SIGSTOP') this.#hangs = true
    if (signal === 'SIGCONT') this.#hangs = false
    if (signal === 'SIGKILL') await this.#run.exited
    if (signal === 'SIGTERM') await this.stop()
  }

  /** SIGTERM, SIGKILL after a deadline; SIGKILL at once for a process that hangs in SIGSTOP and would not see a SIGTERM. */
  async stop(termDeadlineMs = CONTROLLED_SHUTDOWN_MS): Promise<void> {
    if (this.#hangs) await this.#run?.signal('SIGKILL')
    await this.#run?.stop(termDeadlineMs)
  }
}

// With a living controller and followers in sync it takes about a second.
const CONTROLLED_SHUTDOWN_MS = 10_000
