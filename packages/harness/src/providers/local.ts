import { HarnessError } from '../harness-error'
import { namedVersion } from '../kafka-settings'
import { LocalCluster } from '../local/cluster'
import { jarsAreCached, kafkaJars } from '../local/jar-cache'
import { findJava, JAVA_REMEDY } from '../local/java'
import type { JavaCommand } from '../local/java-command'
import { MAVEN_REMEDY } from '../local/maven'
import { findExecutable } from '../processes/executable'
import type { Environment } from '../processes/environment'
import { createRunFolder } from '../processes/run-folder'
import type { ProviderRequest, RunningKafka } from '../running-kafka'

const START_ATTEMPTS = 3
const PORTS_TAKEN = `another program took a port of Kafka's in each of ${START_ATTEMPTS} attempts`
const PORTS_REMEDY = 'end what listens on ports 20000 to 32000 of 127.0.0.1, or try again'

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
  const { environment, version, onProgress, brokers, signal } = request
  const java = await findJava(environment, signal)
  if ('fault' in java) throw new HarnessError(java.fault, JAVA_REMEDY)
  const jars = await kafkaJars({ version, environment, onProgress, signal })
  for (let attempt = 1; ; attempt++) {
    const folder = createRunFolder('kafka')
    const command: JavaCommand = { java: java.path, jars, folder: folder.path, environment }
    let cluster: LocalCluster | undefined
    const stop = async () => {
      await cluster?.stop()
      folder.remove()
    }
    try {
      onProgress(`starting Kafka ${version} (${brokers === 1 ? '1 broker' : `${brokers} brokers`})`)
      cluster = await LocalCluster.prepare(command, version, brokers, signal)
      await cluster.start(signal)
      return { kind: 'local', version, bootstrap: cluster.bootstrap, brokers: cluster.brokers, stop }
    } catch (error) {
      const portTaken = cluster?.portTaken === true
      await stop()
      signal?.throwIfAborted()
      if (!portTaken) throw error
      if (attempt === START_ATTEMPTS) throw new HarnessError(PORTS_TAKEN, PORTS_REMEDY, { cause: error })
      onProgress('a port was taken in between: trying others')
    }
  }
}
