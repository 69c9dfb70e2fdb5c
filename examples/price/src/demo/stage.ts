import {
  buildPeer,
  createTopics,
  peerFault,
  startKafka,
  startProcess,
  type RunningKafka,
  type RunningProcess,
} from '@filrouge/harness'
import { join } from 'node:path'
import { REPLIES, REQUESTS } from '../price-call'

export interface Service {
  readonly name: string
  readonly language: 'node' | 'rust'
  readonly pid: number
}

/** Longer than a broker's start and end, and within the 10 s in which the demo must be gone. */
const START_MS = 9_000

/** Everything that the demo starts: Kafka, the receiver of spans, the pricing service, the gateway. */
export class Stage {
  readonly services: Service[] = []
  readonly #processes: RunningProcess<unknown>[] = []
  readonly #onProgress: (line: string) => void
  readonly #stopped = new AbortController()
  #starting: Promise<RunningKafka> | undefined
  #kafka: RunningKafka | undefined
  pricing: 'rust' | 'node' = 'rust'
  gateway = ''
  receiver = ''

  constructor(onProgress: (line: string) => void) {
    this.#onProgress = onProgress
  }

  get kafka(): RunningKafka {
    if (this.#kafka === undefined) throw new Error('kafka was not started')
    return this.#kafka
  }

  /** A broker that is not a real one, or a service that is not the Rust one. */
  get degraded(): boolean {
    return this.kafka.kind === 'mock' || this.pricing === 'node'
  }

  async start(): Promise<void> {
    const onProgress = this.#onProgress
    const binary = await this.#pricingBinary()
    this.#starting = startKafka({ onProgress, signal: this.#stopped.signal })
    this.#kafka = await this.#starting
    onProgress(`kafka ${this.kafka.version} (${this.kafka.kind}) at ${this.kafka.bootstrap.join(',')}`)
    await createTopics(this.kafka.bootstrap, [
      { topic: REQUESTS, partitions: 1 },
      { topic: REPLIES, partitions: 1 },
    ])
    const receiver = await this.#run('otlp receiver', process.execPath, [join(__dirname, 'otlp-receiver.js')])
    this.receiver = `http://127.0.0.1:${String(receiver.port)}`
    const common = ['--brokers', this.kafka.bootstrap.join(','), '--otlp', `${this.receiver}/v1/traces`]
    const [pricing, gateway] = await Promise.all([
      binary === undefined
        ? this.#run('pricing', process.execPath, [join(__dirname, '../node-pricing.js'), ...common])
        : this.#run('pricing', binary, ['serve', '--group', `pricing-${String(process.pid)}`, ...common]),
      this.#run('gateway', process.execPath, [join(__dirname, '../gateway.js'), ...common]),
    ])
    this.gateway = `http://127.0.0.1:${String(gateway.port)}`
    this.services.push({ name: 'gateway', language: 'node', pid: gateway.pid })
    this.services.push({ name: 'pricing', language: this.pricing, pid: pricing.pid })
    onProgress('gateway and pricing are up')
  }

  /** The services first, so that they deliver what they hold, then the receiver, then Kafka. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    const services = this.#processes.splice(1)
    await Promise.all(services.map((service) => service.stop()))
    await Promise.all(this.#processes.splice(0).map((receiver) => receiver.stop()))
    await this.#stopKafka()
  }

  /** A signal may come while Kafka starts: a download ends at once, a broker as soon as it can be. */
  async #stopKafka(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, START_MS)))
    const stopped = this.#starting?.then((kafka) => kafka.stop()).catch(() => undefined)
    await Promise.race([stopped, deadline])
    clearTimeout(timer)
  }

  async #pricingBinary(): Promise<string | undefined> {
    const fault = peerFault(process.env)
    if (fault === undefined) return buildPeer({ onProgress: this.#onProgress, signal: this.#stopped.signal })
    this.pricing = 'node'
    this.#onProgress(`a Node replier stands in for the Rust service: ${fault.message}`)
    return undefined
  }

  async #run(name: string, command: string, args: readonly string[]): Promise<{ pid: number; port?: number }> {
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
