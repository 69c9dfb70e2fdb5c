import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { HarnessError } from '../harness-error'
import type { Environment } from '../processes/environment'
import type { KafkaVersion } from '../running-kafka'
import { createRunFolder, removeOrphanedRunFolders } from '../processes/run-folder'
import { cacheFolder, madeCacheFolder } from './cache-folder'
import { isFilledFolder, makeCached } from './cached-folder'
import { lockViolation, megabytes, readLock, WRONG_DOWNLOAD_REMEDY, type LockedFile } from './download-lock'
import { copyDependencies } from './maven'

/** Has a folder for each version, with `pom.xml` and `kafka.lock.json`. */
const RECIPES = join(__dirname, '..', '..', 'kafka')

export interface JarRequest {
  readonly version: KafkaVersion
  readonly environment: Environment
  readonly onProgress: (line: string) => void
  /** Another recipe, for tests. */
  readonly recipe?: string
  readonly signal?: AbortSignal | undefined
}

/** Kafka's classpath in a fixed order, from the cache or fetched with Maven; every jar equals the committed lock. */
export async function kafkaJars(request: JarRequest): Promise<string[]> {
  const recipe = request.recipe ?? join(RECIPES, request.version)
  const lock = readLock(join(recipe, 'kafka.lock.json'))
  const cached = join(madeCacheFolder(request.environment), folderOf(request.version))
  removeOrphanedRunFolders(dirname(cached))
  if (!isIntact(cached, lock, request.onProgress))
    await makeCached(cached, (runFolder) => fetchInto(runFolder, recipe, lock, request))
  return lock.map(({ file }) => join(cached, file)).sort()
}

/** Whether the cache holds every jar as locked, so that Maven is not needed. */
export function jarsAreCached(
  environment: Environment,
  version: KafkaVersion,
  recipe = join(RECIPES, version),
): boolean {
  const cached = join(cacheFolder(environment), folderOf(version))
  return lockViolation(cached, readLock(join(recipe, 'kafka.lock.json'))) === undefined
}

/** Of the jars, in the cache. */
function folderOf(version: KafkaVersion): string {
  return `kafka-${version}`
}

/** False for a folder that is not there; one that differs from the lock is thrown away first. */
function isIntact(cached: string, lock: readonly LockedFile[], onProgress: (line: string) => void): boolean {
  if (!isFilledFolder(cached)) return false
  const violation = lockViolation(cached, lock)
  if (violation === undefined) return true
  onProgress(`cached jars are not as locked (${violation}): fetching them again`)
  const discarded = createRunFolder('discarded', dirname(cached))
  renameSync(cached, join(discarded.path, 'lib'))
  discarded.remove()
  return false
}

async function fetchInto(
  runFolder: string,
  recipe: string,
  lock: readonly LockedFile[],
  { version, environment, onProgress, signal }: JarRequest,
): Promise<string> {
  const fetched = join(runFolder, 'lib')
  onProgress(`fetching Kafka ${version} with mvn (${lock.length} jars, ${megabytes(lock)} MB)`)
  const files = new Set(lock.map(({ file }) => file))
  await copyDependencies(join(recipe, 'pom.xml'), fetched, files, { what: 'Kafka', environment, onProgress, signal })
  const violation = lockViolation(fetched, lock)
  if (violation !== undefined) throw new HarnessError(violation, WRONG_DOWNLOAD_REMEDY)
  return fetched
}
