import { faultText, HarnessError } from '../harness-error'
import { LocalCluster } from '../local/cluster'
import { KAFKA_VERSION, kafkaJars } from '../local/jar-cache'
import { findJava, JAVA_REMEDY } from '../local/java'
import type { JavaCommand } from '../local/java-command'
import { MAVEN_REMEDY } from '../local/maven'
import { findExecutable } from '../processes/executable'
import type { Environment } from '../processes/environment'
import { createRunFolder } from '../processes/run-folder'
import type { ProviderRequest, RunningKafka } from '../running-kafka'

const START_ATTEMPTS = 3

/** Why this machine cannot run the local provider, or nothing. */
export function localFault(environment: Environment): HarnessError | undefined {
  const java = findJava(environment)
  if ('fault' in java) return new HarnessError(java.fault, JAVA_REMEDY)
  if (findExecutable('mvn', environment) === undefined) return new HarnessError('mvn is not on PATH', MAVEN_REMEDY)
  return undefined
}

/** Apache Kafka in KRaft mode from its published jars, on free ports of 127.0.0.1. */
export async function startLocal(request: ProviderRequest): Promise<RunningKafka> {
  const { environment, onProgress, brokers } = request
  const java = findJava(environment)
  if ('fault' in java) throw new HarnessError(java.fault, JAVA_REMEDY)
  const jars = await kafkaJars({ environment, onProgress })
  for (let attempt = 1; ; attempt++) {
    const folder = createRunFolder('kafka')
    const command: JavaCommand = { java: java.path, jars, folder: folder.path, environment }
    let cluster: LocalCluster | undefined
    const stop = async () => {
      await cluster?.stop()
      folder.remove()
    }
    try {
      onProgress(`starting Kafka ${KAFKA_VERSION} (${brokers === 1 ? '1 broker' : `${brokers} brokers`})`)
      cluster = await LocalCluster.prepare(command, brokers)
      await cluster.start()
      return { kind: 'local', version: KAFKA_VERSION, bootstrap: cluster.bootstrap, brokers: cluster.brokers, stop }
    } catch (error) {
      const mayRetry = cluster?.portTaken === true && attempt < START_ATTEMPTS
      await stop()
      if (!mayRetry) throw error
      onProgress(`a port was taken in between (${faultText(error).slice(0, 120)}): trying others`)
    }
  }
}
