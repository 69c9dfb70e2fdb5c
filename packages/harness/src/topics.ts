import { waitFor } from './condition'
import { aliveBrokers, autoCreate, withAdmin } from './kafka-admin'

export interface TopicPlan {
  topic: string
  partitions: number
  /** The cluster's default when left out. */
  replicas?: number
}

/**
 * Creates topics and returns when every broker knows a leader of each partition. A topic that exists stays as it is.
 * The mock has no CreateTopics request: it makes a topic when its metadata is asked for, with as many partitions as it likes.
 */
export async function createTopics(bootstrap: readonly string[], topics: readonly TopicPlan[]): Promise<void> {
  try {
    await withAdmin(bootstrap, (admin) =>
      admin.createTopics({
        waitForLeaders: false,
        topics: topics.map(({ topic, partitions, replicas = -1 }) => {
          return { topic, numPartitions: partitions, replicationFactor: replicas }
        }),
      }),
    )
  } catch (error) {
    if (!lacksAdminRequests(error)) throw error
    await autoCreate(
      bootstrap,
      topics.map(({ topic }) => topic),
    )
  }
  const names = topics.map(({ topic }) => topic)
  for (const address of (await aliveBrokers(bootstrap)).values()) {
    await waitFor(`topics ${names.join(', ')} on ${address}`, () => haveLeaders(address, names))
  }
}

/** Deletes topics, and the groups that read them; what is not there (any more) is passed over. */
export async function deleteTopics(
  bootstrap: readonly string[],
  topics: readonly string[],
  groups: readonly string[] = [],
): Promise<void> {
  await withAdmin(bootstrap, async (admin) => {
    const [existing, { groups: known }] = await Promise.all([admin.listTopics(), admin.listGroups()])
    const unused = groups.filter((group) => known.some(({ groupId }) => groupId === group))
    if (unused.length > 0) await admin.deleteGroups(unused)
    const left = topics.filter((topic) => existing.includes(topic))
    if (left.length > 0) await admin.deleteTopics({ topics: left })
  })
}

async function haveLeaders(address: string, names: readonly string[]): Promise<boolean> {
  const { topics } = await withAdmin([address], (admin) => admin.fetchTopicMetadata({ topics: [...names] }))
  return (
    topics.length === names.length &&
    topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0))
  )
}

/** kafkajs's errors for a request that the broker does not list, and for a cluster whose controller is no broker, as the mock's. */
function lacksAdminRequests(error: unknown): boolean {
  const names = ['KafkaJSServerDoesNotSupportApiKey', 'KafkaJSBrokerNotFound']
  return error instanceof Error && names.includes(error.name)
}
