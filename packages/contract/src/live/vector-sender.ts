import { headerDifferences } from '../judge/header-difference'
import { requestOf } from '../protocol/request'
import { faultText } from '../usage-error'
import type { Vector } from '../vectors/vector'
import { BrokerConnection } from './broker-connection'
import { KafkaFault } from './kafka-fault'
import { fetchBatches, findLeader, produce, requireVersions } from './kafka-requests'
import { decodeRecord, encodeBatch, type WireRecord } from './record-batch'

/**
 * Puts vectors' very bytes into records, which Kafka's clients do not: kafkajs sends no nulls, no keys that are not UTF-8, and no
 * repeats apart from each other. Plaintext listeners only.
 */
export class VectorSender {
  readonly #leader: BrokerConnection
  readonly #topic: string

  private constructor(leader: BrokerConnection, topic: string) {
    this.#leader = leader
    this.#topic = topic
  }

  /** Connects to the leader of partition 0 of a topic that is there. @throws KafkaFault */
  static async connect(brokers: readonly string[], topic: string): Promise<VectorSender> {
    const bootstrap = await openAny(brokers)
    try {
      await requireVersions(bootstrap)
      const { host, port } = await findLeader(bootstrap, topic)
      return new VectorSender(await BrokerConnection.open(host, port), topic)
    } finally {
      bootstrap.close()
    }
  }

  /** Sends a record, and reads it back from the broker. @throws KafkaFault when it came back different, too */
  async send(vector: Vector): Promise<void> {
    const { headers, ...rest } = requestOf(vector)
    const record: WireRecord = { key: vector.id, value: JSON.stringify(rest), headers }
    const offset = await produce(this.#leader, this.#topic, encodeBatch(record))
    const kept = decodeRecord(await fetchBatches(this.#leader, this.#topic, offset), offset)
    const [difference] = headerDifferences(headers, kept.headers)
    if (difference === undefined && kept.key === record.key && kept.value === record.value) return
    const { path, expected, actual } = difference ?? { path: 'key or value', expected: record.key, actual: kept.key }
    throw new KafkaFault(`the broker keeps ${vector.id} in other bytes: ${path}: ${actual} in place of ${expected}`)
  }

  close(): void {
    this.#leader.close()
  }
}

async function openAny(brokers: readonly string[]): Promise<BrokerConnection> {
  const faults: string[] = []
  for (const address of brokers) {
    const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(address) ?? []
    if (host === undefined || port === undefined) throw new KafkaFault(`${address} is not host:port`)
    try {
      return await BrokerConnection.open(host, Number(port))
    } catch (error) {
      faults.push(faultText(error))
    }
  }
  throw new KafkaFault(faults.length === 0 ? 'no broker is named' : faults.join('; '))
}
