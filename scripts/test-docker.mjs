/**
 * `npm run test:docker`: the container tests against a real engine. On Debian as root the engine is installed and started here,
 * on a socket of its own; elsewhere DOCKER_HOST may name one. The last line is `N passed, N failed[, N skipped]`.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installFault, installPackages } from './docker/debian-packages.mjs'

const PACKAGES = ['docker.io', 'iproute2', 'debootstrap', 'docker-compose']
const root = join(import.meta.dirname, '..')
const say = (line) => console.log(`test:docker: ${line}`)
const conclude = ({ passed = 0, failed = 0, skipped = 0 }) => {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed > 0 ? 1 : 0
}

try {
  await main()
} catch (error) {
  say(`failed: ${error.message}`)
  conclude({ failed: 1 })
}

async function main() {
  if (process.env.DOCKER_HOST) {
    say(`using the engine of DOCKER_HOST (${process.env.DOCKER_HOST})`)
    conclude(await runTests({}))
    return
  }
  const fault = installFault()
  if (fault !== undefined) {
    say(`skipped: no container engine, and ${fault}. Set DOCKER_HOST to run these tests with an engine of yours`)
    conclude({ skipped: 1 })
    return
  }
  installPackages(PACKAGES, say)
  build()
  await testWithOwnEngine()
}

async function testWithOwnEngine() {
  const { EngineRefused, startEngine } = await import('./docker/engine.mjs')
  const { buildKafkaImage } = await import('./docker/kafka-image.mjs')
  const { default: harness } = await import('../packages/harness/dist/index.js')
  let engine
  const removeHandlers = harness.onSignals(async () => engine?.stop())
  try {
    engine = await startEngine(say)
    const image = await buildKafkaImage({ folder: engine.folder, host: engine.host, onProgress: say })
    // Testcontainers' own reaper is an image that cannot be pulled here; everything ends with this engine anyway.
    conclude(await runTests({ DOCKER_HOST: engine.host, KAFKA_IMAGE: image, TESTCONTAINERS_RYUK_DISABLED: 'true' }))
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error
    say(`skipped: dockerd was installed and started, and this system refused it: ${error.message}`)
    conclude({ skipped: 1 })
  } finally {
    await engine?.stop()
    removeHandlers()
  }
}

function build() {
  const tsc = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'packages/harness'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  if (tsc.status !== 0) throw new Error(`tsc -b packages/harness: ${tsc.stdout.split('\n')[0]}`)
}

async function runTests(variables) {
  build()
  const { default: harness } = await import('../packages/harness/dist/index.js')
  const folder = harness.createRunFolder('jest')
  const results = join(folder.path, 'results.json')
  try {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
    const run = harness.startProcess(
      process.execPath,
      [jest, '--selectProjects', 'docker', '--json', '--outputFile', results],
      {
        name: 'jest',
        cwd: root,
        env: { ...process.env, ...variables },
        guard: 'supervisor',
        onLine: (line, stream) => {
          if (stream === 'stderr') console.error(line)
        },
      },
    )
    await run.exited
    return countsOf(results)
  } finally {
    folder.remove()
  }
}

/** A test file that does not load counts as one failure; no test at all too. */
function countsOf(file) {
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const failed = numFailedTests + numRuntimeErrorTestSuites
  if (numPassedTests + failed === 0) return { failed: 1, skipped: numPendingTests }
  return { passed: numPassedTests, failed, skipped: numPendingTests }
}
