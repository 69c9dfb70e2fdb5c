import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { faultText, HarnessError } from '../harness-error'
import { madeCacheFolder } from '../local/cache-folder'
import { makeCached } from '../local/cached-folder'
import { lockViolation, megabytes, readLock, WRONG_DOWNLOAD_REMEDY } from '../local/download-lock'
import { copyArtifact } from '../local/maven'
import { removeOrphanedRunFolders } from '../processes/run-folder'
import type { SchemaRegistryRequest } from './running-schema-registry'

export const SCHEMA_REGISTRY_VERSION = '3.0.9'

const APPLICATION = `apicurio-registry-app-${SCHEMA_REGISTRY_VERSION}`
const COORDINATES = `io.apicurio:apicurio-registry-app:${SCHEMA_REGISTRY_VERSION}:tar.gz:all`
const LOCK = join(__dirname, '..', '..', 'schema-registry', SCHEMA_REGISTRY_VERSION, 'schema-registry.lock.json')

/**
 * The jar that runs the registry, with its `lib` beside it, from the cache or fetched with Maven. The archive equals the committed
 * lock before it is unpacked; it is not kept.
 *
 * @param lockFile another lock, for tests
 */
export async function registryJar(request: SchemaRegistryRequest, lockFile = LOCK): Promise<string> {
  const cached = join(madeCacheFolder(request.environment), `schema-registry-${SCHEMA_REGISTRY_VERSION}`)
  removeOrphanedRunFolders(dirname(cached))
  const jar = join(cached, `${APPLICATION}-runner.jar`)
  if (!existsSync(jar)) await makeCached(cached, (runFolder) => fetchInto(runFolder, lockFile, request))
  if (!existsSync(jar)) throw new HarnessError(`${jar} is missing`, `delete ${cached} and run again`)
  return jar
}

async function fetchInto(runFolder: string, lockFile: string, request: SchemaRegistryRequest): Promise<string> {
  const lock = readLock(lockFile)
  const fetched = join(runFolder, 'archive')
  const what = `Apicurio Registry ${SCHEMA_REGISTRY_VERSION}`
  request.onProgress(`fetching ${what} with mvn (${megabytes(lock)} MB)`)
  await copyArtifact(COORDINATES, fetched, { what, ...request })
  const violation = lockViolation(fetched, lock)
  if (violation !== undefined) throw new HarnessError(violation, WRONG_DOWNLOAD_REMEDY)
  const unpacked = join(runFolder, 'unpacked')
  await unpack(join(fetched, `${APPLICATION}-all.tar.gz`), unpacked)
  request.signal?.throwIfAborted()
  return unpacked
}

async function unpack(archive: string, folder: string): Promise<void> {
  // takes 40 ms, which others who use the harness need not pay
  const { extract } = await import('tar')
  try {
    mkdirSync(folder)
    await extract({ file: archive, cwd: folder, strict: true, preserveOwner: false })
  } catch (error) {
    const remedy = 'make room there, or let FILROUGE_CACHE name a folder that can be written to'
    throw new HarnessError(`${archive} cannot be unpacked (${faultText(error)})`, remedy, { cause: error })
  }
}
