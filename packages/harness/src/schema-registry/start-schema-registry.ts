import { HarnessError } from '../harness-error'
import { findJava, JAVA_REMEDY } from '../local/java'
import { startOnFreePorts } from '../processes/port-attempts'
import { removeOrphanedRunFolders } from '../processes/run-folder'
import { registryJar, SCHEMA_REGISTRY_VERSION } from './registry-jar'
import { registryAttempt } from './registry-process'
import type { RunningSchemaRegistry, SchemaRegistryOptions } from './running-schema-registry'

/** Starts Apicurio Registry, which has Confluent's API, on a free port of 127.0.0.1. It knows no schema at first. */
export async function startSchemaRegistry(options: SchemaRegistryOptions = {}): Promise<RunningSchemaRegistry> {
  const { onProgress = () => undefined, environment = process.env, signal } = options
  removeOrphanedRunFolders()
  signal?.throwIfAborted()
  const java = await findJava(environment, signal)
  if ('fault' in java) throw new HarnessError(java.fault, JAVA_REMEDY)
  const request = { onProgress, environment, signal }
  const jar = await registryJar(request)
  onProgress(`starting Apicurio Registry ${SCHEMA_REGISTRY_VERSION}`)
  const registry = await startOnFreePorts(
    'the schema registry',
    () => registryAttempt(java.path, jar, request),
    request,
  )
  if (signal?.aborted !== true) return registry
  await registry.stop()
  throw signal.reason
}
