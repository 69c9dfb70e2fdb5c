import { waitFor } from '@filrouge/harness'
import { Kafka, logLevel, type Admin, type Message, type Producer } from 'kafkajs'
import { RecordReader } from './record-reader'

/** The context that seeded messages carry, so that wrapped consumers have a trace to continue. */
const SEEDED_HEADERS = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }

interface Committed {
  readonly topic: string
  readonly partitions: readonly { readonly partition: number; readonly offset: string }[]
}

/** Plain clients of the suite's own that all worlds of a cluster share: they prepare and look, and are never wrapped. */
export class SharedClients {
  readonly reader: RecordReader
  readonly admin: Admin
  readonly #producer: Producer

  constructor(readonly brokers: readonly string[]) {
    const retry = { initialRetryTime: 50, retries: 12 }
    const kafka = new Kafka({ clientId: 'suite', brokers: [...brokers], logLevel: logLevel.NOTHING, retry })
    this.reader = new RecordReader(brokers)
    this.admin = kafka.admin()
    this.#producer = kafka.producer({ allowAutoTopicCreation: false })
  }

  async connect(): Promise<void> {
    await Promise.all([this.reader.connect(), this.admin.connect(), this.#producer.connect()])
  }

  async disconnect(): Promise<void> {
    await Promise.all([this.reader.disconnect(), this.admin.disconnect(), this.#producer.disconnect()])
  }

  async seed(topic: string, given: readonly (string | Message)[]): Promise<void> {
    const messages = given.map((each) => {
      const message = typeof each === 'string' ? { value: each } : each
      return { partition: 0, ...message, headers: { ...SEEDED_HEADERS, ...message.headers } }
    })
    await this.#producer.send({ topic, messages })
  }

  async committed(groupId: string, topics: string[]): Promise<readonly Committed[]> {
    // kafkajs shares one request for metadata among calls of one moment, which then may lack a topic
    const offsets = await waitFor(`offsets of ${groupId}`, async () => {
      const fetched = await this.admin.fetchOffsets({ groupId, topics })
      const isWhole = fetched.length === topics.length && fetched.every(({ partitions }) => partitions.length > 0)
      return isWhole && fetched
    })
    return offsets.map(({ topic, partitions }) => ({
      topic,
      partitions: [...partitions].sort((a, b) => a.partition - b.partition),
    }))
  }

  async groupState(groupId: string): Promise<string | undefined> {
    const { groups } = await this.admin.describeGroups([groupId])
    return groups[0]?.state
  }
}
