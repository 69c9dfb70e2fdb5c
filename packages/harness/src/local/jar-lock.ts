import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One jar of `kafka.lock.json`. */
export interface LockedJar {
  readonly file: string
  /** Lower-case hex. */
  readonly sha256: string
  readonly bytes: number
}

export function readJarLock(path: string): LockedJar[] {
  return JSON.parse(readFileSync(path, 'utf8')) as LockedJar[]
}

/** The first difference between a folder and the lock (a jar missing, other than locked, or not locked), in words; nothing if equal. */
export function lockViolation(folder: string, lock: readonly LockedJar[]): string | undefined {
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
