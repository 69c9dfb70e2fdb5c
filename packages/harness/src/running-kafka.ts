import type { Environment } from './processes/environment'

/** In the order in which they are tried. */
export const PROVIDERS = ['external', 'local', 'testcontainers', 'mock'] as const

export type ProviderName = (typeof PROVIDERS)[number]

export type BrokerSignal = 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'

/**
 * What the local provider can start, the one it starts unless told otherwise first. 2.8.2 runs with ZooKeeper and one broker: for
 * topics with an old `message.format.version`, which take no headers.
 */
export const KAFKA_VERSIONS = ['4.1.1', '3.9.2', '2.8.2'] as const
export type KafkaVersion = (typeof KAFKA_VERSIONS)[number]

export interface BrokerHandle {
  readonly id: number
  /** `host:port` as clients dial it. */
  readonly address: string
  /** Only a local broker has one; another after `restart()`. */
  readonly pid: number | undefined
  /**
   * `SIGKILL` is a crash, `SIGTERM` a controlled shutdown: both return when the process has ended. `SIGSTOP` makes a broker hang,
   * `SIGCONT` wakes it. Only the local provider's brokers can be stopped: `HarnessError` otherwise.
   */
  kill(signal: BrokerSignal): Promise<void>
  /** Ends the broker if it runs, starts it again on the same port and data, and waits until the cluster counts it. */
  restart(): Promise<void>
}

export interface RunningKafka {
  readonly kind: ProviderName
  /** Of the broker: `4.1.1`; `librdkafka 2.12.1` for the mock; `unknown` where the cluster does not say. */
  readonly version: string
  /** `host:port` of every broker. */
  readonly bootstrap: readonly string[]
  readonly brokers: readonly BrokerHandle[]
  /** Ends what this start began: processes, containers, folders. An external cluster is left alone. Idempotent. */
  stop(): Promise<void>
}

export interface KafkaOptions {
  /** Left out: `FILROUGE_KAFKA`, else the first that this machine has, in the order external, local, testcontainers, mock. */
  provider?: ProviderName
  /** Of the local provider's Kafka; default `FILROUGE_KAFKA_VERSION`, else 4.1.1. */
  version?: KafkaVersion
  /** Default 1. More than one only with `local` and `mock`; an external cluster has as many as it has. */
  brokers?: number
  /** Short lines about what takes time. */
  onProgress?: (line: string) => void
  /** In place of `process.env`. */
  environment?: Environment
  /** Aborted: nothing is fetched or built any longer, what was begun is ended, and `startKafka` rejects with the signal's reason. */
  signal?: AbortSignal
}

/** What a provider gets. */
export interface ProviderRequest {
  readonly brokers: number
  readonly version: KafkaVersion
  readonly onProgress: (line: string) => void
  readonly environment: Environment
  readonly signal?: AbortSignal | undefined
}
