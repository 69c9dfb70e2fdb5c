import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { faultText, HarnessError } from '../harness-error'
import { temporaryFolder } from './folder'
import { killLiveProcesses } from './live-processes'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity'

export interface RunFolder {
  readonly path: string
  readonly remove: () => void
}

const PREFIX = 'filrouge-'
const OWNER_FILE = 'owner.json'

// A run writes its owner file right after it made the folder, so a folder without one is either some ms old or was left by a
// run that died between the two steps. A day is far above the first and still keeps the temporary folder clean.
const OWNERLESS_AGE_MS = 24 * 3600 * 1000

/**
 * A new folder under the system's temporary folder that says whose it is, so that a later start removes it if this process
 * cannot. A plain exit of this process removes it too.
 */
export function createRunFolder(prefix: string, parent = temporaryFolder()): RunFolder {
  const path = makeOwned(join(parent, `${PREFIX}${prefix}-`))
  if (!watchesExit) process.on('exit', removeOpenFolders)
  watchesExit = true
  open.add(path)
  const remove = () => {
    removeFolder(path)
    open.delete(path)
  }
  return { path, remove }
}

function makeOwned(prefix: string): string {
  try {
    const path = mkdtempSync(prefix)
    writeFileSync(join(path, OWNER_FILE), JSON.stringify(ownIdentity()))
    return path
  } catch (error) {
    const remedy = 'make room there, or let TMPDIR and FILROUGE_CACHE name folders that can be written to'
    throw new HarnessError(`cannot write into ${dirname(prefix)} (${faultText(error)})`, remedy, { cause: error })
  }
}

const open = new Set<string>()
let watchesExit = false

/** For a program that ends without `remove()`; the children that use the folders are ended first. */
function removeOpenFolders(): void {
  killLiveProcesses()
  removeFolders([...open])
}

/**
 * The run folders whose owner is dead: its pid is gone or was given to another process. Those of living runs, other users and
 * other hosts are not among them; one without a readable owner file is after a day.
 */
export function orphanedRunFolders(parent = temporaryFolder(), now = Date.now()): string[] {
  return readdirSync(parent)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(parent, name))
    .filter((path) => isOrphaned(path, now))
}

/** Removes the orphaned run folders and gives the paths of those it found. One that resists (a mount) is left to a later start. */
export function removeOrphanedRunFolders(parent = temporaryFolder(), now = Date.now()): string[] {
  const orphans = orphanedRunFolders(parent, now)
  removeFolders(orphans)
  return orphans
}

function removeFolders(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      removeFolder(path)
    } catch {
      continue
    }
  }
}

function isOrphaned(path: string, now: number): boolean {
  try {
    const folder = statSync(path)
    if (!folder.isDirectory() || folder.uid !== userInfo().uid) return false
    const owner = readOwner(join(path, OWNER_FILE))
    return owner === undefined ? now - folder.mtimeMs > OWNERLESS_AGE_MS : !isRunning(owner)
  } catch {
    return false
  }
}

function readOwner(path: string): ProcessIdentity | undefined {
  try {
    const { host, pid, startTime } = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessIdentity>
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof startTime !== 'string') return undefined
    return { host, pid, startTime }
  } catch {
    return undefined
  }
}

function removeFolder(path: string): void {
  // Another start may remove the same folder, and a process that is just dying may still write into it.
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}
