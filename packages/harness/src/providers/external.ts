import { waitFor } from '../condition'
import { faultText, HarnessError } from '../harness-error'
import { aliveBrokers } from '../kafka-admin'
import { externalBootstrap } from '../kafka-settings'
import type { BrokerHandle, ProviderRequest, RunningKafka } from '../running-kafka'
import { unstoppableBroker } from './unstoppable-broker'

const REACH_DEADLINE_MS = 5_000

/** The cluster that `KAFKA_BROKERS` (`host:port`, comma-separated) names. One that does not answer is an error. */
export async function useExternal({ environment, onProgress, signal }: ProviderRequest): Promise<RunningKafka> {
  const bootstrap = externalBootstrap(environment)
  onProgress(`using the brokers of KAFKA_BROKERS (${bootstrap.join(',')})`)
  return {
    kind: 'external',
    version: 'unknown',
    bootstrap,
    brokers: await reach(bootstrap, signal),
    stop: () => Promise.resolve(),
  }
}

async function reach(bootstrap: readonly string[], signal?: AbortSignal): Promise<BrokerHandle[]> {
  try {
    const brokers = await waitFor('brokers', () => aliveBrokers(bootstrap), { deadlineMs: REACH_DEADLINE_MS, signal })
    return [...brokers].map(([id, address]) => unstoppableBroker(id, address, 'external'))
  } catch (error) {
    signal?.throwIfAborted()
    throw new HarnessError(
      `KAFKA_BROKERS is ${bootstrap.join(',')}, but no Kafka answers there (${faultText(error)})`,
      'start that cluster, or unset KAFKA_BROKERS',
      { cause: error },
    )
  }
}
