/** One node of a local cluster. */
export interface NodePlan {
  readonly id: number
  readonly roles: readonly ('broker' | 'controller')[]
  /** Broker listener; nothing for a node that is a controller only. */
  readonly port: number | undefined
  readonly logFolder: string
}

export interface ClusterPlan {
  readonly clusterId: string
  readonly controllerId: number
  readonly controllerPort: number
  readonly nodes: readonly NodePlan[]
  /** the controller is a ZooKeeper */
  readonly zooKeeper?: boolean
}

/**
 * `server.properties` of one node. The quorum is static (`controller.quorum.voters`), so that a formatted folder holds no port.
 * Replication settings must fit the number of brokers: with the defaults (3) a single broker never creates its internal topics
 * and clients wait for a group coordinator for ever.
 */
export function serverProperties(plan: ClusterPlan, node: NodePlan): string {
  const brokers = plan.nodes.filter(({ roles }) => roles.includes('broker')).length
  const properties = {
    ...common(plan, node),
    ...listeners(plan, node),
    ...replication(Math.min(3, brokers)),
    ...(brokers === 1 ? {} : FAILURES_SEEN_SOON),
  }
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

function common(plan: ClusterPlan, node: NodePlan) {
  return {
    'process.roles': node.roles.join(','),
    'node.id': node.id,
    'controller.quorum.voters': `${plan.controllerId}@127.0.0.1:${plan.controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': node.logFolder,
    // The default of 3 s delays the first join of every consumer group.
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'num.partitions': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.num.partitions': 1,
    // 128 MB of heap by default.
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'num.network.threads': 2,
    'num.io.threads': 2,
  }
}

function listeners(plan: ClusterPlan, { roles, port }: NodePlan) {
  const broker = `PLAINTEXT://127.0.0.1:${port ?? 0}`
  const controller = `CONTROLLER://127.0.0.1:${plan.controllerPort}`
  const protocols = { 'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT' }
  if (!roles.includes('broker')) return { ...protocols, listeners: controller }
  return {
    ...protocols,
    listeners: roles.includes('controller') ? `${broker},${controller}` : broker,
    'advertised.listeners': broker,
    'inter.broker.listener.name': 'PLAINTEXT',
  }
}

function replication(replicas: number) {
  const inSync = Math.max(1, replicas - 1)
  return {
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'unclean.leader.election.enable': false,
    // With nobody to hand its partitions to, a lone broker would only wait.
    'controlled.shutdown.enable': replicas > 1,
  }
}

/** By default a dead broker is noticed after 9 s, a slow replica after 30 s. */
const FAILURES_SEEN_SOON = {
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3_000,
  'replica.lag.time.max.ms': 5_000,
}
