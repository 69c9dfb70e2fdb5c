export { createTopics, deleteTopics, type TopicPlan } from './topics'
export { faultText, HarnessError } from './harness-error'
export { waitFor, type WaitOptions } from './condition'
export { buildPeer, peerFault, type PeerOptions } from './peer'
export { namedProvider } from './kafka-settings'
export { startKafka } from './start-kafka'
export type {
  BrokerHandle,
  BrokerSignal,
  KafkaOptions,
  KafkaVersion,
  ProviderName,
  RunningKafka,
} from './running-kafka'
export type { Environment } from './processes/environment'
export { freePorts } from './processes/free-ports'
export type { ParentDeathGuard } from './processes/parent-death-guard'
export { createRunFolder, orphanedRunFolders, removeOrphanedRunFolders, type RunFolder } from './processes/run-folder'
export { startProcess, type ExitStatus, type ProcessOptions, type RunningProcess } from './processes/running-process'
export { onSignals } from './processes/signals'
export { cacheFolder } from './local/cache-folder'
export { kafkaJars } from './local/jar-cache'
export type { RunningSchemaRegistry, SchemaRegistryOptions } from './schema-registry/running-schema-registry'
export { startSchemaRegistry } from './schema-registry/start-schema-registry'
