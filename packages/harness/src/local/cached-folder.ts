import { readdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { createRunFolder } from '../processes/run-folder'

/**
 * Makes a folder of the cache as a whole, or not at all: `make` gets a run folder beside it and names what it made in there. Two
 * runs at once both make one: the first rename wins, the other run drops its own.
 */
export async function makeCached(cached: string, make: (runFolder: string) => Promise<string>): Promise<void> {
  const run = createRunFolder('fetching', dirname(cached))
  try {
    publish(await make(run.path), cached)
  } finally {
    run.remove()
  }
}

/** rename(2) refuses to replace a folder that holds files: then another run was first, with the same content. */
function publish(made: string, cached: string): void {
  try {
    renameSync(made, cached)
  } catch (error) {
    if (!isFilledFolder(cached)) throw error
  }
}

export function isFilledFolder(path: string): boolean {
  try {
    return readdirSync(path).length > 0
  } catch {
    return false
  }
}
