import type { BrokerConnection } from './broker-connection'
import { KafkaFault } from './kafka-fault'
import { WireWriter } from './wire-writer'

/**
 * The requests that put a record on a partition and read it back, each in the oldest version that Kafka 4 still takes and that
 * has what is needed: they work from Kafka 0.11 on, and on librdkafka's mock cluster.
 */
const PRODUCE = { key: 0, version: 3, name: 'Produce' }
const FETCH = { key: 1, version: 4, name: 'Fetch' }
const METADATA = { key: 3, version: 4, name: 'Metadata' }
const API_VERSIONS = { key: 18, version: 0, name: 'ApiVersions' }

const PARTITION = 0
const TIMEOUT_MS = 5_000
const MOST_BYTES = 64 * 1024 * 1024

/** @throws KafkaFault for a broker that does not take these versions */
export async function requireVersions(broker: BrokerConnection): Promise<void> {
  const response = await broker.request(API_VERSIONS.key, API_VERSIONS.version, Buffer.alloc(0))
  requireSuccess(API_VERSIONS.name, response.int16())
  const ranges = new Map(response.array((entry) => [entry.int16(), [entry.int16(), entry.int16()] as const]))
  for (const { key, version, name } of [PRODUCE, FETCH, METADATA]) {
    const [oldest, newest] = ranges.get(key) ?? [0, -1]
    if (version >= oldest && version <= newest) continue
    throw new KafkaFault(
      `the broker takes ${name} in versions ${oldest} to ${newest}, and version ${version} is needed`,
    )
  }
}

/** Where the leader of partition 0 listens. */
export async function findLeader(broker: BrokerConnection, topic: string): Promise<{ host: string; port: number }> {
  const body = new WireWriter().array([topic], (writer, name) => writer.string(name)).int8(0)
  const response = await broker.request(METADATA.key, METADATA.version, body.bytes())
  response.int32() // throttle time
  const brokers = response.array((entry) => {
    const [id, host, port] = [entry.int32(), entry.string() ?? '', entry.int32()]
    entry.string() // rack
    return { id, host, port }
  })
  response.string() // cluster id
  response.int32() // controller
  const [found] = response.array((entry) => {
    const error = entry.int16()
    entry.string() // name
    entry.int8() // internal
    const partitions = entry.array((part) => {
      part.int16() // error
      const [partition, leader] = [part.int32(), part.int32()]
      part.array((replica) => replica.int32())
      part.array((inSync) => inSync.int32())
      return { partition, leader }
    })
    return { error, partitions }
  })
  requireSuccess(`Metadata of ${topic}`, found?.error ?? UNKNOWN)
  const leader = found?.partitions.find(({ partition }) => partition === PARTITION)?.leader
  const address = brokers.find(({ id }) => id === leader)
  if (address === undefined) throw new KafkaFault(`partition ${PARTITION} of ${topic} has no leader`)
  return address
}

/** The offset at which the leader has put the batch. */
export async function produce(leader: BrokerConnection, topic: string, batch: Buffer): Promise<bigint> {
  const body = new WireWriter()
    .string(null) // transactional id
    .int16(1) // acks
    .int32(TIMEOUT_MS)
    .array([topic], (topics, name) =>
      topics.string(name).array([batch], (partitions, data) => partitions.int32(PARTITION).block(data)),
    )
  const response = await leader.request(PRODUCE.key, PRODUCE.version, body.bytes())
  const [result] = response.array((entry) => {
    entry.string() // topic
    const [partition] = entry.array((part) => {
      part.int32() // partition
      const [error, offset] = [part.int16(), part.int64()]
      part.int64() // log append time
      return { error, offset }
    })
    return partition
  })
  requireSuccess(`Produce to ${topic}`, result?.error ?? UNKNOWN)
  return result?.offset ?? 0n
}

/** The batches from an offset on, as the leader keeps them. */
export async function fetchBatches(leader: BrokerConnection, topic: string, offset: bigint): Promise<Buffer> {
  const body = new WireWriter()
    .int32(-1) // no replica
    .int32(TIMEOUT_MS)
    .int32(1) // bytes at least
    .int32(MOST_BYTES)
    .int8(0) // read uncommitted
    .array([topic], (topics, name) =>
      topics
        .string(name)
        .array([offset], (partitions, from) => partitions.int32(PARTITION).int64(from).int32(MOST_BYTES)),
    )
  const response = await leader.request(FETCH.key, FETCH.version, body.bytes())
  response.int32() // throttle time
  const [result] = response.array((entry) => {
    entry.string() // topic
    const [partition] = entry.array((part) => {
      part.int32() // partition
      const error = part.int16()
      part.int64() // high watermark
      part.int64() // last stable offset
      part.array((aborted) => [aborted.int64(), aborted.int64()])
      return { error, records: part.block() }
    })
    return partition
  })
  requireSuccess(`Fetch of ${topic}`, result?.error ?? UNKNOWN)
  return result?.records ?? Buffer.alloc(0)
}

/** UNKNOWN_SERVER_ERROR, and what is said of a response without the part that was asked for. */
const UNKNOWN = -1
const NAMES: Readonly<Record<number, string>> = {
  3: 'unknown topic or partition',
  5: 'leader not available',
  6: 'not the leader',
  10: 'the record is too large: raise max.message.bytes of the topic',
  29: 'not allowed',
}

function requireSuccess(what: string, code: number): void {
  if (code === 0) return
  const name = NAMES[code]
  throw new KafkaFault(`${what} failed with error ${code}${name === undefined ? '' : ` (${name})`}`)
}
