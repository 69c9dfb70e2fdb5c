import type { ClusterPlan, NodePlan } from './server-properties'

export const ZOOKEEPER_MAIN = 'org.apache.zookeeper.server.ZooKeeperServerMain'

/** Kafka before 3.3 keeps its metadata in ZooKeeper, which stands in the plan in the controller's place. */
export function needsZooKeeper(version: string): boolean {
  return version.startsWith('2.')
}

/** The file of the ZooKeeper node, or of a broker that uses it. */
export function zooKeeperProperties(plan: ClusterPlan, node: NodePlan): string {
  const properties = node.port === undefined ? server(plan, node) : broker(plan, node, node.port)
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

function server({ controllerPort }: ClusterPlan, { logFolder }: NodePlan) {
  return {
    dataDir: logFolder,
    clientPort: controllerPort,
    clientPortAddress: '127.0.0.1',
    maxClientCnxns: 0,
    // an HTTP server on port 8080
    'admin.enableServer': false,
  }
}

function broker({ controllerPort }: ClusterPlan, { id, logFolder }: NodePlan, port: number) {
  return {
    'broker.id': id,
    'zookeeper.connect': `127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': logFolder,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'controlled.shutdown.enable': false,
  }
}
