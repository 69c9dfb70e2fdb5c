import { HarnessError } from './harness-error'
import type { Environment } from './processes/environment'
import { removeOrphanedRunFolders } from './processes/run-folder'
import { useExternal } from './providers/external'
import { localFault, startLocal } from './providers/local'
import { mockFault, startMock } from './providers/mock'
import { engineFault, startContainer } from './providers/testcontainers'
import type { KafkaOptions, ProviderName, ProviderRequest, RunningKafka } from './running-kafka'

const START: Record<ProviderName, (request: ProviderRequest) => Promise<RunningKafka>> = {
  external: useExternal,
  local: startLocal,
  testcontainers: startContainer,
  mock: startMock,
}

/** Providers that are tried when nothing names one, best first, each with what keeps it from working here. */
const DETECTED: [
  ProviderName,
  (environment: Environment) => Promise<HarnessError | undefined> | HarnessError | undefined,
][] = [
  ['local', localFault],
  ['testcontainers', engineFault],
  ['mock', mockFault],
]

/**
 * Starts Kafka, or takes the cluster of `KAFKA_BROKERS`. A provider that was chosen and then fails is an error: no other one is
 * tried. Also removes the folders of earlier runs that died.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<RunningKafka> {
  const { brokers = 1, onProgress = () => undefined, environment = process.env, signal } = options
  if (!Number.isInteger(brokers) || brokers < 1)
    throw new RangeError(`brokers is ${brokers}, expected a whole number from 1`)
  removeOrphanedRunFolders()
  const provider = options.provider ?? namedProvider(environment) ?? (await detectProvider(environment))
  signal?.throwIfAborted()
  const kafka = await START[provider]({ brokers, onProgress, environment, signal })
  if (signal?.aborted !== true) return kafka
  await kafka.stop()
  throw signal.reason
}

function namedProvider(environment: Environment): ProviderName | undefined {
  const named = environment.FILROUGE_KAFKA
  if (named) {
    if (Object.hasOwn(START, named)) return named as ProviderName
    throw new HarnessError(
      `FILROUGE_KAFKA is ${named}`,
      `set it to one of ${Object.keys(START).join(', ')}, or unset it`,
    )
  }
  return environment.KAFKA_BROKERS ? 'external' : undefined
}

async function detectProvider(environment: Environment): Promise<ProviderName> {
  const faults = ['external: KAFKA_BROKERS is not set: set it to the host:port of a running Kafka']
  for (const [provider, findFault] of DETECTED) {
    const fault = await findFault(environment)
    if (fault === undefined) return provider
    faults.push(`${provider}: ${fault.message}`)
  }
  throw new HarnessError('no Kafka to be had', faults.join('; '))
}
