import { waitFor } from '@filrouge/harness'
import { withSpan } from '@filrouge/opentracing'
import type { Consumer, ConsumerConfig, KafkaConfig, Message, Producer, ProducerConfig } from 'kafkajs'
import { Kafka, logLevel } from 'kafkajs'
import { Span } from 'opentracing'
import { attempt } from './attempt'
import { CallerInputs } from './caller-input'
import type { Channel } from './channels'
import { describedPayload, describedRecord } from './described-record'
import type { WorldNames } from './names'
import type { Recorder } from './recorder'
import type { SharedClients } from './shared-clients'
import type { Wrapping } from './wrapping'

/** A quick failure where kafkajs by default waits for half a minute. */
const RETRY = { initialRetryTime: 20, maxRetryTime: 200, retries: 3 }
const CONSUMER = { maxWaitTimeInMs: 50, sessionTimeout: 10_000, heartbeatInterval: 1_000, rebalanceTimeout: 10_000 }

/** What a scenario works with: clients that are wrapped or not, names of its own, and a recorder. */
export class World {
  readonly #inputs = new CallerInputs()
  readonly #ends: (() => Promise<unknown>)[] = []

  constructor(
    readonly recorder: Recorder,
    private readonly names: WorldNames,
    private readonly wrapping: Wrapping,
    private readonly shared: SharedClients,
    /** how long `until` waits, in milliseconds */
    private readonly patience: number,
  ) {}

  topic(name = 'orders'): string {
    return this.names.of(name)
  }

  /** A consumer group, a transactional id, or any other name of this world. */
  id(name = 'billing'): string {
    return this.names.of(name)
  }

  rawKafka(config: Partial<KafkaConfig> = {}): Kafka {
    const brokers = [...this.shared.brokers]
    return new Kafka({ clientId: this.id('client'), brokers, logLevel: logLevel.NOTHING, retry: RETRY, ...config })
  }

  kafka(config: Partial<KafkaConfig> = {}): Kafka {
    return this.wrapping.kafka(this.rawKafka(config))
  }

  /** A producer that is not connected yet. */
  producer(config?: ProducerConfig, kafka?: Partial<KafkaConfig>): Producer {
    return this.kept(this.wrapping.producer(this.rawKafka(kafka).producer(config)))
  }

  async connectedProducer(config?: ProducerConfig, kafka?: Partial<KafkaConfig>): Promise<Producer> {
    const producer = this.producer(config, kafka)
    await producer.connect()
    return producer
  }

  consumer(config: Partial<ConsumerConfig> = {}, kafka?: Partial<KafkaConfig>): Consumer {
    const raw = this.rawKafka(kafka).consumer({ groupId: this.id(), ...CONSUMER, ...config })
    return this.kept(this.wrapping.consumer(raw))
  }

  /** Disconnects the client when the scenario is over. */
  kept<C extends { disconnect(): Promise<void> }>(client: C): C {
    this.#ends.push(() => client.disconnect())
    return client
  }

  note(channel: Channel, label: string, ...values: [value?: unknown]): void {
    this.recorder.note(channel, label, ...values)
  }

  attempt<T>(label: string, call: () => T): Promise<Awaited<T> | undefined> {
    return attempt(this.recorder, label, call)
  }

  /** An object of the caller: that it stays as it is goes to `inputs` at the end. */
  input<T>(object: T, label = 'input'): T {
    return this.#inputs.keep(label, object)
  }

  notePayload(payload: object, label = 'payload'): void {
    this.note('handler', label, describedPayload(payload))
  }

  /** Runs `fn` as code of a traced request: what it sends has a parent. */
  inTrace<T>(fn: () => T): T {
    return withSpan(this.wrapping.span() ?? new Span(), fn)
  }

  /** Sends with a client of the suite's own, as another service would, with a trace in the headers. */
  seed(messages: readonly (string | Message)[], topic = this.topic()): Promise<void> {
    return this.shared.seed(topic, messages)
  }

  /** What was noted so far, without its labels. */
  noted(channel: Channel): readonly unknown[] {
    return this.recorder.values(channel)
  }

  /** The state of a group as the coordinator sees it. */
  groupState(groupId = this.id()): Promise<string | undefined> {
    return this.shared.groupState(groupId)
  }

  /** @param markers ends of transactions to wait for: a broker writes them after it has answered */
  async noteRecords(topic = this.topic(), markers = 0): Promise<void> {
    const records = await waitFor(`${markers} ends of transactions`, async () => {
      const read = await this.shared.reader.read(topic)
      return read.filter(({ isControlRecord }) => isControlRecord).length >= markers && read
    })
    for (const record of records) this.note('records', 'record', describedRecord(record))
  }

  /** The committed offset of partition 0. */
  async committed(topic = this.topic(), groupId = this.id()): Promise<string | undefined> {
    const [committed] = await this.shared.committed(groupId, [topic])
    return committed?.partitions[0]?.offset
  }

  async noteOffsets(topics = [this.topic()], groupId = this.id()): Promise<void> {
    this.note('offsets', groupId, await this.shared.committed(groupId, topics))
  }

  until(what: string, check: () => unknown, deadlineMs = this.patience): Promise<unknown> {
    return waitFor(what, async () => Boolean(await check()), { deadlineMs, intervalMs: 5 })
  }

  /** Ends all clients, and takes down what became of the caller's objects. */
  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end().catch(() => undefined)
    this.#inputs.note(this.recorder)
  }
}
