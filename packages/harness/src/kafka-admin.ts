import { Kafka, logLevel, type Admin } from 'kafkajs'

/** Runs `use` with a connected kafkajs admin client that tries once and logs nothing, and disconnects it. */
export async function withAdmin<T>(bootstrap: readonly string[], use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = quietKafka(bootstrap).admin()
  try {
    await admin.connect()
    return await use(admin)
  } finally {
    await admin.disconnect().catch(() => undefined)
  }
}

/** Makes topics by asking for their metadata as a consumer does, which a cluster with auto-creation answers by making them. */
export async function autoCreate(bootstrap: readonly string[], topics: string[]): Promise<void> {
  const consumer = quietKafka(bootstrap).consumer({ groupId: 'filrouge-harness', retry: { retries: 5 } })
  try {
    await consumer.connect()
    await consumer.subscribe({ topics })
  } finally {
    await consumer.disconnect().catch(() => undefined)
  }
}

function quietKafka(bootstrap: readonly string[]): Kafka {
  return new Kafka({
    clientId: 'filrouge-harness',
    brokers: [...bootstrap],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    retry: { retries: 0 },
  })
}

/** Addresses of the brokers that the cluster counts as alive, by broker id. */
export async function aliveBrokers(bootstrap: readonly string[]): Promise<Map<number, string>> {
  const { brokers } = await withAdmin(bootstrap, (admin) => admin.describeCluster())
  return new Map(brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`]))
}
