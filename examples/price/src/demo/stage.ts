import {
  buildPeer,
  namedProvider,
  peerFault,
  startProcess,
  type RunningKafka,
  type RunningProcess,
} from '@filrouge/harness'
import { join } from 'node:path'
import type { KafkaNames } from '../kafka-names'
import { startDemoKafka, type DemoKafka } from './demo-kafka'

export interface Service {
  readonly name: string
  readonly language: 'node' | 'rust'
  readonly pid: number
}

/** Longer than a broker's end, and within the 10 s in which the demo must be gone. */
const CLUSTER_MS = 9_000

/** Everything that the demo starts: Kafka, the receiver of spans, the pricing service, the gateway. */
export class Stage {
  readonly services: Service[] = []
  readonly #processes: RunningProcess<unknown>[] = []
  readonly #onProgress: (line: string) => void
  readonly #stopped = new AbortController()
  #starting: Promise<DemoKafka> | undefined
  #demoKafka: DemoKafka | undefined
  #stopping: Promise<void> | undefined
  pricing: 'rust' | 'node' = 'rust'
  gateway = ''
  receiver = ''

  constructor(onProgress: (line: string) => void) {
    this.#onProgress = onProgress
  }

  get kafka(): RunningKafka {
    return this.#started.kafka
  }

  get names(): KafkaNames {
    return this.#started.names
  }

  get #started(): DemoKafka {
    if (this.#demoKafka === undefined) throw new Error('kafka was not started')
    return this.#demoKafka
  }

  /** Whether `stop()` was called. */
  get stopped(): boolean {
    return this.#stopped.signal.aborted
  }

  /** The last lines that each process wrote. */
  get output(): string {
    return this.#processes.map(({ name, output }) => `${name}: ${output.toString()}`).join('; ')
  }

  /** A broker that is not a real one, or a service that is not the Rust one. */
  get degraded(): boolean {
    return this.kafka.kind === 'mock' || this.pricing === 'node'
  }

  async start(): Promise<void> {
    namedProvider(process.env) // a typo is found before the build, which takes long
    const binary = await this.#pricingBinary()
    this.#starting = startDemoKafka({ onProgress: this.#onProgress, signal: this.#stopped.signal })
    this.#demoKafka = await this.#starting
    const receiver = await this.#run('otlp receiver', process.execPath, [join(__dirname, 'otlp-receiver.js')])
    this.receiver = `http://127.0.0.1:${String(receiver.port)}`
    const { requests, replies, groups } = this.names
    const common = ['--brokers', this.kafka.bootstrap.join(','), '--otlp', `${this.receiver}/v1/traces`]
    const serve = ['--requests', requests, '--group', groups.pricing, ...common]
    const call = ['--requests', requests, '--replies', replies, '--group', groups.gateway, ...common]
    const [pricing, gateway] = await Promise.all([
      binary === undefined
        ? this.#run('pricing', process.execPath, [join(__dirname, '../node-pricing.js'), ...serve])
        : this.#run('pricing', binary, ['serve', ...serve]),
      this.#run('gateway', process.execPath, [join(__dirname, '../gateway.js'), ...call]),
    ])
    this.gateway = `http://127.0.0.1:${String(gateway.port)}`
    this.services.push({ name: 'gateway', language: 'node', pid: gateway.pid })
    this.services.push({ name: 'pricing', language: this.pricing, pid: pricing.pid })
    this.#onProgress('gateway and pricing are up')
  }

  /** The services first, so that they deliver what they hold, then the receiver, then Kafka. Idempotent. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop())
  }

  async #stop(): Promise<void> {
    this.#stopped.abort()
    const services = this.#processes.splice(1)
    await Promise.all(services.map((service) => service.stop()))
    await Promise.all(this.#processes.splice(0).map((receiver) => receiver.stop()))
    await within(CLUSTER_MS, this.#stopKafka())
  }

  /** A signal may come while Kafka starts: that then ends soon, with an error. */
  async #stopKafka(): Promise<void> {
    const kafka = await this.#starting?.catch(() => undefined)
    await kafka?.stop()
  }

  async #pricingBinary(): Promise<string | undefined> {
    const fault = peerFault(process.env)
    if (fault === undefined) return buildPeer({ onProgress: this.#onProgress, signal: this.#stopped.signal })
    this.pricing = 'node'
    this.#onProgress(`a Node replier stands in for the Rust service: ${fault.message}`)
    return undefined
  }

  async #run(name: string, command: string, args: readonly string[]): Promise<{ pid: number; port?: number }> {
    this.#stopped.signal.throwIfAborted()
    const process = startProcess<{ pid: number; port?: number }>(command, args, {
      name,
      stdin: 'pipe',
      readyLine: (line) =>
        line.startsWith('{"') && line.includes('"ready":true') ? (JSON.parse(line) as { pid: number }) : undefined,
    })
    this.#processes.push(process)
    return process.ready
  }
}

/** Waits for a promise, and not longer than that. */
async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([promise, deadline])
  clearTimeout(timer)
}
