import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, totalmem, type } from 'node:os'

/** What the figures are of. No names of hosts. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly versions: Readonly<Record<string, string>>
}

const PACKAGES = [
  'kafkajs',
  'jaeger-client',
  '@opentelemetry/core',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/instrumentation-kafkajs',
  '@opentelemetry/propagator-jaeger',
  'dd-trace',
  'zipkin-instrumentation-kafkajs',
  'mitata',
]

export function thisMachine(kafka: string): Machine {
  const versions = PACKAGES.map((name) => [name, versionOf(name)] as const)
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${arch()}`,
    versions: { node: process.versions.node, 'Apache Kafka': kafka, ...Object.fromEntries(versions) },
  }
}

/** Read from the file, since a package need not export its own description. */
function versionOf(name: string): string {
  const [folder] = (require.resolve.paths(name) ?? []).flatMap((path) => {
    try {
      return [readFileSync(`${path}/${name}/package.json`, 'utf8')]
    } catch {
      return []
    }
  })
  return folder === undefined ? 'unknown' : (JSON.parse(folder) as { version: string }).version
}
