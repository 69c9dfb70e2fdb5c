import { Kafka, logLevel, type Broker, type Cluster, type Consumer } from 'kafkajs'

export interface ReadRecord {
  readonly partition: number
  readonly offset: string
  readonly timestamp: string
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, unknown>>
  readonly isControlRecord: boolean
}

interface FetchResponse {
  readonly responses: readonly {
    readonly partitions: readonly { readonly highWatermark: string; readonly messages: readonly ReadRecord[] }[]
  }[]
}

const MAX_BYTES = 16_000_000

/**
 * Reads whole partitions with kafkajs's own requests and decoder, without a group: control records and aborted ones too. The
 * connection is that of a consumer which never runs; kafkajs hands it to whoever assigns partitions.
 */
export class RecordReader {
  readonly #consumer: Consumer
  #cluster: Cluster | undefined

  constructor(brokers: readonly string[]) {
    const kafka = new Kafka({ clientId: 'reader', brokers: [...brokers], logLevel: logLevel.NOTHING })
    this.#consumer = kafka.consumer({
      groupId: 'reader',
      metadataMaxAge: 0,
      partitionAssigners: [
        ({ cluster }) => {
          this.#cluster = cluster
          return {
            name: 'none',
            version: 0,
            assign: () => Promise.resolve([]),
            protocol: () => ({ name: 'none', metadata: Buffer.of() }),
          }
        },
      ],
    })
  }

  get #known(): Cluster {
    if (this.#cluster === undefined) throw new Error('the reader has no cluster')
    return this.#cluster
  }

  connect(): Promise<void> {
    return this.#consumer.connect()
  }

  disconnect(): Promise<void> {
    return this.#consumer.disconnect()
  }

  /** Whether every partition of these topics, by name with its number of partitions, has a leader that answers. */
  async canRead(topics: ReadonlyMap<string, number>): Promise<boolean> {
    const cluster = this.#known
    await cluster.addMultipleTargetTopics([...topics.keys()])
    await cluster.refreshMetadata()
    const inSync = [...topics.keys()].every((topic) =>
      cluster.findTopicPartitionMetadata(topic).every(({ isr, replicas }) => isr.length === replicas.length),
    )
    if (!inSync) return false
    const asked = Array.from(topics, ([topic, count]) => {
      const partitions = Array.from({ length: count }, (_, partition) => ({ partition }))
      return { topic, partitions, fromBeginning: true }
    })
    return (await cluster.fetchTopicsOffset(asked)).length === topics.size
  }

  /** All records of a topic, by partition and offset. */
  async read(topic: string): Promise<readonly ReadRecord[]> {
    const cluster = this.#known
    await cluster.addTargetTopic(topic)
    const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)
    const records: ReadRecord[] = []
    for (const partition of partitions.sort((a, b) => a - b)) {
      const [leader] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]))
      const broker = await cluster.findBroker({ nodeId: leader ?? '' })
      records.push(...(await readPartition(broker, topic, partition)))
    }
    return records
  }
}

async function readPartition(broker: Broker, topic: string, partition: number): Promise<ReadRecord[]> {
  const records: ReadRecord[] = []
  let next = 0n
  for (;;) {
    const fetchOffset = String(next)
    const response = (await broker.fetch({
      maxWaitTime: 10,
      minBytes: 1,
      maxBytes: MAX_BYTES,
      topics: [{ topic, partitions: [{ partition, fetchOffset, maxBytes: MAX_BYTES }] }],
    })) as FetchResponse
    const fetched = response.responses[0]?.partitions[0]
    if (fetched === undefined) throw new Error(`no answer about ${topic} ${partition}`)
    for (const message of fetched.messages) {
      if (BigInt(message.offset) < next) continue
      records.push({ ...message, partition })
      next = BigInt(message.offset) + 1n
    }
    if (next >= BigInt(fetched.highWatermark)) return records
  }
}
