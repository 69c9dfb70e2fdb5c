import { HarnessError } from './harness-error'
import type { Environment } from './processes/environment'
import { KAFKA_VERSIONS, PROVIDERS, type KafkaVersion, type ProviderName } from './running-kafka'

/**
 * The provider that the environment names (`FILROUGE_KAFKA`, else `external` when `KAFKA_BROKERS` is set), or nothing. Reads
 * only: a program may call it before work that takes long.
 * @throws HarnessError for a value of either variable that cannot be right
 */
export function namedProvider(environment: Environment): ProviderName | undefined {
  const named = environment.FILROUGE_KAFKA || (environment.KAFKA_BROKERS ? 'external' : undefined)
  if (named === undefined) return undefined
  const provider = PROVIDERS.find((name) => name === named)
  if (provider === undefined) {
    throw new HarnessError(`FILROUGE_KAFKA is ${named}`, `set it to one of ${PROVIDERS.join(', ')}, or unset it`)
  }
  if (provider === 'external') externalBootstrap(environment)
  return provider
}

/**
 * The version of Kafka that the local provider starts: `FILROUGE_KAFKA_VERSION`, else the first of `KAFKA_VERSIONS`.
 * @throws HarnessError for a version that there is no recipe for
 */
export function namedVersion(environment: Environment): KafkaVersion {
  const named = environment.FILROUGE_KAFKA_VERSION || KAFKA_VERSIONS[0]
  const version = KAFKA_VERSIONS.find((each) => each === named)
  if (version !== undefined) return version
  throw new HarnessError(
    `FILROUGE_KAFKA_VERSION is ${named}`,
    `set it to one of ${KAFKA_VERSIONS.join(', ')}, or unset it`,
  )
}

/** The addresses of `KAFKA_BROKERS`: `host:port`, separated by commas; an IPv6 host in brackets. */
export function externalBootstrap(environment: Environment): string[] {
  const named = environment.KAFKA_BROKERS ?? ''
  const addresses = named.split(',').flatMap((address) => (address.trim() === '' ? [] : [address.trim()]))
  if (addresses.length === 0) {
    throw new HarnessError('KAFKA_BROKERS names no broker', 'set it to host:port, several with commas')
  }
  const wrong = addresses.find((address) => !isHostAndPort(address))
  if (wrong === undefined) return addresses
  throw new HarnessError(
    `KAFKA_BROKERS names ${wrong}, which is no host:port`,
    'set it to host:port, several with commas, or unset it',
  )
}

function isHostAndPort(address: string): boolean {
  const port = Number(/^(?:\[[0-9a-fA-F:.]+\]|[^\s:/@[\]]+):(\d{1,5})$/.exec(address)?.[1])
  return port >= 1 && port <= 65_535
}
