import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file of a `*.lock.json`. */
export interface LockedFile {
  readonly file: string
  /** Lower-case hex. */
  readonly sha256: string
  readonly bytes: number
}

/** What must be done where a download is not as locked. */
export const WRONG_DOWNLOAD_REMEDY =
  'delete that artifact from the local Maven repository (~/.m2/repository) and run again'

export function readLock(path: string): LockedFile[] {
  return JSON.parse(readFileSync(path, 'utf8')) as LockedFile[]
}

/** The first difference between a folder and the lock (a file missing, other than locked, or not locked), in words; nothing if equal. */
export function lockViolation(folder: string, lock: readonly LockedFile[]): string | undefined {
  const present = new Set(existsSync(folder) ? readdirSync(folder) : [])
  for (const { file, sha256, bytes } of lock) {
    if (!present.delete(file)) return `${file} is missing`
    const content = readFileSync(join(folder, file))
    const found = createHash('sha256').update(content).digest('hex')
    if (found !== sha256)
      return `${file} has sha256 ${found} (${content.length} bytes), expected ${sha256} (${bytes} bytes)`
  }
  const [unlocked] = present
  return unlocked === undefined ? undefined : `${unlocked} is not in the lock`
}

export function megabytes(lock: readonly LockedFile[]): number {
  return Math.round(lock.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000)
}
