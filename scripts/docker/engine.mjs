import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { basename, join } from 'node:path'
import harness from '../../packages/harness/dist/index.js'

const { createRunFolder, orphanedRunFolders, startProcess, waitFor } = harness
const PREFIX = 'docker'

/** The system refused the engine: `message` is its last log line. */
export class EngineRefused extends Error {}

/**
 * Starts `dockerd` on a socket and in a data folder of its own, so that nothing else takes it for this machine's engine.
 * Gives back `{ host, folder, stop }`; `host` is the value for DOCKER_HOST.
 */
export async function startEngine(onProgress) {
  const hadBridge = hasBridge()
  const folder = createRunFolder(PREFIX)
  const socket = join(folder.path, 'docker.sock')
  const args = ['--data-root', join(folder.path, 'data'), '--exec-root', join(folder.path, 'exec')]
  const dockerd = startProcess(
    'dockerd',
    [...args, '--pidfile', join(folder.path, 'pid'), '--host', `unix://${socket}`],
    {
      name: 'dockerd',
    },
  )
  const stop = async () => {
    await dockerd.stop(20_000)
    await endEverythingIn(folder.path)
    folder.remove()
    if (!hadBridge && hasBridge()) spawnSync('ip', ['link', 'delete', 'docker0'], { stdio: 'ignore' })
  }
  try {
    onProgress('starting dockerd')
    await waitFor('dockerd', () => answers(socket), {
      deadlineMs: 60_000,
      hopeless: () => (dockerd.status === undefined ? undefined : 'it ended'),
    })
    return { host: `unix://${socket}`, folder: folder.path, stop }
  } catch {
    const lastLine = dockerd.output.lines().at(-1) ?? 'it wrote nothing'
    await stop()
    throw new EngineRefused(lastLine)
  }
}

/** Ends what earlier runs left when they were killed: containers hold mounts, so their folders cannot simply be removed. */
export async function endOrphanedEngines() {
  const folders = orphanedRunFolders().filter((path) => basename(path).startsWith(`filrouge-${PREFIX}-`))
  for (const folder of folders) await endEverythingIn(folder)
}

/** SIGKILL to every process that names the folder on its command line or works in it; then all mounts in it are undone. */
async function endEverythingIn(folder) {
  await waitFor(`processes of ${folder}`, () => {
    const pids = processesOf(folder)
    for (const pid of pids) kill(pid)
    return pids.length === 0
  })
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
  for (const mount of mounts.filter((path) => path.startsWith(`${folder}/`)).reverse()) {
    spawnSync('umount', ['--lazy', mount], { stdio: 'ignore' })
  }
}

function processesOf(folder) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return pids
    .filter((pid) => commandLine(pid).includes(`${folder}/`) || rootFolder(pid).startsWith(`${folder}/`))
    .map(Number)
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Of a process in a container or a chroot: where its root lies. */
function rootFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/root`)
  } catch {
    return ''
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}

function hasBridge() {
  return readdirSync('/sys/class/net').includes('docker0')
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
