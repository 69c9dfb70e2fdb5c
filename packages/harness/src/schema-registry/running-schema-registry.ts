import type { Environment } from '../processes/environment'

export interface RunningSchemaRegistry {
  /** Base of Confluent's API: `http://127.0.0.1:port/apis/ccompat/v7`. */
  readonly url: string
  /** Of Apicurio Registry. */
  readonly version: string
  /** Ends its process and removes its folder; what was registered is gone. Idempotent. */
  stop(): Promise<void>
}

export interface SchemaRegistryOptions {
  /** Short lines about what takes time. */
  onProgress?: (line: string) => void
  /** In place of `process.env`. */
  environment?: Environment
  /** Aborted: what was begun is ended, and `startSchemaRegistry` rejects with the signal's reason. */
  signal?: AbortSignal
}

/** What each step of a start gets. */
export interface SchemaRegistryRequest {
  readonly onProgress: (line: string) => void
  readonly environment: Environment
  readonly signal?: AbortSignal | undefined
}
