import { HarnessError } from '../harness-error'
import { namedVersion } from '../kafka-settings'
import { LocalCluster } from '../local/cluster'
import { jarsAreCached, kafkaJars } from '../local/jar-cache'
import { findJava, JAVA_REMEDY } from '../local/java'
import { MAVEN_REMEDY } from '../local/maven'
import { findExecutable } from '../processes/executable'
import type { Environment } from '../processes/environment'
import { startOnFreePorts, type PortAttempt } from '../processes/port-attempts'
import { createRunFolder } from '../processes/run-folder'
import type { ProviderRequest, RunningKafka } from '../running-kafka'

/** Why this machine cannot run the local provider, or nothing. */
export async function localFault(environment: Environment, signal?: AbortSignal): Promise<HarnessError | undefined> {
  const java = await findJava(environment, signal)
  if ('fault' in java) return new HarnessError(java.fault, JAVA_REMEDY)
  if (findExecutable('mvn', environment) === undefined && !jarsAreCached(environment, namedVersion(environment)))
    return new HarnessError('mvn is not on PATH', MAVEN_REMEDY)
  return undefined
}

/** Apache Kafka in KRaft mode from its published jars, on free ports of 127.0.0.1. */
export async function startLocal(request: ProviderRequest): Promise<RunningKafka> {
  const { environment, version, onProgress, signal } = request
  const java = await findJava(environment, signal)
  if ('fault' in java) throw new HarnessError(java.fault, JAVA_REMEDY)
  const jars = await kafkaJars({ version, environment, onProgress, signal })
  return startOnFreePorts('Kafka', () => clusterAttempt(java.path, jars, request), request)
}

function clusterAttempt(
  java: string,
  jars: readonly string[],
  { environment, version, onProgress, brokers, signal }: ProviderRequest,
): PortAttempt<RunningKafka> {
  const folder = createRunFolder('kafka')
  let cluster: LocalCluster | undefined
  const stop = async () => {
    await cluster?.stop()
    folder.remove()
  }
  return {
    start: async () => {
      onProgress(`starting Kafka ${version} (${brokers === 1 ? '1 broker' : `${brokers} brokers`})`)
      cluster = await LocalCluster.prepare({ java, jars, folder: folder.path, environment }, version, brokers, signal)
      await cluster.start(signal)
      return { kind: 'local', version, bootstrap: cluster.bootstrap, brokers: cluster.brokers, stop }
    },
    portTaken: () => cluster?.portTaken === true,
    stop,
  }
}
