import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../test-counts.mjs'

const CLIENT = join('node_modules', '@confluentinc', 'kafka-javascript')
const TOOLS = ['c++', 'make', 'python3']
/** What the tests need none of, so that no system package is needed either. */
const WITHOUT = ['curl', 'gssapi', 'ssl', 'zstd', 'lz4-ext', 'syslog'].map((library) => `--disable-${library}`)
const FAST = ['--CFLAGS=-O1 -g0', '--CXXFLAGS=-O1 -g0']

/** Why the client cannot be built here; nothing where it can. Its own download of a binary is not used. */
export function noConfluentBuild() {
  const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0)
  return missing.length === 0
    ? undefined
    : `Confluent's client is built from source, and ${missing.join(', ')} is not here`
}

/**
 * Builds librdkafka from the source that is in the client's package, and the client's addon against it.
 *
 * @returns the output of the step that failed
 */
export async function buildConfluent(folder) {
  const source = join(folder, CLIENT, 'deps', 'librdkafka')
  const prefix = join(folder, 'librdkafka')
  const headers = join(dirname(process.execPath), '..')
  const env = {
    ...process.env,
    BUILD_LIBRDKAFKA: '0',
    CXXFLAGS: `-I${join(prefix, 'include', 'librdkafka')}`,
    LDFLAGS: `-L${join(prefix, 'lib')} -Wl,-rpath,${join(prefix, 'lib')}`,
    JOBS: '2',
    npm_config_build_from_source: 'true',
    ...(existsSync(join(headers, 'include', 'node', 'node.h')) && { npm_config_nodedir: headers }),
  }
  const steps = [
    ['./configure', [`--prefix=${prefix}`, ...WITHOUT, ...FAST], { cwd: source }],
    ['make', ['-j2', 'libs'], { cwd: source }],
    ['make', ['-C', 'src', 'install'], { cwd: source }],
    ['make', ['-C', 'src-cpp', 'install'], { cwd: source }],
    ['npm', ['rebuild', '--foreground-scripts', '@confluentinc/kafka-javascript'], { cwd: folder, env }],
  ]
  for (const [command, args, options] of steps) {
    const { code, output } = await run(command, args, { ...options, echo: false })
    if (code !== 0) return `${command} ${args.join(' ')}\n${output.slice(-4000)}`
  }
  rmSync(source, { recursive: true })
  return undefined
}
