import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, totalmem, type } from 'node:os'
import { join } from 'node:path'

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
  'avsc',
  'mitata',
]

const CRATES = ['opentelemetry', 'opentelemetry_sdk', 'opentelemetry-jaeger-propagator', 'opentelemetry-zipkin']
const CRATES_LOCK = join(__dirname, '../../../crates/Cargo.lock')

export function thisMachine(kafka: string): Machine {
  const versions = PACKAGES.map((name) => [name, versionOf(name)] as const)
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${arch()}`,
    versions: {
      node: process.versions.node,
      'Apache Kafka': kafka,
      ...Object.fromEntries(versions),
      ...rustVersions(),
    },
  }
}

/** Of the compiler and the other crates; nothing where there is no Rust. */
function rustVersions(): Record<string, string> {
  const { status, stdout } = spawnSync('rustc', ['--version'], { encoding: 'utf8' })
  if (status !== 0) return {}
  const lock = readFileSync(CRATES_LOCK, 'utf8')
  const versions = CRATES.map((name) => {
    const [, version = 'unknown'] = new RegExp(`name = "${name}"\nversion = "(.+)"`).exec(lock) ?? []
    return [`crate ${name}`, version] as const
  })
  return { rustc: stdout.split(' ')[1] ?? 'unknown', ...Object.fromEntries(versions) }
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
