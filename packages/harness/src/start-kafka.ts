import { HarnessError } from './harness-error'
import { namedProvider, namedVersion } from './kafka-settings'
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

type FindFault = (
  environment: Environment,
  signal?: AbortSignal,
) => Promise<HarnessError | undefined> | HarnessError | undefined

type DetectionRequest = Pick<ProviderRequest, 'environment' | 'onProgress' | 'signal'>

/** Providers that are tried when nothing names one, best first, each with what keeps it from working here. */
const DETECTED: [ProviderName, FindFault][] = [
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
  const version = options.version ?? namedVersion(environment)
  removeOrphanedRunFolders()
  const provider =
    options.provider ?? namedProvider(environment) ?? (await detectProvider({ environment, onProgress, signal }))
  signal?.throwIfAborted()
  if (options.version !== undefined && provider !== 'local') {
    throw new HarnessError(
      `the ${provider} provider has no choice of versions`,
      'leave version out, or use local Kafka',
    )
  }
  const kafka = await START[provider]({ brokers, version, onProgress, environment, signal })
  if (signal?.aborted !== true) return kafka
  await kafka.stop()
  throw signal.reason
}

/** The first provider that works here. Why each better one does not is said: a stand-in must not come as a surprise. */
async function detectProvider({ environment, onProgress, signal }: DetectionRequest): Promise<ProviderName> {
  const faults: [ProviderName, string][] = []
  for (const [provider, findFault] of DETECTED) {
    const fault = await findFault(environment, signal)
    signal?.throwIfAborted()
    if (fault === undefined) {
      for (const [better, reason] of faults) onProgress(`${better} Kafka is not used: ${reason}`)
      return provider
    }
    faults.push([provider, fault.message])
  }
  const unset: [ProviderName, string] = [
    'external',
    'KAFKA_BROKERS is not set: set it to the host:port of a running Kafka',
  ]
  throw new HarnessError(
    'no Kafka to be had',
    [unset, ...faults].map(([each, reason]) => `${each}: ${reason}`),
  )
}
