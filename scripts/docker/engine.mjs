import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import harness from '../../packages/harness/dist/index.js'
import { inOwnNamespaces } from './namespaces.mjs'

const { createRunFolder, removeOrphanedRunFolders, startProcess, waitFor } = harness

/** The system refused the engine: `message` is its last log line. */
export class EngineRefused extends Error {}

/**
 * Starts `dockerd` on a socket and in a data folder of its own, so that nothing else takes it for this machine's engine.
 * Gives back `{ host, folder, stop }`; `host` is the value for DOCKER_HOST.
 */
export async function startEngine(onProgress) {
  removeOrphanedRunFolders()
  const folder = createRunFolder('docker')
  const socket = join(folder.path, 'docker.sock')
  const dockerd = startProcess(...inOwnNamespaces('dockerd', dockerdArguments(folder.path, socket)), {
    name: 'dockerd',
  })
  const stop = async () => {
    await dockerd.stop(20_000)
    folder.remove()
    removeBridge()
  }
  try {
    onProgress('starting dockerd')
    await waitFor('dockerd', () => answers(socket), {
      deadlineMs: 60_000,
      hopeless: () => (dockerd.status === undefined ? undefined : 'it ended'),
    })
    return { host: `unix://${socket}`, folder: folder.path, stop }
  } catch (error) {
    const lastLine = dockerd.output.lines().at(-1) ?? 'it wrote nothing'
    // one that lives and does not answer was refused by nobody
    const ended = dockerd.status !== undefined
    await stop()
    throw ended ? new EngineRefused(lastLine) : new Error(`${error.message}; its last line: ${lastLine}`)
  }
}

function dockerdArguments(folder, socket) {
  return [
    ...['--data-root', join(folder, 'data')],
    ...['--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'pid')],
    ...['--host', `unix://${socket}`],
    // Ports are mapped by Docker's own proxy: this machine's packet filter stays as it is.
    '--iptables=false',
    '--ip6tables=false',
  ]
}

/** dockerd leaves its network bridge behind. It is only ours if this machine has no engine of its own. */
function removeBridge() {
  if (existsSync('/var/run/docker.sock') || !existsSync('/sys/class/net/docker0')) return
  spawnSync('ip', ['link', 'delete', 'docker0'], { stdio: 'ignore' })
}

function answers(socketPath) {
  return new Promise((resolve, reject) => {
    const ping = request({ socketPath, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy(new Error('no answer')))
    ping.on('error', reject)
    ping.end()
  })
}
