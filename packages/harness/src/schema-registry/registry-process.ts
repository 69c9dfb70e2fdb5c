import { waitFor } from '../condition'
import { freePorts } from '../processes/free-ports'
import type { PortAttempt } from '../processes/port-attempts'
import { createRunFolder } from '../processes/run-folder'
import { describeExit, startProcess, type RunningProcess } from '../processes/running-process'
import type { RunningSchemaRegistry, SchemaRegistryRequest } from './running-schema-registry'
import { SCHEMA_REGISTRY_VERSION } from './registry-jar'

const READY_DEADLINE_MS = 90_000
const ANSWER_DEADLINE_MS = 5_000

/** One start of the registry, in a run folder of its own. It keeps schemas in memory. */
export function registryAttempt(
  java: string,
  jar: string,
  { environment, signal }: SchemaRegistryRequest,
): PortAttempt<RunningSchemaRegistry> {
  const folder = createRunFolder('schema-registry')
  let portTaken = false
  let run: RunningProcess | undefined
  const stop = async () => {
    await run?.stop()
    folder.remove()
  }
  return {
    start: async () => {
      const [port = 0] = await freePorts(1)
      run = startProcess(java, javaArguments(jar, port, folder.path), {
        name: 'schema registry',
        env: environment,
        cwd: folder.path,
        onLine: (line) => (portTaken ||= line.includes(`Port ${port} seems to be in use`)),
      })
      const url = `http://127.0.0.1:${port}/apis/ccompat/v7`
      await untilAnswering(url, run, signal)
      return { url, version: SCHEMA_REGISTRY_VERSION, stop }
    },
    portTaken: () => portTaken,
    stop,
  }
}

/** Flags for a quick start and a bounded heap. Vert.x unpacks files into the temporary folder. */
function javaArguments(jar: string, port: number, folder: string): string[] {
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    '-Djava.awt.headless=true',
    `-Djava.io.tmpdir=${folder}`,
    '-Dquarkus.http.host=127.0.0.1',
    `-Dquarkus.http.port=${port}`,
    '-jar',
    jar,
  ]
}

async function untilAnswering(url: string, run: RunningProcess, signal: AbortSignal | undefined): Promise<void> {
  const subjects = async () => {
    const response = await fetch(`${url}/subjects`, { signal: AbortSignal.timeout(ANSWER_DEADLINE_MS) })
    return response.ok && Array.isArray(await response.json())
  }
  await waitFor('the schema registry', subjects, {
    deadlineMs: READY_DEADLINE_MS,
    hopeless: () => run.status && `it ended (${describeExit(run.status)})`,
    remedy: () => `its last output: ${run.output.toString()}`,
    signal,
  })
}
