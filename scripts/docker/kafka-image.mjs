import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import harness from '../../packages/harness/dist/index.js'
import { debianMirror } from './debian-packages.mjs'
import { inOwnNamespaces } from './namespaces.mjs'

const { cacheFolder, createRunFolder, kafkaJars, startProcess } = harness
const RECIPE = join(import.meta.dirname, '..', '..', 'docker', 'kafka')
const PACKAGES = 'openjdk-17-jre-headless'
const UNNEEDED = [
  './var/cache/apt/*',
  './var/lib/apt/lists/*',
  './usr/share/doc/*',
  './usr/share/man/*',
  './usr/share/locale/*',
]
const IMAGE = 'filrouge-test-kafka:4.1.1'

/** Builds the image from docker/kafka in `folder`, with the engine at `host`. Gives its name back. */
export async function buildKafkaImage({ folder, host, onProgress }) {
  const context = join(folder, 'context')
  mkdirSync(join(context, 'jars'), { recursive: true })
  copyFileSync(await rootFilesystem(folder, onProgress), join(context, 'rootfs.tar.gz'))
  for (const jar of await kafkaJars({ version: '4.1.1', environment: process.env, onProgress })) {
    copyFileSync(jar, join(context, 'jars', basename(jar)))
  }
  for (const file of ['Dockerfile', 'run']) copyFileSync(join(RECIPE, file), join(context, file))
  onProgress(`building the image ${IMAGE}`)
  // The builder of BuildKit would be another download.
  await run('docker', ['build', '--tag', IMAGE, context], { DOCKER_HOST: host, DOCKER_BUILDKIT: '0' })
  rmSync(context, { recursive: true })
  return IMAGE
}

/** A Debian with a Java runtime as one archive. Made once: the cache's name holds all that goes into it. */
async function rootFilesystem(folder, onProgress) {
  const { release, site } = debianMirror()
  const key = createHash('sha256')
    .update(JSON.stringify([release, process.arch, PACKAGES, UNNEEDED]))
    .digest('hex')
  const cached = join(cacheFolder(process.env), `docker-rootfs-${key.slice(0, 16)}.tar.gz`)
  if (existsSync(cached)) return cached
  onProgress(`making a root file system with debootstrap (${release}, ${PACKAGES}), up to a minute the first time`)
  const root = join(folder, 'rootfs')
  await run(...inOwnNamespaces('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, release, root, site]))
  const archive = join(folder, 'rootfs.tar.gz')
  const excluded = UNNEEDED.map((path) => `--exclude=${path}`)
  await run('tar', [
    '--directory',
    root,
    ...excluded,
    '--create',
    '--use-compress-program',
    'gzip -1',
    '--file',
    archive,
    '.',
  ])
  mkdirSync(dirname(cached), { recursive: true })
  // Into the cache's file system first: only then is a rename atomic.
  const partial = createRunFolder('rootfs', dirname(cached))
  copyFileSync(archive, join(partial.path, basename(cached)))
  renameSync(join(partial.path, basename(cached)), cached)
  partial.remove()
  rmSync(root, { recursive: true, force: true })
  return cached
}

async function run(command, args, variables = {}) {
  const started = startProcess(command, args, {
    name: command,
    env: { ...process.env, ...variables },
    guard: 'supervisor',
  })
  const { code, signal } = await started.exited
  if (code !== 0) throw new Error(`${command} ended with ${signal ?? code}: ${started.output}`)
}
