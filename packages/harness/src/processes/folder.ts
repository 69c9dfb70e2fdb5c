import { existsSync, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { HarnessError } from '../harness-error'

/**
 * Makes a folder and those above it, one after the other: Node's own recursive mkdir never returns where the system makes no
 * folders (`/proc`).
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another run may have made it in between.
    if (!isFolder(path)) throw error
  }
}

/** The system's folder for temporary files. */
export function temporaryFolder(named = tmpdir()): string {
  const path = resolve(named)
  if (isFolder(path)) return path
  throw new HarnessError(`the temporary folder ${path} is not there`, 'make it, or let TMPDIR name another')
}

export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
