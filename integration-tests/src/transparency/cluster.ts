import { createTopics, startKafka, waitFor, type KafkaVersion, type RunningKafka } from '@filrouge/harness'
import { WorldNames } from './names'
import type { Scenario } from './scenario'
import { SharedClients } from './shared-clients'
import { warmUp } from './warm-up'

export interface ClusterChoice {
  readonly kafka: KafkaVersion
  readonly brokers: number
}

/** One cluster, shared by all scenarios. */
export interface Cluster {
  readonly choice: ClusterChoice
  readonly clients: SharedClients
  stop(): Promise<void>
}

export interface Starting {
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
  /** told at once, so that a signal finds what it must end */
  readonly onStarting: (kafka: Promise<RunningKafka>) => void
}

export async function startCluster(choice: ClusterChoice, starting: Starting): Promise<Cluster> {
  const { signal, onProgress, onStarting } = starting
  const { kafka: version, brokers } = choice
  const started = startKafka({ provider: 'local', version, brokers, signal, onProgress })
  onStarting(started)
  const kafka = await started
  const clients = new SharedClients(kafka.bootstrap)
  try {
    await clients.connect()
    await warmUp(kafka.bootstrap)
  } catch (error) {
    await kafka.stop()
    throw error
  }
  return { choice, clients, stop: () => stop(kafka, clients) }
}

async function stop(kafka: RunningKafka, clients: SharedClients): Promise<void> {
  await clients.disconnect().catch(() => undefined)
  await kafka.stop()
}

export interface PlannedRun {
  readonly id: string
  readonly scenario: Scenario
}

/** Makes the topics of many runs at once, which is much faster than one after the other, and waits until each can be used. */
export async function createTopicsOf(runs: readonly PlannedRun[], { clients, choice }: Cluster): Promise<void> {
  const topics = runs.flatMap((run) => topicsOf(run, choice.brokers))
  if (topics.length === 0) return
  for (let from = 0; from < topics.length; from += 100) {
    await clients.admin.createTopics({ topics: topics.slice(from, from + 100), waitForLeaders: false })
  }
  // those that are there stay as they are, and every broker is asked for them
  await createTopics(
    clients.brokers,
    topics.map(({ topic, numPartitions }) => ({ topic, partitions: numPartitions })),
  )
  // a leader that all brokers know of may still be at work to become one, and its followers to come in sync
  const shapes = new Map(topics.map(({ topic, numPartitions }) => [topic, numPartitions]))
  await waitFor('leaders at work', () => clients.reader.canRead(shapes), { deadlineMs: 120_000 })
}

/** One broker that is late must not fail a send, nor a record that is years old be deleted. */
const CONFIG = { 'min.insync.replicas': '1', 'retention.ms': '-1' }

function topicsOf({ id, scenario }: PlannedRun, brokers: number) {
  const names = new WorldNames(id)
  return Object.entries(scenario.topics ?? { orders: {} }).map(([topic, { partitions = 1, config = {} }]) => ({
    topic: names.of(topic),
    numPartitions: partitions,
    replicationFactor: Math.min(3, brokers),
    configEntries: Object.entries({ ...CONFIG, ...config }).map(([name, value]) => ({ name, value })),
  }))
}
